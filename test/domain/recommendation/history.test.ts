import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Post, Standing } from '../../../src/domain/organisation/standing.ts'
import { type Decided, decide } from '../../../src/domain/recommendation/decide.ts'
import { openStep, type Recommendation, verdicts } from '../../../src/domain/recommendation/recommendation.ts'
import { routeChoices } from '../../../src/domain/recommendation/submit.ts'
import { isRefusal } from '../../../src/domain/refusal.ts'
import { defaultPolicy, type Policy } from '../../../src/policy.ts'
import {
  afterDecision,
  deputyOf,
  headOffice,
  north,
  northGate,
  person,
  policyWith,
  post,
  resubmitted,
  south,
  southGate,
  submitted,
} from '../sample.ts'

const everyPost: readonly Post[] = [
  post('client_manager', northGate),
  post('sub_branch_president', northGate),
  post('branch_officer', north),
  post('branch_president', north),
  post('sub_branch_president', southGate),
  post('branch_president', south),
  post('corporate_officer', headOffice),
  post('head_office_president', headOffice),
  post('administrator', headOffice),
]

const staffSize = 9
const anyone = fc.nat({ max: staffSize - 1 })

/** A day's organisation: everybody's posts, who stands in for whom, who has left. */
const organisation = fc.record({
  posts: fc.array(fc.subarray([...everyPost], { maxLength: 3 }), { minLength: staffSize, maxLength: staffSize }),
  deputies: fc.uniqueArray(fc.tuple(anyone, anyone), {
    maxLength: 6,
    selector: ([deputy, absent]) => `${deputy}/${absent}`,
  }),
  left: fc.subarray([...Array(staffSize).keys()], { maxLength: 2 }),
})

type Organisation = typeof organisation extends fc.Arbitrary<infer T> ? T : never

const act = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({
      type: fc.constant('press' as const),
      by: fc.nat({ max: 1000 }),
      // Mostly somebody who holds the post, so that histories get somewhere; otherwise anybody at all.
      entitled: fc.boolean(),
      late: fc.record({ round: fc.constantFrom(0, 0, 0, -1), step: fc.constantFrom(0, 0, 0, -1, 1) }),
      verdict: fc.constantFrom('approved' as const, 'approved' as const, 'approved' as const, ...verdicts),
      reason: fc.constantFrom('补充材料', '补充材料', null, '\u3000', '\u200b'),
    }),
  },
  { weight: 2, arbitrary: fc.record({ type: fc.constant('resubmit' as const) }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('reorganise' as const), to: organisation }) },
)

const policies = fc.constantFrom<Policy>(
  defaultPolicy,
  policyWith({ headOfficePresidentDecides: false }),
  policyWith({
    stepPositions: { ...defaultPolicy.stepPositions, branch_designates: ['branch_president', 'branch_officer'] },
  }),
  policyWith({ stepPositions: { ...defaultPolicy.stepPositions, branch_endorses: [] } }),
)

function staffOf({ posts, deputies, left }: Organisation): Standing[] {
  const staff = posts.map((held, index) => person(index + 1, left.includes(index) ? [] : held))
  return staff.map((standing, index) => ({
    ...standing,
    active: !left.includes(index),
    deputyFor: deputies
      .filter(([deputy, absent]) => deputy === index && absent !== index)
      .flatMap(([, absent]) => staff.slice(absent, absent + 1).map(deputyOf)),
  }))
}

function holds(posts: readonly Post[], { positions, unitId }: Decided['step']): boolean {
  return posts.some((held) => positions.includes(held.position) && held.unit.id === unitId)
}

/** What must hold of one accepted decision on the day it was made. */
function expectEntitled(decided: Decided, by: Standing): void {
  expect(by.active).toBe(true)
  const posts =
    decided.inNameOf === by.personId
      ? by.posts
      : by.deputyFor.find((deputyship) => deputyship.principalId === decided.inNameOf)?.posts
  expect(holds(posts ?? [], decided.step)).toBe(true)
  if (decided.verdict !== 'approved') expect(decided.reason).toBe('补充材料')
}

