import type { PageWords } from './words.ts'

/** What to say of an action's error code; Slack's own generic line for all that a person cannot help. */
export function troubleText(words: PageWords, code: string): string {
  if (code === 'unreachable') return words.unreachable
  if (code === 'not_in_channel') return words.notInChannel
  if (code === 'is_archived') return words.archived
  return words.trouble
}
