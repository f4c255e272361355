import { insertQuestion, questionById, setAnswer } from '../../db/queries/question.ts'
import { lockRecommendation } from '../../db/queries/recommendation.ts'
import { standingOf } from '../../db/queries/standing.ts'
import { trimName } from '../domain/client/name.ts'
import { principalFor } from '../domain/recommendation/decide.ts'
import { openStep } from '../domain/recommendation/recommendation.ts'
import { isRefusal, type Refusal, refuse } from '../domain/refusal.ts'
import { type Act, ask, type Deps, type Outcome, transact } from './transact.ts'

type Asked = { questionId: number }

/** Whoever may take the open step asks the recommender; asking decides nothing. */
export function askQuestion(
  deps: Deps,
  act: Act & { personId: number },
  recommendationId: number,
  typed: string,
): Promise<Asked | Refusal> {
  return transact(deps, act, async (tx, moment): Promise<Outcome<Asked | Refusal>> => {
    const question = trimName(typed)
    if (question === '') return { result: refuse('field_required', { field: 'question' }), events: [] }
    const loaded = await lockRecommendation(tx, recommendationId)
    const standing = await standingOf(tx, act.personId, moment.today)
    if (!loaded || !standing)
      return { result: refuse('not_found', { params: { number: recommendationId } }), events: [] }
    const step = openStep(loaded.recommendation)
    if (!step)
      return {
        result: refuse('not_open', { params: { state: loaded.recommendation.state } }),
        events: [],
        about: recommendationId,
      }
    const principal = principalFor(loaded.recommendation, step, standing)
    if (isRefusal(principal)) return { result: principal, events: [] }
    const questionId = await insertQuestion(tx, {
      recommendationId,
      round: loaded.recommendation.round,
      askedBy: act.personId,
      question,
      askedAt: moment.now,
    })
    return {
      result: { questionId },
      events: [{ happening: { type: 'question_asked', recommendationId, questionId }, after: { question } }],
    }
  })
}

export type Question = NonNullable<Awaited<ReturnType<typeof questionById>>>

/** A question that waits for this person's answer, or why it does not. */
export function readOpenQuestion(deps: Deps, personId: number, questionId: number): Promise<Question | Refusal> {
  return ask(deps, async (tx) => {
    const question = await questionById(tx, questionId)
    if (!question) return refuse('not_found', { params: { number: questionId } })
    if (question.recommender !== personId) return refuse('not_your_recommendation')
    return question.answer === null ? question : refuse('already_answered')
  })
}

/** The recommender answers; the first answer stands. */
export function answerQuestion(
  deps: Deps,
  act: Act & { personId: number },
  questionId: number,
  typed: string,
): Promise<Asked | Refusal> {
  return transact(deps, act, async (tx, moment): Promise<Outcome<Asked | Refusal>> => {
    const answer = trimName(typed)
    if (answer === '') return { result: refuse('field_required', { field: 'answer' }), events: [] }
    const question = await questionById(tx, questionId)
    if (!question) return { result: refuse('not_found', { params: { number: questionId } }), events: [] }
    const { recommendationId } = question
    await lockRecommendation(tx, recommendationId)
    if (question.recommender !== act.personId) return { result: refuse('not_your_recommendation'), events: [] }
    const current = await questionById(tx, questionId)
    if (current?.answer) return { result: refuse('already_answered'), events: [] }
    await setAnswer(tx, questionId, { answer, answeredBy: act.personId, answeredAt: moment.now })
    return {
      result: { questionId },
      events: [{ happening: { type: 'question_answered', recommendationId, questionId }, after: { answer } }],
    }
  })
}
