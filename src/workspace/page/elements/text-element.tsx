import { useEffect, useRef } from 'preact/hooks'
import type { Element } from '../../block-kit/shape.ts'
import { isComposing } from '../composing.ts'
import { useWords } from '../language.ts'
import { plainText } from '../text/text-object.tsx'
import { useDesk } from './desk.ts'
import { contentText } from './draft.ts'
import type { ElementProps } from './element-props.ts'

const afterLastKeyMs = 400

/** Text, number, e-mail and address inputs. */
export function TextElement(props: ElementProps) {
  const { block, element, invalid } = props
  const desk = useDesk()
  const value = contentText(desk.content(block, element))
  const dispatch = useDispatch(props)
  const shared = {
    id: props.id,
    value,
    placeholder: plainText(element.placeholder),
    'aria-label': props.label,
    'aria-describedby': props.describedBy,
    'aria-invalid': invalid,
    autocomplete: 'off' as const,
    class: invalid ? 'field is-invalid' : 'field',
    onInput: (event: preact.TargetedInputEvent<HTMLInputElement | HTMLTextAreaElement>) => {
      desk.note(block, element, event.currentTarget.value || null)
      if (!event.isComposing) dispatch.typed()
    },
    onKeyDown: (event: KeyboardEvent) => {
      if (event.key !== 'Enter' || isComposing(event) || event.shiftKey || !dispatch.onEnter) return
      event.preventDefault()
      dispatch.now()
    },
  }
  return (
    <>
      {element.multiline ? (
        <textarea rows={4} {...shared} />
      ) : (
        <input type="text" inputMode={keyboardOf(element)} {...shared} />
      )}
      <Counter element={element} length={value.length} />
    </>
  )
}

// `number` fields of browsers swallow what they cannot read; as text it stays and the error can name it.
const keyboards = { number_input: 'decimal', email_text_input: 'email', url_text_input: 'url' } as const

function keyboardOf(element: Element): 'decimal' | 'email' | 'url' | 'text' {
  return keyboards[element.type as keyof typeof keyboards] ?? 'text'
}

/** Sends the typed text to the bot where the block asks for it. */
function useDispatch({ block, element }: ElementProps) {
  const desk = useDesk()
  const latest = useRef(desk)
  latest.current = desk
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined)
  useEffect(() => () => clearTimeout(timer.current), [])
  const asked = block.dispatch_action
    ? (element.dispatch_action_config?.trigger_actions_on ?? ['on_enter_pressed'])
    : []
  const now = () => {
    clearTimeout(timer.current)
    const input = latest.current.content(block, element).input
    void latest.current.press(block, element, input)
  }
  return {
    onEnter: asked.includes('on_enter_pressed') && !element.multiline,
    now,
    typed() {
      if (!asked.includes('on_character_entered')) return
      clearTimeout(timer.current)
      timer.current = setTimeout(now, afterLastKeyMs)
    },
  }
}

/** How much room is left, once it gets short. */
function Counter({ element, length }: { element: Element; length: number }) {
  const words = useWords()
  const maximum = element.max_length
  if (maximum === undefined || (length < maximum * 0.8 && maximum - length > 50)) return null
  const left = maximum - length
  return (
    <span class={left < 0 ? 'counter is-over' : 'counter'} role="status">
      {left < 0 ? words.over(-left) : words.left(left)}
    </span>
  )
}
