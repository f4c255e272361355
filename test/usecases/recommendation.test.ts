import { and, eq, sql } from 'drizzle-orm'
import { beforeAll, expect, test } from 'vitest'
import { auditEntries } from '../../db/schema/audit-entries.ts'
import { clientChannels } from '../../db/schema/client-channels.ts'
import { clients } from '../../db/schema/clients.ts'
import { effects } from '../../db/schema/effects.ts'
import { recommendationCards } from '../../db/schema/recommendation-cards.ts'
import { recommendationDecisions } from '../../db/schema/recommendation-decisions.ts'
import { teamSeats } from '../../db/schema/team-seats.ts'
import type { Draft } from '../../src/domain/recommendation/draft.ts'
import type { Verdict } from '../../src/domain/recommendation/recommendation.ts'
import { isRefusal } from '../../src/domain/refusal.ts'
import { createLog } from '../../src/log.ts'
import { decideStep } from '../../src/usecases/decide-step.ts'
import { readInbox } from '../../src/usecases/inbox.ts'
import { openRecommendationForm } from '../../src/usecases/recommendation-form.ts'
import { submitRecommendation } from '../../src/usecases/submit-recommendation.ts'
import type { Act, Deps } from '../../src/usecases/transact.ts'
import { withdrawRecommendation } from '../../src/usecases/withdraw-recommendation.ts'
import { type PersonKey, type SmallBank, smallBank } from '../support/bank.ts'
import { testDatabase } from '../support/database.ts'

const database = await testDatabase()
const deps: Deps = {
  database,
  clock: { now: () => new Date('2026-11-25T02:00:00Z') },
  log: createLog('silent'),
}
let bank: SmallBank

beforeAll(async () => {
  bank = await smallBank(database)
})

function as(key: PersonKey): Act & { personId: number } {
  return { personId: bank.person[key], source: 'card' }
}

const filled: Draft = {
  category: 'key_industry_front_runner',
  industry: '轻工机械',
  region: '深圳',
  reason: '全球集装箱龙头，结算量大',
  criteria: {},
  keyDimensions: ['key_industry'],
}

async function submit(key: PersonKey, draft: Draft, recommendationId?: number) {
  const form = await openRecommendationForm(deps, as(key), '')
  if (isRefusal(form)) throw new Error(form.refused)
  const criteria =
    await database.sql`select id from criteria_versions where tier = ${draft.route === 'sub_branch_recommends' || draft.route === 'branch_designates' ? 'regional' : 'bank_wide'}`
  return submitRecommendation(deps, as(key), recommendationId ?? form.recommendationId, draft, Number(criteria[0]?.id))
}

async function submitted(key: PersonKey, draft: Draft): Promise<number> {
  const result = await submit(key, draft)
  if (Array.isArray(result)) throw new Error(result.map((one) => `${one.field} ${one.refused}`).join('; '))
  return result.recommendationId
}

function decide(
  key: PersonKey,
  id: number,
  round: number,
  stepNo: number,
  verdict: Verdict,
  reason: string | null = null,
) {
  return decideStep(deps, as(key), id, { round, stepNo, verdict, reason }, (at) => at.toISOString())
}

async function refusedBy(promise: Promise<unknown>): Promise<string> {
  const result = await promise
  if (Array.isArray(result)) return result.map((one) => (isRefusal(one) ? one.refused : '')).join(',')
  return isRefusal(result) ? result.refused : 'accepted'
}

