import type { Tx } from '../../../db/connection.ts'
import { currentCriteria, dropCriteriaDraft, keepCriteriaDraft, lockCriteria } from '../../../db/queries/criteria.ts'
import { type Tier, tiers } from '../../domain/client/category.ts'
import { isSameCriteria, isSameLine } from '../../domain/criteria/compare-criteria.ts'
import { type Criteria, type Criterion, mostLines } from '../../domain/criteria/criteria.ts'
import { readLine, readPassShare, type TypedLine } from '../../domain/criteria/typed-line.ts'
import { convert } from '../../domain/criteria/unit.ts'
import type { DomainEvent } from '../../domain/event.ts'
import { isRefusal, type Refusal, refuse } from '../../domain/refusal.ts'
import { type Act, type Deps, type Moment, type Outcome, transact } from '../transact.ts'
import { publisherOf } from './may-publish.ts'
import { draftedIn, inForceIn, type TierCriteria, tierCriteria } from './read-criteria.ts'

/** One change of a draft; `seen` is the line as the person saw it, null for a new one. */
export type DraftChange =
  | { readonly kind: 'line'; readonly seen: Criterion | null; readonly typed: TypedLine }
  | { readonly kind: 'remove'; readonly seen: Criterion }
  | { readonly kind: 'pass'; readonly typed: string }
  | { readonly kind: 'discard' }

/**
 * Changes a tier's draft and gives it as it then is, or every field that is wrong. Two people may change different lines at
 * once; who changes a line that another changed meanwhile is told.
 */
export function editDraft(
  deps: Deps,
  act: Act & { personId: number },
  tier: Tier,
  change: DraftChange,
  momentText: (at: Date) => string,
): Promise<TierCriteria | Refusal[]> {
  return transact(deps, act, async (tx, moment): Promise<Outcome<TierCriteria | Refusal[]>> => {
    const no = (...refusals: Refusal[]) => ({ result: refusals, events: [] })
    const policy = await publisherOf(tx, act.personId, moment.today)
    if (isRefusal(policy)) return no(policy)
    await lockCriteria(tx)
    const now = await tierCriteria(tx, tier)
    const before = draftedIn(now)
    const after = await changed(tx, now, change, momentText)
    if (Array.isArray(after)) return no(...after)
    await keep(tx, now, after, act.personId, moment)
    const result = await tierCriteria(tx, tier)
    return { result, events: isSameCriteria(before, after) ? [] : [eventOf(tier, before, after)] }
  })
}

/** A draft that says what is in force is none. */
async function keep(tx: Tx, now: TierCriteria, after: Criteria, personId: number, moment: Moment): Promise<void> {
  if (isSameCriteria(inForceIn(now), after)) return dropCriteriaDraft(tx, now.tier)
  const people = [...new Set([...(now.draft?.editors ?? []), personId])]
  await keepCriteriaDraft(tx, {
    tier: now.tier,
    criteria: after,
    editors: { people },
    changedBy: personId,
    changedAt: moment.now,
  })
}

async function changed(
  tx: Tx,
  now: TierCriteria,
  change: DraftChange,
  momentText: (at: Date) => string,
): Promise<Criteria | Refusal[]> {
  const draft = draftedIn(now)
  if (change.kind === 'discard') return inForceIn(now)
  if (change.kind === 'pass') {
    const passShare = readPassShare(change.typed)
    return isRefusal(passShare) ? [passShare] : { ...draft, passShare }
  }
  const there = draft.lines.find(({ key }) => key === change.seen?.key)
  if (change.seen && !(there && isSameLine(there, change.seen))) return [overtaken(now, momentText)]
  if (change.kind === 'remove') return { ...draft, lines: draft.lines.filter((line) => line !== there) }
  const line = readLine(change.typed)
  if (Array.isArray(line)) return line
  const wrong = (await unitConflict(tx, now.tier, line)) ?? (there ? null : unfit(draft, line))
  if (wrong) return [wrong]
  const lines = there ? draft.lines.map((one) => (one === there ? line : one)) : [...draft.lines, line]
  return { ...draft, lines }
}

function unfit(draft: Criteria, { key }: Criterion): Refusal | null {
  if (draft.lines.some((line) => line.key === key)) return refuse('metric_key_taken', { params: { key }, field: 'key' })
  return draft.lines.length < mostLines
    ? null
    : refuse('criteria_too_many', { params: { max: mostLines }, field: 'key' })
}

/** A metric's figures serve both tiers, so their units must be of one kind. */
async function unitConflict(tx: Tx, tier: Tier, line: Criterion): Promise<Refusal | null> {
  for (const other of tiers.filter((one) => one !== tier)) {
    const theirs = (await currentCriteria(tx, other))?.criteria.lines.find(({ key }) => key === line.key)
    if (theirs && convert(1, theirs.unit, line.unit) === null)
      return refuse('metric_unit_conflict', { params: { key: line.key, unit: theirs.unit }, field: 'unit' })
  }
  return null
}

function overtaken({ draft }: TierCriteria, momentText: (at: Date) => string): Refusal {
  const at = draft ? momentText(draft.changedAt) : ''
  return refuse('criteria_draft_changed', { params: { name: draft?.changedBy ?? '', at } })
}

function eventOf(tier: Tier, before: Criteria, after: Criteria): DomainEvent {
  return {
    happening: { type: 'criteria_draft_changed', criteriaVersionId: null },
    article: '12',
    before: { tier, criteria: before },
    after: { tier, criteria: after },
  }
}
