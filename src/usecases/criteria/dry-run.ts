import { criteriaOf, currentCriteria } from '../../../db/queries/criteria.ts'
import { allowLong, compareForAll, type DryRun, dryRunById, insertDryRun } from '../../../db/queries/dry-run.ts'
import type { Tier } from '../../domain/client/category.ts'
import type { DryRunResult } from '../../domain/criteria/dry-run.ts'
import { isRefusal, type Refusal } from '../../domain/refusal.ts'
import { type Act, type Deps, type Outcome, transact } from '../transact.ts'
import { publisherOf } from './may-publish.ts'
import { draftedIn, tierCriteria } from './read-criteria.ts'

/** So many clients a dry run names in its file; its counts are of all. */
export const namedAtMost = 20_000

/** What was tried and what it would mean. */
export interface FinishedDryRun {
  readonly run: DryRun
  readonly result: DryRunResult
}

/**
 * Asks for a dry run of a tier's draft as it stands, or of what is in force where there is none (Art. 12). It goes over every
 * client, so the result is a message of its own.
 */
export function askDryRun(deps: Deps, act: Act & { personId: number }, tier: Tier): Promise<number | Refusal> {
  return transact(deps, act, async (tx, moment): Promise<Outcome<number | Refusal>> => {
    const policy = await publisherOf(tx, act.personId, moment.today)
    if (isRefusal(policy)) return { result: policy, events: [] }
    const now = await tierCriteria(tx, tier)
    const criteria = draftedIn(now)
    const dryRunId = await insertDryRun(tx, {
      tier,
      criteria,
      baseVersionId: (await currentCriteria(tx, tier))?.id ?? null,
      askedBy: act.personId,
      askedAt: moment.now,
    })
    return {
      result: dryRunId,
      events: [
        {
          happening: { type: 'criteria_dry_run', criteriaVersionId: null, dryRunId, askedBy: act.personId },
          article: '12',
          after: { tier, dryRunId, criteria },
        },
      ],
    }
  })
}

/** Does a dry run that was asked for, against the version that was in force then; null where there is none of this number. */
export function finishDryRun(deps: Deps, dryRunId: number): Promise<FinishedDryRun | null> {
  return transact(deps, { personId: null, source: 'job' }, async (tx): Promise<Outcome<FinishedDryRun | null>> => {
    const run = await dryRunById(tx, dryRunId)
    if (!run) return { result: null, events: [] }
    await allowLong(tx)
    const before = await criteriaOf(tx, run.baseVersionId)
    return { result: { run, result: await compareForAll(tx, run.tier, before, run.criteria, namedAtMost) }, events: [] }
  })
}
