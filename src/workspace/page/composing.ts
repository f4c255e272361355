/**
 * Whether a key belongs to an input method: the Enter that picks a word, the Escape that drops it. Some browsers show this
 * only by the code 229.
 */
export function isComposing(event: KeyboardEvent): boolean {
  return event.isComposing || event.keyCode === 229
}
