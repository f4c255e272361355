import type { Workspace } from '../../src/workspace/workspace.ts'

/** Everything that the bot has ever told Slack to show, by how Slack reads it. */
export interface ShownTexts {
  /** Read as markup: top-level texts and mrkdwn objects. */
  readonly markup: string[]
  /** Topics and purposes: entities only. */
  readonly described: string[]
  /** plain_text objects. */
  readonly plain: { text: string; emoji?: boolean }[]
  /** Leaves of rich text. */
  readonly rich: { type: string; text?: string; user_id?: string; channel_id?: string }[]
}

type Tree = Record<string, unknown>

/** From all calls and acknowledgements that the stand-in has logged, and from the answers by response_url on people's screens. */
export function shownTexts(workspace: Workspace, screens: readonly { text: string; blocks: unknown }[]): ShownTexts {
  const shown: ShownTexts = { markup: [], described: [], plain: [], rich: [] }
  for (const { method, args } of workspace.log.calls()) {
    if (/^chat\./.test(method) && typeof args.text === 'string') shown.markup.push(args.text)
    for (const field of ['topic', 'purpose', 'title'] as const) {
      const value = args[field]
      if (typeof value === 'string') shown.described.push(value)
    }
    for (const field of ['blocks', 'view', 'attachments']) walk(parsed(args[field]), shown)
  }
  for (const { ack } of workspace.log.deliveries()) walk(ack, shown)
  for (const { text, blocks } of screens) {
    shown.markup.push(text)
    walk(blocks, shown)
  }
  return shown
}

function parsed(value: unknown): unknown {
  return typeof value === 'string' ? JSON.parse(value) : value
}

function walk(value: unknown, shown: ShownTexts): void {
  if (Array.isArray(value)) for (const one of value) walk(one, shown)
  if (typeof value !== 'object' || value === null) return
  const { type, text } = value as { type?: unknown; text?: unknown }
  if (type === 'mrkdwn') shown.markup.push(String(text))
  else if (type === 'plain_text') shown.plain.push(value as ShownTexts['plain'][number])
  else if (/^rich_text_(section|quote|preformatted)$/.test(String(type)))
    shown.rich.push(...(((value as Tree).elements ?? []) as ShownTexts['rich']))
  for (const one of Object.values(value)) walk(one, shown)
}
