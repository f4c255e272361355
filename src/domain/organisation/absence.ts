/** Slack's own "Vacationing" and "Out sick", and others that people take for the same. */
const awayEmoji: ReadonlySet<string> = new Set([
  ':palm_tree:',
  ':face_with_thermometer:',
  ':beach_with_umbrella:',
  ':desert_island:',
  ':hospital:',
])

const awayWords =
  /休假|年假|病假|事假|产假|婚假|请假|出差|外出学习|不在岗|\b(vacation\w*|holiday|on leave|sick|out of (the )?office|ooo|parental leave|maternity leave|business trip|travel+ing)\b/i

/** Whether a status in Slack says that somebody is away for days. It may suggest something, and never does anything. */
export function saysAway({ text, emoji }: { readonly text: string; readonly emoji: string }): boolean {
  return awayEmoji.has(emoji) || awayWords.test(text)
}
