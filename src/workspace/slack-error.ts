/** An answer `ok: false` of the Web API: Slack's code, and what stands beside it in the body. */
export class SlackError extends Error {
  readonly code: string
  readonly extra: Record<string, unknown>

  constructor(code: string, extra: Record<string, unknown> = {}) {
    super(code)
    this.name = 'SlackError'
    this.code = code
    this.extra = extra
  }
}

/** Slack's form for wrong arguments: the code and one line a mistake. */
export function argumentError(code: string, messages: readonly string[]): SlackError {
  return new SlackError(code, { response_metadata: { messages } })
}
