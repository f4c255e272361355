import { reportShortened } from '../../usecases/report-shortened.ts'
import type { Block, Message } from '../blocks.ts'
import { lines } from '../blocks.ts'
import type { SlackFailure, SlackResult } from '../slack-error.ts'
import { common } from '../text/common.ts'
import type { Language } from '../text/words.ts'
import type { DeliverDeps } from './kind.ts'

/** Errors by which Slack says that a message is too much for it (B16). */
const tooMuch = new Set(['invalid_blocks', 'invalid_blocks_format', 'msg_too_long', 'msg_blocks_too_long'])

/** What came of the message that went out at last, and why the whole one was refused where it was. */
export interface Sent<T> {
  readonly result: SlackResult<T>
  readonly refused: SlackFailure | null
}

/** Sends the whole message; where Slack finds it too much, the minimal one, so that what has to arrive arrives. */
export async function sendFitting<T>(
  whole: Message,
  minimal: Message,
  send: (message: Message) => Promise<SlackResult<T>>,
): Promise<Sent<T>> {
  const result = await send(whole)
  if (result.ok || !tooMuch.has(result.failure.error)) return { result, refused: null }
  return { result: await send(minimal), refused: result.failure }
}

/** The same for a message with a picture: where Slack takes it only without, it goes without, and `withoutPicture` says so. */
export async function sendPictured<T>(
  pictured: Message | null,
  plain: Message,
  minimal: Message,
  send: (message: Message) => Promise<SlackResult<T>>,
): Promise<Sent<T> & { readonly withoutPicture: boolean }> {
  const result = pictured && (await send(pictured))
  if (result && (result.ok || !tooMuch.has(result.failure.error)))
    return { result, refused: null, withoutPicture: false }
  const sent = await sendFitting(plain, minimal, send)
  return { ...sent, withoutPicture: result !== null && sent.refused === null }
}

/** The least of a message that can still be acted on: its title and its buttons, and that the rest is in the record. */
export function minimalOf(whole: Message, language: Language): Message {
  const kept = (type: Block['type']) => whole.blocks.filter((block) => block.type === type)
  return {
    text: whole.text,
    blocks: [...kept('header'), lines([{ faint: common[language].minimal }]), ...kept('actions')],
  }
}

/** Says in the log and to the administrators that people got less than they should; nothing where it went out whole. */
export async function reportRefused(
  with_: DeliverDeps,
  recommendationId: number,
  kind: string,
  refused: SlackFailure | null,
): Promise<void> {
  if (!refused) return
  const { error, detail } = refused
  with_.deps.log.error({ recommendationId, kind, error, detail }, 'Slack refused a message; a minimal one went out')
  await reportShortened(with_.deps, recommendationId, refused.error)
}
