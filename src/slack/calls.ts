import type { Log } from '../log.ts'
import {
  classify,
  isLimit,
  isOperatorFault,
  type SlackFailure,
  type SlackResult,
  UnreadableAnswer,
} from './slack-error.ts'

/** Runs one call and says what came of it; `channel` where Slack limits a method by channel. */
type Call = <A, T>(
  method: string,
  ask: () => Promise<A>,
  read: (answer: A) => T,
  channel?: string,
) => Promise<SlackResult<T>>

/** Whether a call may be made now. `passed` = to be called once Slack has answered, where others wait for that. */
export type Admission =
  | { readonly admitted: true; readonly passed?: () => Promise<void> }
  | { readonly admitted: false; readonly failure: SlackFailure }

/** Decides when a call may be made. */
export interface Gate {
  /** Resolves when the call may be made; not admitted when that is too far off. */
  admit(method: string, channel: string | undefined): Promise<Admission>
  /** Slack said that it was too much, and when to come back. */
  limited(method: string, channel: string | undefined, afterMs: number): Promise<void>
}

/** How calls are made: each says whether doing it twice is the same as once. */
export interface Calls {
  /** Twice is the same as once. */
  again: Call
  /** Twice would be seen. */
  once: Call
}

/** Calls that do not throw: what they came to is classified, and what an operator must put right is logged. */
export function createCalls(log: Log, gate?: Gate): Calls {
  const loud = new Map<string, string>()
  const run =
    (repeatable: boolean): Call =>
    async (method, ask, read, channel) => {
      const admission = (await gate?.admit(method, channel)) ?? { admitted: true }
      if (!admission.admitted) return { ok: false, failure: admission.failure }
      const result = await call(method, ask, read, repeatable)
      if (!result.ok && isLimit(result.failure)) await gate?.limited(method, channel, result.failure.afterMs)
      else if (result.ok || !isAway(result.failure)) await admission.passed?.()
      return result
    }
  return { again: run(true), once: run(false) }

  async function call<A, T>(
    method: string,
    ask: () => Promise<A>,
    read: (answer: A) => T,
    repeatable: boolean,
  ): Promise<SlackResult<T>> {
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

/** Whether Slack was not heard: nothing is known then of its limits. */
function isAway(failure: SlackFailure): boolean {
  return failure.kind === 'unknown' || (failure.kind === 'retry' && failure.away)
}

/** What Slack's answer must hold; an answer without it is no answer. */
export function needed<T>(value: T | undefined, name: string): T {
  if (value === undefined) throw new UnreadableAnswer(`Slack answered without ${name}`)
  return value
}
