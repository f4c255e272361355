import { and, asc, eq, inArray } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import { type AssessedLine, assess } from '../../src/domain/criteria/criteria.ts'
import type { UnitLevel } from '../../src/domain/organisation/unit.ts'
import { openStep, type Recommendation } from '../../src/domain/recommendation/recommendation.ts'
import type { Tx } from '../connection.ts'
import { auditEntries } from '../schema/audit-entries.ts'
import { clients } from '../schema/clients.ts'
import { people } from '../schema/people.ts'
import { recommendationQuestions } from '../schema/recommendation-questions.ts'
import { recommendationSteps } from '../schema/recommendation-steps.ts'
import { units } from '../schema/units.ts'
import { channelOf } from './client.ts'
import { criteriaOf } from './criteria.ts'
import { type Due, deadlineOf } from './deadline.ts'
import { type LoadedRecommendation, type RecommendationRow, readRecommendation } from './recommendation.ts'

/** A recommendation as a person reads it: on a card, in the inbox, in the whole record. */
export interface RecommendationView {
  readonly recommendation: Recommendation
  readonly row: RecommendationRow
  readonly client: { id: number; code: string; shortName: string; legalName: string }
  readonly beganAt: { name: string; level: UnitLevel }
  readonly leadUnit: { name: string }
  /** Unit name by the unit's key, for the steps. */
  readonly unitNames: ReadonlyMap<number, string>
  readonly criteriaVersionId: number | null
  readonly assessed: readonly AssessedLine[]
  /** Since when the open step waits; null where none does. */
  readonly waitingSince: Date | null
  /** Since when nobody can be asked to take the open step; null where somebody can. */
  readonly emptySince: Date | null
  /** By when the open step should be taken, and whether that may still change; null where no limit was set. */
  readonly due: Due | null
  /** The client's channel in Slack, once it is open. */
  readonly channelId: string | null
  readonly questions: readonly { asker: string; question: string; answer: string | null }[]
}

/** Reads everything a card shows; null where the recommendation was never submitted. */
export async function recommendationView(tx: Tx, id: number): Promise<RecommendationView | null> {
  const loaded = await readRecommendation(tx, id)
  return loaded && viewOf(tx, loaded)
}

async function viewOf(tx: Tx, { row, recommendation }: LoadedRecommendation): Promise<RecommendationView | null> {
  if (row.clientId === null || row.beganAtUnitId === null || row.leadUnitId === null) return null
  const [client] = await tx
    .select({ id: clients.id, code: clients.code, shortName: clients.shortName, legalName: clients.legalName })
    .from(clients)
    .where(eq(clients.id, row.clientId))
  const named = await tx
    .select({ id: units.id, name: units.name, level: units.level })
    .from(units)
    .where(inArray(units.id, [row.beganAtUnitId, row.leadUnitId, ...recommendation.steps.map((step) => step.unitId)]))
  const unit = new Map(named.map((one) => [one.id, one]))
  const beganAt = unit.get(row.beganAtUnitId)
  const leadUnit = unit.get(row.leadUnitId)
  if (!client || !beganAt || !leadUnit) return null
  const channel = await channelOf(tx, client.id)
  const step = openStep(recommendation)
  return {
    recommendation,
    row,
    client,
    beganAt,
    leadUnit,
    unitNames: new Map(named.map((one) => [one.id, one.name])),
    criteriaVersionId: row.criteriaVersionId,
    assessed: assess(await criteriaOf(tx, row.criteriaVersionId), row.criteriaValues),
    ...(await openSince(tx, row.id, row.round)),
    due: step
      ? await deadlineOf(tx, { kind: 'recommendation_step', itemId: row.id, round: row.round, stepNo: step.no })
      : null,
    channelId: channel?.state === 'open' ? channel.channelId : null,
    questions: await questionsOf(tx, row.id),
  }
}

async function openSince(
  tx: Tx,
  id: number,
  round: number,
): Promise<Pick<RecommendationView, 'waitingSince' | 'emptySince'>> {
  const [step] = await tx
    .select({ waitingSince: recommendationSteps.openedAt, emptySince: recommendationSteps.emptySince })
    .from(recommendationSteps)
    .where(
      and(
        eq(recommendationSteps.recommendationId, id),
        eq(recommendationSteps.round, round),
        eq(recommendationSteps.state, 'open'),
      ),
    )
  return step ?? { waitingSince: null, emptySince: null }
}

function questionsOf(tx: Tx, id: number) {
  return tx
    .select({
      asker: people.name,
      question: recommendationQuestions.question,
      answer: recommendationQuestions.answer,
    })
    .from(recommendationQuestions)
    .innerJoin(people, eq(people.id, recommendationQuestions.askedBy))
    .where(eq(recommendationQuestions.recommendationId, id))
    .orderBy(asc(recommendationQuestions.id))
}

/** What the audit tells of a recommendation, oldest first; `principal` is in whose name it was done. */
export function recommendationStory(tx: Tx, id: number) {
  const principal = alias(people, 'principal')
  return tx
    .select({
      at: auditEntries.at,
      action: auditEntries.action,
      article: auditEntries.article,
      before: auditEntries.before,
      after: auditEntries.after,
      name: people.name,
      principal: principal.name,
    })
    .from(auditEntries)
    .leftJoin(people, eq(people.id, auditEntries.personId))
    .leftJoin(principal, eq(principal.id, auditEntries.inNameOf))
    .where(and(eq(auditEntries.subjectKind, 'recommendation'), eq(auditEntries.subjectId, id)))
    .orderBy(asc(auditEntries.id))
}
