import { z } from 'zod'
import { isTimeZone } from './domain/calendar.ts'
import { defaultImportLimits, tallyKinds } from './domain/organisation/import-plausibility.ts'
import { levelOfPosition, type Position, positions } from './domain/organisation/position.ts'
import type { UnitLevel } from './domain/organisation/unit.ts'
import {
  defaultInitiators,
  defaultStepPositions,
  levelOfStep,
  routeNames,
  routes,
  stepKinds,
} from './domain/recommendation/routes.ts'
import { filingRhythms } from './domain/register/filing-period.ts'
import { defaultReviewPositions, levelOfReviewStep, reviewStepKinds } from './domain/review/review.ts'
import { strangerAnswers, strangerKinds } from './domain/team/stranger.ts'
import {
  defaultUnitConsents,
  defaultUnitProposers,
  levelOfUnitConsent,
  unitConsentKinds,
} from './domain/team/unit-proposal.ts'

const positionList = z.array(z.enum(positions))

const workingDays = z.int().min(1).max(60)

function eachStep<K extends string>(kinds: readonly K[], days: number): Record<K, number> {
  return Object.fromEntries(kinds.map((kind) => [kind, days])) as Record<K, number>
}

const reviewPositionList = z.partialRecord(z.enum(reviewStepKinds), positionList)

const defaultFigureEntrants = [
  'client_manager',
  'sub_branch_president',
  'branch_officer',
  'branch_president',
  'corporate_officer',
] as const

/**
 * Posts of a level where nobody takes the step would hold it for ever; and the administrator, who belongs to no level, has
 * no say in designations.
 */
function sitAt(levels: readonly UnitLevel[], list: readonly Position[]): boolean {
  return list.every((position) => levels.some((level) => level === levelOfPosition[position]))
}

/**
 * The bank's settings: what the guideline leaves to the bank, and the readings marked "ours". Published as versions in the
 * database; a running recommendation keeps the version it began under. A step or a route that is missing here, or whose
 * list is empty, means that nobody may.
 */
