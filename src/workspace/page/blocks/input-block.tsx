import { useId } from 'preact/hooks'
import { useDesk } from '../elements/desk.ts'
import { ElementView } from '../elements/element.tsx'
import { Icon } from '../icon.tsx'
import { useWords } from '../language.ts'
import { plainText } from '../text/text-object.tsx'
import type { BlockProps } from './block.tsx'

/** An input with its label, hint and error. */
export function InputBlock({ block }: BlockProps) {
  const id = useId()
  const words = useWords()
  const error = useDesk().errors[block.block_id]
  const label = plainText(block.label)
  const { element, hint, optional } = block
  if (!element) return null
  const described = [error && `${id}-error`, hint && `${id}-hint`].filter(Boolean).join(' ')
  return (
    <div class={error ? 'input is-wrong' : 'input'}>
      <label class="input-label" for={id}>
        {label}
        {optional && <span class="input-optional">{words.optional}</span>}
      </label>
      <ElementView
        block={block}
        element={element}
        id={id}
        label={label}
        describedBy={described || undefined}
        invalid={error !== undefined}
      />
      {error && (
        <p class="input-error" id={`${id}-error`} role="alert">
          <Icon name="warn" size={15} />
          {error}
        </p>
      )}
      {hint && (
        <p class="input-hint" id={`${id}-hint`}>
          {plainText(hint)}
        </p>
      )}
    </div>
  )
}