test('Art. 8(1): from a sub-branch up to head office, returned once, and the client is designated with its team', async () => {
  const draft: Draft = {
    ...filled,
    clientId: bank.client.cimc,
    route: 'branch_recommends',
    beganAtUnitId: bank.unit.futian,
  }
  const id = await submitted('futianManager', draft)
  expect(await refusedBy(decide('futianManager', id, 1, 1, 'approved'))).toBe('own_submission')
  expect(await refusedBy(decide('luohuPresident', id, 1, 1, 'approved'))).toBe('may_not_decide')
  expect(await refusedBy(decide('futianPresident', id, 1, 1, 'approved'))).toBe('accepted')
  expect(await refusedBy(decide('futianPresident', id, 1, 1, 'approved'))).toBe('already_decided')
  expect(await refusedBy(decide('shenzhenPresident', id, 1, 2, 'returned', '　 '))).toBe('reason_required')
  expect(await refusedBy(decide('shenzhenPresident', id, 1, 2, 'returned', '请补充海外业务数据'))).toBe('accepted')
  expect(await refusedBy(submit('futianManager', draft, id))).toBe('nothing_changed')
  expect(await refusedBy(submit('futianManager', { ...draft, reason: '已补充：海外收入占六成' }, id))).toBe('accepted')
  expect(await refusedBy(decide('futianPresident', id, 1, 1, 'approved'))).toBe('superseded_round')

  expect(await refusedBy(decide('futianPresident', id, 2, 1, 'approved'))).toBe('accepted')
  expect(await refusedBy(decide('shenzhenPresident', id, 2, 2, 'approved'))).toBe('accepted')
  expect(await refusedBy(decide('corporateOfficer2', id, 2, 3, 'approved'))).toBe('accepted')
  const waiting = await readInbox(deps, bank.person.president)
  expect(isRefusal(waiting) ? [] : waiting.waiting.map((item) => item.id)).toEqual([id])
  expect(await refusedBy(decide('president', id, 2, 4, 'approved'))).toBe('accepted')

  const [client] = await database.db.select().from(clients).where(eq(clients.id, bank.client.cimc))
  expect(client).toMatchObject({
    state: 'designated',
    tier: 'bank_wide',
    leadUnitId: bank.unit.futian,
    nextReviewOn: '2027-11-25',
  })
  const team = await database.db.select().from(teamSeats).where(eq(teamSeats.clientId, bank.client.cimc))
  const { futianManager, futianPresident, shenzhenPresident, corporateOfficer, corporateOfficer2, president } =
    bank.person
  expect(team.map((seat) => seat.personId).sort()).toEqual(
    [futianManager, futianPresident, shenzhenPresident, corporateOfficer, corporateOfficer2, president].sort(),
  )
  expect(await database.db.select().from(clientChannels)).toHaveLength(1)

  const story = await database.db
    .select({ action: auditEntries.action, by: auditEntries.personId })
    .from(auditEntries)
    .where(and(eq(auditEntries.subjectKind, 'recommendation'), eq(auditEntries.subjectId, id)))
    .orderBy(auditEntries.id)
  expect(story.map((entry) => entry.action)).toEqual([
    'recommendation_submitted',
    'decision_refused',
    'decision_refused',
    'recommendation_decided',
    'recommendation_decided',
    'recommendation_resubmitted',
    'recommendation_decided',
    'recommendation_decided',
    'recommendation_decided',
    'recommendation_decided',
  ])
})

test('notices are rows of the deciding transaction: a card for each decider of the step, the channel in order', async () => {
  const kinds = await database.db.select({ kind: effects.kind, lane: effects.lane }).from(effects).orderBy(effects.id)
  const channel = kinds.filter((row) => row.lane === `client/${bank.client.cimc}/channel`).map((row) => row.kind)
  expect(channel).toEqual([
    'channel_open',
    'channel_topic',
    'channel_purpose',
    'channel_invite',
    'channel_welcome',
    'channel_pin',
    'channel_bookmark',
  ])
  const cards = await database.db.select().from(recommendationCards)
  const corporate = cards.filter((card) => card.stepNo === 3).map((card) => card.personId)
  expect(corporate.sort()).toEqual([bank.person.corporateOfficer, bank.person.corporateOfficer2].sort())
})

