import { expect, test } from 'vitest'
import { wantChannel } from '../../db/queries/channel.ts'
import type { Draft } from '../../src/domain/recommendation/draft.ts'
import { takeReviewStep } from '../../src/usecases/decide-review.ts'
import { decideStep } from '../../src/usecases/decide-step.ts'
import { reseat } from '../../src/usecases/follow-teams.ts'
import { openReview } from '../../src/usecases/open-review.ts'
import { openRecommendationForm } from '../../src/usecases/recommendation-form.ts'
import { submitRecommendation } from '../../src/usecases/submit-recommendation.ts'
import { transact } from '../../src/usecases/transact.ts'
import { testDatabase } from '../support/database.ts'
import { accepted, smallBankAt } from '../support/small-bank-at.ts'

const database = await testDatabase()
const { sql } = database
const work = await smallBankAt(database, new Date().toISOString())
const { deps, as, bank } = work

/** A regional client of Futian with its team and an open channel, whose exit can still be undone. */
async function exiting(client: 'boe' | 'cimc'): Promise<number> {
  const id = await work.strategic(client, { nextReviewOn: '2099-12-15' })
  await transact(deps, { personId: null, source: 'job' }, async (tx, moment) => {
    await reseat(tx, [id], moment)
    await wantChannel(tx, id)
    return { result: null, events: [] }
  })
  await sql`update client_channels set state = 'open', channel_id = ${`C${client}`} where client_id = ${id}`
  const { reviewId } = accepted(await openReview(deps, as('corporateOfficer'), id, '合作停止'))
  const say = { round: 1, verdict: 'exit', reason: '合作已停止', category: null, nextReviewOn: null } as const
  accepted(await takeReviewStep(deps, as('futianPresident'), reviewId, { ...say, stepNo: 1 }, String))
  accepted(await takeReviewStep(deps, as('shenzhenPresident'), reviewId, { ...say, stepNo: 2 }, String))
  return id
}

/** Has the branch designate the client again, led by Luohu. */
async function designateAnew(clientId: number): Promise<void> {
  const { recommendationId } = accepted(await openRecommendationForm(deps, as('shenzhenOfficer'), ''))
  const [criteria] = await sql`select max(id)::int as id from criteria_versions where tier = 'regional'`
  const draft: Draft = {
    clientId,
    route: 'branch_designates',
    beganAtUnitId: bank.unit.shenzhen,
    leadUnitId: bank.unit.luohu,
    category: 'product_and_market_lead',
    industry: '制造',
    region: '深圳',
    reason: '重新合作',
    criteria: {},
    keyDimensions: [],
  }
  await submitRecommendation(deps, as('shenzhenOfficer'), recommendationId, draft, criteria?.id)
  const approval = { round: 1, stepNo: 1, verdict: 'approved', reason: null } as const
  accepted(await decideStep(deps, as('shenzhenPresident'), recommendationId, approval, String))
}

test('designated anew under another unit while an exit can be undone: the old team goes, the new lead is briefed', async () => {
  const id = await exiting('boe')
  await designateAnew(id)
  const told = await sql`select kind, payload from effects where kind in ('channel_team_line', 'hand_over')`
  const payload = (kind: string) => told.filter((one) => one.kind === kind).map((one) => one.payload)
  expect(payload('channel_team_line')).toMatchObject([
    {
      because: { kind: 'lead_changed', unitId: bank.unit.luohu },
      joined: [
        { seat: 'lead_client_manager', personId: bank.person.luohuManager },
        { seat: 'sub_branch_president', personId: bank.person.luohuPresident },
      ],
      left: [
        { seat: 'lead_client_manager', personId: bank.person.futianManager, reason: 'unit_serves_no_more' },
        { seat: 'sub_branch_president', personId: bank.person.futianPresident, reason: 'unit_serves_no_more' },
      ],
    },
  ])
  expect(payload('hand_over')).toMatchObject([{ clientId: id, personId: bank.person.luohuManager }])
  const [client] = await sql`select lead_client_manager_id::int as lead from clients where id = ${id}`
  expect(client?.lead).toBe(bank.person.luohuManager)
})

test('the unit that leads from now on, and the branch above it, co-operate no more; others go on', async () => {
  const id = await exiting('cimc')
  const by = bank.person.corporateOfficer
  for (const unit of ['luohu', 'shenzhen', 'beijing'] as const)
    await sql`insert into cooperations (client_id, unit_id, begun_at, begun_by, begun_in_name_of)
      values (${id}, ${bank.unit[unit]}, now(), ${by}, ${by})`
  await designateAnew(id)
  const helping = await sql`select unit_id::int from cooperations where client_id = ${id} and ended_at is null`
  expect(helping.map(({ unit_id }) => unit_id)).toEqual([bank.unit.beijing])
})
