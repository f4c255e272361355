import { queueEffects } from '../../db/queries/effects.ts'
import type { Deps } from './transact.ts'

/** When a call that was repeated may still show twice: soon after, and once more for requests that lay somewhere long. */
const LOOKS_MS = [60_000, 15 * 60_000]

/** By what a twin is known: a message by its mark, a file by what is said beside it, a bookmark by its link. */
export type TwinSign = { readonly by: 'mark' | 'link' } | { readonly by: 'text'; readonly text: string }

/** Has it looked at later whether what was sent again after a lost answer is there twice. */
export function queueTwinLook({ database, clock }: Deps, sendId: number, sign: TwinSign): Promise<void> {
  const now = clock.now()
  const looks = LOOKS_MS.map((afterMs) => ({
    lane: `send/${sendId}/twin/${afterMs}`,
    kind: 'twin_look',
    payload: { sendId, ...sign },
    mergeKey: `send/${sendId}/twin/${afterMs}`,
    dueAt: new Date(now.getTime() + afterMs),
    priority: 2,
  }))
  return database.db.transaction((tx) => queueEffects(tx, looks, now))
}