test('a client on its way or strategic is refused, with what exists', async () => {
  const again: Draft = {
    ...filled,
    clientId: bank.client.cimc,
    route: 'branch_recommends',
    beganAtUnitId: bank.unit.futian,
  }
  expect(await refusedBy(submit('futianManager2', again))).toBe('already_strategic')
  const vanke: Draft = {
    ...filled,
    category: 'regional_group',
    clientId: bank.client.vanke,
    route: 'sub_branch_recommends',
    beganAtUnitId: bank.unit.luohu,
  }
  const id = await submitted('luohuManager', vanke)
  expect(await refusedBy(submit('futianManager2', { ...vanke, beganAtUnitId: bank.unit.futian }))).toBe(
    'already_on_its_way',
  )
  expect(await refusedBy(withdrawRecommendation(deps, as('futianManager2'), id))).toBe('not_your_recommendation')
  expect(await refusedBy(withdrawRecommendation(deps, as('luohuManager'), id))).toBe('accepted')
  expect(await refusedBy(decide('luohuPresident', id, 1, 1, 'approved'))).toBe('not_open')
  expect(await refusedBy(submit('futianManager2', { ...vanke, beganAtUnitId: bank.unit.futian }))).toBe('accepted')
})

test('every wrong field is named at once, and look-alike names are found', async () => {
  const blank: Draft = {
    newName: '中集集團'.slice(0, 3),
    legalName: ' ',
    route: 'branch_recommends',
    beganAtUnitId: bank.unit.futian,
    reason: '　',
    criteria: { operating_revenue: 'abc' },
  }
  const result = await submit('futianManager2', { ...blank, newName: ' 中 集集团有限公司' })
  expect(Array.isArray(result) ? result.map((one) => `${one.field}:${one.refused}`).sort() : result).toEqual(
    expect.arrayContaining([
      'reason:reason_required',
      'industry:field_required',
      'category:field_required',
      'client:look_alike',
    ]),
  )
})

test('the database itself refuses a second decision, one’s own submission, and two steps by one person', async () => {
  const draft: Draft = {
    ...filled,
    clientId: bank.client.boe,
    route: 'branch_recommends',
    beganAtUnitId: bank.unit.dongcheng,
  }
  const id = await submitted('dongchengManager', draft)
  const row = {
    recommendationId: id,
    round: 1,
    stepKind: 'sub_branch_endorses' as const,
    verdict: 'approved' as const,
    submittedBy: bank.person.dongchengManager,
    decidedAt: new Date(),
  }
  const insert = (
    values: Partial<typeof recommendationDecisions.$inferInsert> & {
      decidedBy: number
      inNameOf: number
      stepNo: number
    },
  ) => database.db.insert(recommendationDecisions).values({ ...row, ...values })
  const { dongchengManager, dongchengPresident, beijingPresident, beijingOfficer } = bank.person
  const constraint = (promise: Promise<unknown>) =>
    promise.then(
      () => 'accepted',
      (error) => error.cause.constraint_name ?? error.cause.message,
    )
  expect(await constraint(insert({ stepNo: 1, decidedBy: dongchengManager, inNameOf: dongchengPresident }))).toBe(
    'recommendation_decisions_not_own',
  )
  await insert({ stepNo: 1, decidedBy: dongchengPresident, inNameOf: dongchengPresident })
  expect(await constraint(insert({ stepNo: 1, decidedBy: beijingOfficer, inNameOf: beijingOfficer }))).toMatch(
    /pk|pkey/,
  )
  const second = { stepNo: 2, stepKind: 'branch_endorses' as const }
  expect(await constraint(insert({ ...second, decidedBy: dongchengPresident, inNameOf: beijingPresident }))).toMatch(
    /one_step_by|two steps/,
  )
  expect(await constraint(insert({ ...second, decidedBy: beijingOfficer, inNameOf: dongchengPresident }))).toMatch(
    /one_step|two steps/,
  )
  expect(
    await constraint(
      insert({ ...second, verdict: 'rejected', decidedBy: beijingPresident, inNameOf: beijingPresident }),
    ),
  ).toBe('recommendation_decisions_reason')
  await expect(database.db.execute(sql`update audit_entries set action = 'x'`)).rejects.toThrow()
  await expect(database.db.execute(sql`delete from audit_entries`)).rejects.toThrow()
  await expect(database.db.execute(sql`truncate audit_entries`)).rejects.toThrow()
})