export const policySchema = z.object({
  /** Language of what stands in channels. */
  channelLanguage: z.enum(['zh', 'en']),
  /** IANA zone in which the bank works. */
  timeZone: z.string().refine((zone) => isTimeZone(zone), 'not an IANA time zone'),
  /** Full hours of a working day; outside of them nobody is reminded of anything. */
  workingHours: z
    .object({ from: z.int().min(0).max(23), to: z.int().min(1).max(24) })
    .default({ from: 9, to: 18 })
    .refine(({ from, to }) => from < to, 'the day ends before it begins'),
  /** Who takes a step. */
  stepPositions: z
    .partialRecord(z.enum(stepKinds), positionList)
    .refine(
      (lists) => stepKinds.every((kind) => sitAt([levelOfStep[kind]], lists[kind] ?? [])),
      'a step is given to a post of another level',
    ),
  /** Who takes a step of a review. Settings from before there were reviews give it to nobody. */
  reviewPositions: reviewPositionList
    .default({})
    .refine(
      (lists) => reviewStepKinds.every((kind) => sitAt([levelOfReviewStep[kind]], lists[kind] ?? [])),
      'a step of a review is given to a post of another level',
    ),
  /** Who may ask for a review of a client, at or above its lead unit. */
  reviewOpeners: positionList.default([]),
  /** Working days that a step may take; nothing is ever decided by time running out. */
  stepWorkingDays: z.record(z.enum(stepKinds), workingDays).default(eachStep(stepKinds, 3)),
  reviewStepWorkingDays: z.record(z.enum(reviewStepKinds), workingDays).default(eachStep(reviewStepKinds, 5)),
  /** Working days before and after a due date on which somebody is reminded; each after it tells one level more. */
  reminders: z
    .object({
      reviewBefore: z.array(workingDays).max(10),
      stepBefore: z.array(workingDays).max(10),
      escalateAfter: z.array(workingDays).max(10),
      /** Working days by which the reminders of a step may be put off; 0 = not at all. */
      snoozeDays: z.int().min(0).max(20).default(3),
    })
    .default({ reviewBefore: [14, 7, 1], stepBefore: [1], escalateAfter: [3, 10], snoozeDays: 3 }),
  /** Who may begin a route. */
  initiators: z
    .partialRecord(z.enum(routeNames), positionList)
    .refine(
      (lists) => routeNames.every((route) => sitAt(routes[route].beginsAt, lists[route] ?? [])),
      'a route is given to a post of another level',
    ),
  /** Four eyes: who decides at the branch where its president is the one who submitted (Art. 10(1), ours). */
  branchFourEyes: positionList.refine((list) => sitAt(['branch'], list), 'not a post of a branch'),
  /** Whether the head-office president takes the last step of bank-wide decisions (ours). */
  headOfficePresidentDecides: z.boolean(),
  /** Whether the head-office president sits in the team, by tier (Art. 14, ours for regional clients). */
  headOfficePresidentSeat: z.object({ bank_wide: z.boolean(), regional: z.boolean() }),
  /** Periods in a row below the criteria that open a review (Art. 13, ours). */
  belowPeriods: z.int().min(1).max(12).default(2),
  /** Working days for which a step at an empty post is held before it goes one level up (ours; 0 = at once). */
  emptyPostDays: z.int().min(0).max(30).default(0),
  /** First part of every channel name: lowercase letters and digits. */
  channelPrefix: z.string().regex(/^[a-z0-9]{1,12}$/),
  /** What becomes of an exited client's channel: parked in any case, and then archived where somebody can bring it back (B14). */
  exitedChannel: z.enum(['park', 'archive']).default('park'),
  /** Working days for which an exit or a downgrade can be undone, its channel and team unchanged meanwhile (Art. 13; 0 = none). */
  outcomeGraceDays: z
    .object({ exit: z.int().min(0).max(20), downgrade: z.int().min(0).max(20) })
    .default({ exit: 3, downgrade: 3 }),
  /** Who may open reviews of many chosen clients in one act (Art. 12). */
  policyReviewers: positionList
    .refine((list) => sitAt(['head_office'], list), 'not a post of head office')
    .default(['corporate_officer']),
  /** Who may draft and publish the criteria (Art. 12, 13). */
  criteriaPublishers: positionList.default(['corporate_officer']),
  /** Who may enter figures of clients, at or above the lead unit (Art. 3(d)). */
  figureEntrants: positionList.default([...defaultFigureEntrants]),
  /** Whether somebody publishes criteria who had no hand in the draft (ours: off). */
  criteriaFourEyes: z.boolean().default(false),
  /** What is done about somebody without a seat in a client's channel, and in whose presence nothing confidential stands in it. */
  strangers: z
    .object({
      answer: z.enum(strangerAnswers),
      freezeFor: z.array(z.enum(strangerKinds)),
      /** Days for which somebody may be kept as a guest of the team. */
      keepMostDays: z.int().min(1).max(365),
    })
    .default({ answer: 'ask', freezeFor: ['guest', 'external'], keepMostDays: 90 }),
  /** Who names and ends co-operating units and proposes a change of lead: posts of branches and head office (Art. 11, ours). */
  unitProposers: positionList
    .refine((list) => sitAt(['branch', 'head_office'], list), 'not a post of a branch or head office')
    .default([...defaultUnitProposers]),
  /** Who consents to it, by consent (Art. 11, ours). */
  unitConsents: z
    .partialRecord(z.enum(unitConsentKinds), positionList)
    .default(mutable(defaultUnitConsents))
    .refine(
      (lists) => unitConsentKinds.every((kind) => sitAt([levelOfUnitConsent[kind]], lists[kind] ?? [])),
      'a consent is given to a post of another level',
    ),
  unitConsentWorkingDays: z.record(z.enum(unitConsentKinds), workingDays).default(eachStep(unitConsentKinds, 3)),
  /** Deputies: how many may stand one behind another (with 1 a deputy's deputy decides nothing), and for how many days at most. */
  deputyships: z
    .object({ chain: z.int().min(1).max(3), longestDays: z.int().min(1).max(366) })
    .default({ chain: 1, longestDays: 180 }),
  /** Months from designation to the first review, by tier (Art. 13). */
  reviewEveryMonths: z.object({ bank_wide: z.int().min(1).max(36), regional: z.int().min(1).max(36) }),
  /** Who files a branch's register (Art. 10(3)). */
  registerFilers: positionList
    .min(1)
    .refine((list) => sitAt(['branch'], list), 'not a post of a branch')
    .default(['branch_officer']),
  /** Who acknowledges a filed register, or sends it back with a question. */
  registerAcknowledgers: positionList
    .min(1)
    .refine((list) => sitAt(['head_office'], list), 'not a post of head office')
    .default(['corporate_officer']),
  /** How often branches file, and by which working day after the period. */
  registerFiling: z
    .object({ every: z.enum(filingRhythms), byWorkingDay: z.int().min(1).max(60) })
    .default({ every: 'quarterly', byWorkingDay: 10 }),
  /** From what number and share on an import's change looks like a wrong file, and is refused unless somebody answers for it. */
  importLimits: z
    .record(z.enum(tallyKinds), z.object({ least: z.int().min(1).max(100_000), percent: z.int().min(1).max(100) }))
    .default(defaultImportLimits),
})

