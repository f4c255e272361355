import { setTimeout as sleep } from 'node:timers/promises'
import { isOperatorFault, type SlackResult } from './slack-error.ts'

/** One page of a list, and where the next begins; '' = there is none. */
export interface Page<T> {
  readonly items: readonly T[]
  readonly next: string
}

/** A page that is put off this often has failed for good. */
const PAGE_TRIES = 5
const FIRST_PAUSE_MS = 1_000

/**
 * All pages to the empty cursor, however short they come (B24). The first page that fails is the last thing given, so that
 * nobody takes what came before it for the whole. One put off is asked for again after its time, unless it is the first
 * of all: nothing is lost then by coming back later, and whoever waits holds a place that others need.
 */
export async function* allPages<T>(
  ask: (cursor: string) => Promise<SlackResult<Page<T>>>,
  pause: (ms: number) => Promise<unknown> = sleep,
): AsyncGenerator<SlackResult<readonly T[]>, void> {
  let cursor = ''
  do {
    const page = cursor === '' ? await ask(cursor) : await askPatiently(() => ask(cursor), pause)
    if (!page.ok) return yield page
    yield { ok: true, value: page.value.items }
    if (page.value.next === cursor && cursor !== '') {
      return yield {
        ok: false,
        failure: { kind: 'give_up', error: 'invalid_cursor', detail: 'a page leads to itself' },
      }
    }
    cursor = page.value.next
  } while (cursor !== '')
}

async function askPatiently<T>(
  ask: () => Promise<SlackResult<T>>,
  pause: (ms: number) => Promise<unknown>,
): Promise<SlackResult<T>> {
  for (let tries = 1; ; tries++) {
    const answer = await ask()
    if (answer.ok || answer.failure.kind !== 'retry' || tries === PAGE_TRIES) return answer
    if (isOperatorFault(answer.failure.error)) return answer
    await pause(answer.failure.afterMs ?? FIRST_PAUSE_MS * 2 ** (tries - 1))
  }
}
