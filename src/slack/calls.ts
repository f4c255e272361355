import type { Log } from '../log.ts'
import { classify, isOperatorFault, type SlackFailure, type SlackResult, UnreadableAnswer } from './slack-error.ts'

/** Runs one call and says what came of it. */
type Call = <A, T>(method: string, ask: () => Promise<A>, read: (answer: A) => T) => Promise<SlackResult<T>>

/** How calls are made: each says whether doing it twice is the same as once. */
export interface Calls {
  /** Twice is the same as once. */
  again: Call
  /** Twice would be seen. */
  once: Call
}

/** Calls that do not throw: what they came to is classified, and what an operator must put right is logged. */
export function createCalls(log: Log): Calls {
  const loud = new Map<string, string>()
  const run =
    (repeatable: boolean): Call =>
    async (method, ask, read) => {
      try {
        const value = read(await ask())
        loud.delete(method)
        return { ok: true, value }
      } catch (thrown) {
        const failure = classify(thrown, repeatable)
        report(method, failure)
        return { ok: false, failure }
      }
    }
  return { again: run(true), once: run(false) }

  /** What an operator must put right is said once for each method, not at each of the thousand calls it stops. */
  function report(method: string, failure: SlackFailure): void {
    const { error, detail } = failure
    if (!isOperatorFault(error)) {
      log.debug({ method, ...failure }, 'Slack refused a call')
    } else if (loud.get(method) !== error) {
      loud.set(method, error)
      log.error({ method, error, detail }, 'Slack refuses the app: its token, scopes or settings must be put right')
    }
  }
}

/** What Slack's answer must hold; an answer without it is no answer. */
export function needed<T>(value: T | undefined, name: string): T {
  if (value === undefined) throw new UnreadableAnswer(`Slack answered without ${name}`)
  return value
}
