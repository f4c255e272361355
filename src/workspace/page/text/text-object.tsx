import type { TextObject } from '../../block-kit/shape.ts'
import { withEmoji } from './emoji.ts'
import { MrkdwnLine } from './mrkdwn-text.tsx'

/** A text object of Block Kit, within a line. Some fields hold a bare string. */
export function TextObjectView({ text }: { text: TextObject | string | undefined }) {
  if (text === undefined) return null
  if (typeof text === 'string') return <MrkdwnLine text={text} />
  if (text.type === 'mrkdwn') return <MrkdwnLine text={text.text} />
  return <span class="text">{plainText(text)}</span>
}

/** A text object as bare text, for names of controls. */
export function plainText(text: TextObject | string | undefined): string {
  if (text === undefined) return ''
  if (typeof text === 'string') return text
  return text.emoji === false ? text.text : withEmoji(text.text)
}
