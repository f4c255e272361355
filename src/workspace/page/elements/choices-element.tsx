import { useId } from 'preact/hooks'
import type { Option } from '../../block-kit/shape.ts'
import { TextObjectView } from '../text/text-object.tsx'
import { useDesk } from './desk.ts'
import { contentList } from './draft.ts'
import { type ElementProps, useChange } from './element-props.ts'

/** Radio buttons and checkboxes. */
export function ChoicesElement({ block, element, id, label, describedBy }: ElementProps) {
  const name = useId()
  const many = element.type === 'checkboxes'
  const content = useDesk().content(block, element)
  const change = useChange(block, element)
  const chosen = contentList(content)
  const options = element.options ?? []
  const toggle = (option: Option) => {
    if (!many) return change(option.value, [option])
    const now = options.filter((one) => chosen.includes(one.value) !== (one.value === option.value))
    change(
      now.map((one) => one.value),
      now,
    )
  }
  return (
    // biome-ignore lint/a11y/useAriaPropsSupportedByRole: both roles take a name
    <div class="options" role={many ? 'group' : 'radiogroup'} id={id} aria-label={label} aria-describedby={describedBy}>
      {options.map((option) => (
        <label class="option" key={option.value}>
          <input
            type={many ? 'checkbox' : 'radio'}
            name={name}
            checked={chosen.includes(option.value)}
            onChange={() => toggle(option)}
          />
          <span>
            <TextObjectView text={option.text} />
            {option.description && (
              <span class="option-note">
                <TextObjectView text={option.description} />
              </span>
            )}
          </span>
        </label>
      ))}
    </div>
  )
}
