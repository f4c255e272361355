import { withEmoji } from '../text/emoji.ts'
import { plainText } from '../text/text-object.tsx'
import { useDesk } from './desk.ts'
import type { ElementProps } from './element-props.ts'

/** A button; one with an address opens it and tells the bot too. */
export function ButtonElement({ block, element, id }: ElementProps) {
  const desk = useDesk()
  const busy = desk.isBusy(block, element)
  const text = plainText(element.text)
  const press = () => {
    if (element.url && /^https?:/i.test(element.url)) open(element.url, '_blank', 'noopener')
    void desk.press(block, element)
  }
  return (
    <button
      type="button"
      id={id}
      class={`button${element.style ? ` button-${element.style}` : ''}${busy ? ' is-busy' : ''}`}
      aria-label={element.accessibility_label ? withEmoji(element.accessibility_label) : undefined}
      aria-busy={busy}
      disabled={busy}
      onClick={press}
    >
      {text}
    </button>
  )
}
