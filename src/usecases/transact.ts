import type { Database, Tx } from '../../db/connection.ts'
import { isDatabaseAway, isSerializationFailure } from '../../db/errors.ts'
import { insertAuditEntries } from '../../db/queries/audit.ts'
import { timeAndPolicy } from '../../db/queries/settings.ts'
import type { auditSources } from '../../db/schema/audit-entries.ts'
import type { Clock } from '../clock.ts'
import { bankDate } from '../domain/calendar.ts'
import type { DomainEvent, Happening } from '../domain/event.ts'
import type { Log } from '../log.ts'
import { defaultPolicy, type Policy } from '../policy.ts'
import { followRefusal } from './follow-refusal.ts'
import { queueNotices } from './notices.ts'
import { startClocks } from './start-clocks.ts'

/** What every use case works with. */
export interface Deps {
  readonly database: Database
  readonly clock: Clock
  readonly log: Log
}

/** Who acts and from where; the audit keeps it beside what happened. */
export interface Act {
  /** Null where the program itself acts. */
  readonly personId: number | null
  readonly slackUserId?: string
  readonly source: (typeof auditSources)[number]
}

/** The moment of a transaction by the database's clock, or by one that is travelled, and the bank's date then. */
export interface Moment {
  readonly now: Date
  readonly today: string
  /** The settings in force, or the shipped ones where none can be read: for clocks and words, never for authority. */
  readonly policy: Policy
}

/** What a use case found out and what it made happen. */
export interface Outcome<T> {
  readonly result: T
  readonly events: readonly DomainEvent[]
  /** The recommendation that a refusal is about, where the press was on one. */
  readonly about?: number
}

const tries = 3

/** The connection was lost while committing: whether it was recorded cannot be told. */
export class CommitUnknownError extends Error {
  override readonly name = 'CommitUnknownError'
}

/**
 * The only commit: what `work` saves, the audit entries and the outgoing notices of its events become true together, or
 * not at all. Tried again where PostgreSQL asks for it (40001, 40P01).
 */
export async function transact<T>(
  deps: Deps,
  act: Act,
  work: (tx: Tx, moment: Moment) => Promise<Outcome<T>>,
): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    let committing = false
    try {
      return await deps.database.db.transaction(async (tx) => {
        committing = false
        const result = await once(deps, act, work, tx)
        committing = true
        return result
      })
    } catch (error) {
      if (committing && isDatabaseAway(error)) throw new CommitUnknownError('lost while committing', { cause: error })
      if (attempt >= tries || !isSerializationFailure(error)) throw error
      deps.log.debug({ attempt }, 'transaction repeated after a conflict')
    }
  }
}

/** A question: one transaction that changes nothing. */
export function ask<T>(deps: Deps, question: (tx: Tx, moment: Moment) => Promise<T>): Promise<T> {
  return deps.database.read(async (tx) => question(tx, await momentOf(deps, tx)))
}

/** Tries something out: what `work` finds stays true, nothing that it wrote stays. */
export async function rehearse<T>(deps: Deps, work: (tx: Tx, moment: Moment) => Promise<T>): Promise<T> {
  const found: T[] = []
  const over = new Error('rehearsed')
  try {
    await deps.database.db.transaction(async (tx) => {
      found.push(await work(tx, await momentOf(deps, tx)))
      throw over
    })
  } catch (error) {
    if (error !== over) throw error
  }
  return found[0] as T
}

async function once<T>(
  deps: Deps,
  act: Act,
  work: (tx: Tx, moment: Moment) => Promise<Outcome<T>>,
  tx: Tx,
): Promise<T> {
  const moment = await momentOf(deps, tx)
  const { result, events, about } = await work(tx, moment)
  const further = await followRefusal(tx, result, about, act.personId, moment.now)
  const clocks = await startClocks(tx, events, moment)
  const all = [...events, ...further, ...clocks]
  await insertAuditEntries(
    tx,
    all.map((event) => auditEntry(act, event, moment.now)),
  )
  await queueNotices(
    tx,
    all.map(({ happening }) => happening),
    moment,
  )
  return result
}

/** The moment of a transaction that is not this file's: what follows from the outbox's own commits. */
export async function momentOf(deps: Deps, tx: Tx): Promise<Moment> {
  const read = await timeAndPolicy(tx)
  const now = deps.clock.real ? read.now : deps.clock.now()
  const policy = read.policy ?? defaultPolicy
  return { now, today: bankDate(now, policy.timeZone), policy }
}

function auditEntry(act: Act, event: DomainEvent, now: Date) {
  const { type } = event.happening
  return {
    at: now,
    personId: act.personId,
    inNameOf: 'inNameOf' in event.happening ? event.happening.inNameOf : act.personId,
    slackUserId: act.slackUserId ?? null,
    source: act.source,
    action: type,
    ...subjectOf(event.happening),
    article: event.article ?? null,
    before: event.before ?? null,
    after: event.after ?? null,
  }
}

function subjectOf(happening: Happening): { subjectKind: string; subjectId: number | null } {
  if ('clientId' in happening) return { subjectKind: 'client', subjectId: happening.clientId }
  if ('reviewId' in happening) return { subjectKind: 'review', subjectId: happening.reviewId }
  if ('recommendationId' in happening) return { subjectKind: 'recommendation', subjectId: happening.recommendationId }
  if ('filingId' in happening) return { subjectKind: 'filing', subjectId: happening.filingId }
  if ('unitId' in happening) return { subjectKind: 'unit', subjectId: happening.unitId }
  if ('personId' in happening) return { subjectKind: 'person', subjectId: happening.personId }
  if ('criteriaVersionId' in happening) return { subjectKind: 'criteria', subjectId: happening.criteriaVersionId }
  if ('policyVersionId' in happening) return { subjectKind: 'policy', subjectId: happening.policyVersionId }
  if ('policyReviewId' in happening) return { subjectKind: 'policy_review', subjectId: happening.policyReviewId }
  if ('year' in happening) return { subjectKind: 'calendar', subjectId: happening.year }
  return { subjectKind: 'bank', subjectId: null }
}
