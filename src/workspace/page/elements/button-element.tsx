import { withEmoji } from '../text/emoji.ts'
import { useOpenAddress } from '../text/inline.tsx'
import { plainText } from '../text/text-object.tsx'
import { useDesk } from './desk.ts'
import type { ElementProps } from './element-props.ts'

/** A button; one with an address opens it and tells the bot too. */
export function ButtonElement({ block, element, id }: ElementProps) {
  const desk = useDesk()
  const openAddress = useOpenAddress()
  const busy = desk.isBusy(block, element)
  const text = plainText(element.text)
  // Not `disabled`, which would take the focus away from whoever pressed it by keyboard.
  const press = () => {
    if (busy) return
    if (element.url) openAddress(element.url)
    void desk.press(block, element)
  }
  return (
    <button
      type="button"
      id={id}
      class={`button${element.style ? ` button-${element.style}` : ''}${busy ? ' is-busy' : ''}`}
      aria-label={element.accessibility_label ? withEmoji(element.accessibility_label) : undefined}
      aria-busy={busy}
      aria-disabled={busy}
      onClick={press}
    >
      {text}
    </button>
  )
}
