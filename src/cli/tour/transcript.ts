import type { Actor, SeenMessage } from '../../workspace/actor/contract.ts'
import type { PageView } from '../../workspace/protocol.ts'

/** Prints what people do and what they then see in Slack, and counts what was not seen. */
export interface Transcript {
  /** A heading. */
  part(title: string): void
  /** Somebody does something. */
  does(who: string, what: string): void
  /** Holds a statement against Slack's own state. */
  check(what: string, seen: boolean): void
  /** Waits until a person has a message, private notes included, that fits all patterns; prints its first lines. */
  sees(who: string, actor: Actor, ...patterns: readonly RegExp[]): Promise<SeenMessage>
  /** Waits until the window on top holds this text or action id. */
  window(actor: Actor, part: string): Promise<PageView>
  /** How many statements were held, and how many were not seen. */
  result(): { held: number; missed: number }
}

const waitMs = 20_000

/** @param print one line of the transcript */
export function createTranscript(print: (line: string) => void): Transcript {
  let held = 0
  let missed = 0
  const check = (what: string, seen: boolean): void => {
    if (seen) held++
    else missed++
    print(`    ${seen ? '✓' : '✗ 没有看到 / not seen:'} ${what}`)
  }
  return {
    part: (title) => print(`\n■ ${title}`),
    does: (who, what) => print(`  ${who}：${what}`),
    check,
    async sees(who, actor, ...patterns) {
      const message = await actor.waitFor(
        () => {
          const fits = (one: SeenMessage) => patterns.every((pattern) => pattern.test(actor.render(one)))
          return actor.ephemerals().findLast(fits) ?? actor.messages().findLast(fits)
        },
        { timeoutMs: waitMs },
      )
      check(`${who} 看到：${firstLines(actor.render(message))}`, true)
      return message
    },
    window: (actor, part) =>
      actor.waitFor(() => (JSON.stringify(actor.view() ?? '').includes(part) ? actor.view() : null), {
        timeoutMs: waitMs,
      }),
    result: () => ({ held, missed }),
  }
}

function firstLines(rendered: string): string {
  return rendered
    .split('\n')
    .filter((line) => line.trim() !== '')
    .slice(0, 2)
    .join(' ｜ ')
    .slice(0, 160)
}
