import type { PageView } from '../../src/workspace/protocol.ts'

/** What a form holds, by input name. */
export function typedIn(view: PageView | null): Record<string, unknown> {
  const entries = Object.entries(view?.state ?? {}).map(([blockId, elements]) => {
    const [{ type: _, ...content } = { type: '' }] = Object.values(elements)
    return [blockId.split('@')[0], content]
  })
  return Object.fromEntries(entries)
}
