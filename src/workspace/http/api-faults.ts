import type { ServerResponse } from 'node:http'
import type { Fault } from '../faults.ts'
import type { Answer } from '../methods/method.ts'

/** Whether the fault keeps the work from being done. */
export function strikesBefore(fault: Fault): boolean {
  return ['error', '429', '500', 'hang'].includes(fault.kind)
}

/** Answers (or, hanging, does not) in place of the method. */
export function answerFault(
  fault: Fault,
  finish: (status: number, answer: Answer, headers?: Record<string, string>) => void,
  response: ServerResponse,
): void {
  if (fault.kind === 'error') finish(200, { ok: false, error: fault.error ?? 'internal_error' })
  if (fault.kind === '429')
    finish(429, { ok: false, error: 'ratelimited' }, { 'retry-after': String(fault.retryAfter ?? 1) })
  if (fault.kind === '500') finish(500, { ok: false, error: 'internal_error' })
  // Hanging ends when the caller gives up or the server stops; nothing is ever written.
  if (fault.kind === 'hang') response.socket?.setTimeout(0)
}
