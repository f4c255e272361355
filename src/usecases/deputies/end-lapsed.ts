import type { Tx } from '../../../db/connection.ts'
import { deputyshipsIn, lapseDeputyship } from '../../../db/queries/deputyship.ts'
import { postsOf } from '../../../db/queries/posts.ts'
import { laterDate } from '../../domain/calendar.ts'
import type { DomainEvent } from '../../domain/event.ts'
import { coveredPosts } from '../../domain/organisation/deputyship.ts'

/**
 * Ends deputyships of people of these units that a change of posts has left without anything to stand in for: nobody is to count on
 * a deputy who may not decide. Both people are told; what they may do follows from their posts anyway, at the moment of the act.
 */
export async function endLapsed(tx: Tx, unitIds: readonly number[], today: string): Promise<DomainEvent[]> {
  const held = await deputyshipsIn(tx, unitIds, today)
  if (held.length === 0) return []
  const people = new Set(held.flatMap(({ principalId, deputyId }) => [principalId, deputyId]))
  const posts = await postsOf(tx, [...people], today)
  const events: DomainEvent[] = []
  for (const { id, principalId, deputyId, from, to } of held) {
    if (coveredPosts(posts.get(deputyId) ?? [], posts.get(principalId) ?? []).length > 0) continue
    if (!(await lapseDeputyship(tx, id, today))) continue
    events.push({
      happening: { type: 'deputy_ended', personId: principalId, deputyshipId: id },
      article: '2',
      before: { deputyId, from, to },
      after: { to: laterDate(from, today), because: 'no_post_in_house' },
    })
  }
  return events
}
