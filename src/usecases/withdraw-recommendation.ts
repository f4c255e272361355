import { lockRecommendation } from '../../db/queries/recommendation.ts'
import { setState } from '../../db/queries/recommendation-change.ts'
import { standingOf } from '../../db/queries/standing.ts'
import { routes } from '../domain/recommendation/routes.ts'
import { recommenderOf } from '../domain/recommendation/take-over.ts'
import { type Refusal, refuse } from '../domain/refusal.ts'
import { type Act, type Deps, type Outcome, transact } from './transact.ts'

/** Takes one's own recommendation back while it is on its way. What was decided stays in the record. */
export function withdrawRecommendation(
  deps: Deps,
  act: Act & { personId: number },
  recommendationId: number,
): Promise<{ recommendationId: number } | Refusal> {
  return transact(deps, act, async (tx, moment): Promise<Outcome<{ recommendationId: number } | Refusal>> => {
    const loaded = await lockRecommendation(tx, recommendationId)
    if (!loaded) return { result: refuse('not_found', { params: { number: recommendationId } }), events: [] }
    const { recommendation } = loaded
    const standing = await standingOf(tx, act.personId, moment.today)
    if (!standing?.active) return { result: refuse('left_the_bank'), events: [] }
    if (recommenderOf(recommendation) !== act.personId) return { result: refuse('not_your_recommendation'), events: [] }
    if (recommendation.state !== 'submitted' && recommendation.state !== 'returned')
      return {
        result: refuse('not_open', { params: { state: recommendation.state } }),
        events: [],
        about: recommendationId,
      }
    await setState(tx, recommendation, 'withdrawn', moment.now)
    const event = {
      happening: { type: 'recommendation_withdrawn' as const, recommendationId },
      article: routes[recommendation.route].article,
      before: { state: recommendation.state, round: recommendation.round },
      after: { state: 'withdrawn' },
    }
    return { result: { recommendationId }, events: [event] }
  })
}
