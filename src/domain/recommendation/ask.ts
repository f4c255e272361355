import type { Standing } from '../organisation/standing.ts'
import { principalFor } from './decide.ts'
import type { Recommendation, Step } from './recommendation.ts'

/** Whether the open step is this person's to take, in whosever name: who is shown it is exactly who may take it. */
export function mayBeAsked(recommendation: Recommendation, step: Step, standing: Standing): boolean {
  return typeof principalFor(recommendation, step, standing) === 'number'
}