/** What must hold of the record after whatever happened, read from the record alone. */
function expectSound(record: Recommendation): void {
  const { decisions, steps, submittedBy } = record
  for (const decision of decisions) expect([decision.decidedBy, decision.inNameOf]).not.toContain(submittedBy)
  for (const one of decisions)
    for (const other of decisions.filter((decision) => decision.stepKind !== one.stepKind))
      expect([one.decidedBy, one.inNameOf].filter((id) => [other.decidedBy, other.inNameOf].includes(id))).toEqual([])
  const keys = decisions.map((decision) => `${decision.round}/${decision.stepNo}`)
  expect(new Set(keys).size).toBe(keys.length)
  expect(steps.filter((step) => step.state === 'open')).toHaveLength(record.state === 'submitted' ? 1 : 0)
  const now = decisions.filter((decision) => decision.round === record.round)
  for (const step of steps) {
    const verdict = now.find((decision) => decision.stepNo === step.no)?.verdict
    if (step.skipReason) expect([step.state, verdict]).toEqual(['skipped', undefined])
    else if (record.state === 'approved') expect(verdict).toBe('approved')
    else if (['approved', 'returned', 'rejected'].includes(step.state)) expect(verdict).toBe(step.state)
    else expect(verdict).toBeUndefined()
  }
  expect(now.map((decision) => decision.stepNo)).toEqual(now.map((decision) => decision.stepNo).sort((a, b) => a - b))
  if (record.state === 'approved') expect(now.length).toBeGreaterThan(0)
}

function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value) && !(value instanceof Date)) {
    Object.freeze(value)
    for (const inner of Object.values(value)) frozen(inner)
  }
  return value
}

test('whatever people press, in whichever order, posts and deputyships changing: the record is sound', () => {
  const seen: Record<string, number> = {}
  const count = (what: string) => {
    seen[what] = (seen[what] ?? 0) + 1
  }
  const property = fc.property(
    organisation,
    policies,
    fc.nat({ max: 1000 }),
    fc.array(act, { minLength: 5, maxLength: 30 }),
    (first, policy, start, acts) => {
      let staff = staffOf(first)
      const choices = staff.flatMap((by) => routeChoices(by, policy).map((choice) => ({ by, choice })))
      const begun = choices[start % Math.max(choices.length, 1)]
      fc.pre(begun !== undefined)
      const { route, beganAt } = begun.choice
      let record = frozen(submitted(route, beganAt, begun.by, policy))
      expectSound(record)
      for (const next of acts) {
        if (next.type === 'reorganise') staff = staffOf(next.to)
        const submitter = staff.find((one) => one.personId === record.submittedBy)
        if (next.type === 'resubmit' && record.state === 'returned' && submitter) {
          record = frozen(resubmitted(record, beganAt, submitter, policy))
          count('resubmitted')
        }
        if (next.type === 'press') {
          const step = openStep(record)
          const holders =
            step && staff.filter((one) => holds([...one.posts, ...one.deputyFor.flatMap((d) => d.posts)], step))
          const among = next.entitled && holders && holders.length > 0 ? holders : staff
          const by = among[next.by % among.length] as Standing
          const request = {
            round: record.round + next.late.round,
            stepNo: (step?.no ?? 1) + next.late.step,
            verdict: next.verdict,
            reason: next.reason,
          }
          const result = decide(record, frozen(by), request, String)
          if (isRefusal(result)) count(result.refused)
          else {
            expect([request.round, request.stepNo]).toEqual([record.round, step?.no])
            expectEntitled(result, by)
            record = frozen(afterDecision(record, result, by))
            count(record.state)
            if (result.inNameOf !== by.personId) count('by deputy')
          }
        }
        expectSound(record)
      }
    },
  )
  fc.assert(property, { numRuns: 1500, seed: 20260901 })
  // Without these the property would say nothing.
  for (const what of ['approved', 'returned', 'rejected', 'resubmitted', 'by deputy', 'own_submission', 'second_step'])
    expect(seen[what], what).toBeGreaterThan(20)
  for (const what of [
    'may_not_decide',
    'already_decided',
    'superseded_round',
    'not_open',
    'left_the_bank',
    'reason_required',
  ])
    expect(seen[what], what).toBeGreaterThan(20)
})