export type Policy = z.infer<typeof policySchema>

/** The settings a bank starts with: the guideline's own tables. */
export const defaultPolicy: Policy = {
  channelLanguage: 'zh',
  timeZone: 'Asia/Shanghai',
  workingHours: { from: 9, to: 18 },
  stepPositions: mutable(defaultStepPositions),
  reviewPositions: mutable(defaultReviewPositions),
  reviewOpeners: ['branch_officer', 'branch_president', 'corporate_officer'],
  stepWorkingDays: eachStep(stepKinds, 3),
  reviewStepWorkingDays: eachStep(reviewStepKinds, 5),
  reminders: { reviewBefore: [14, 7, 1], stepBefore: [1], escalateAfter: [3, 10], snoozeDays: 3 },
  initiators: mutable(defaultInitiators),
  branchFourEyes: ['branch_officer'],
  headOfficePresidentDecides: true,
  headOfficePresidentSeat: { bank_wide: true, regional: false },
  belowPeriods: 2,
  emptyPostDays: 0,
  channelPrefix: 'sc',
  exitedChannel: 'park',
  outcomeGraceDays: { exit: 3, downgrade: 3 },
  policyReviewers: ['corporate_officer'],
  criteriaPublishers: ['corporate_officer'],
  figureEntrants: [...defaultFigureEntrants],
  criteriaFourEyes: false,
  strangers: { answer: 'ask', freezeFor: ['guest', 'external'], keepMostDays: 90 },
  unitProposers: [...defaultUnitProposers],
  unitConsents: mutable(defaultUnitConsents),
  unitConsentWorkingDays: eachStep(unitConsentKinds, 3),
  deputyships: { chain: 1, longestDays: 180 },
  reviewEveryMonths: { bank_wide: 12, regional: 12 },
  registerFilers: ['branch_officer'],
  registerAcknowledgers: ['corporate_officer'],
  registerFiling: { every: 'quarterly', byWorkingDay: 10 },
  importLimits: defaultImportLimits,
}

function mutable<K extends string, V>(lists: Record<K, readonly V[]>): Record<K, V[]> {
  return Object.fromEntries(Object.entries(lists).map(([key, list]) => [key, [...(list as V[])]])) as Record<K, V[]>
}
