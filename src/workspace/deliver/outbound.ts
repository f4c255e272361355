/** One thing told to the bot, in the form both transports can carry. */
export interface Outgoing {
  /** Socket Mode's envelope type; decides also how HTTP encodes it. */
  type: 'events_api' | 'slash_commands' | 'interactive'
  payload: Record<string, unknown>
  attempt: number
  reason: string
}

/** How it went. `body` is what the bot said in its acknowledgement. */
export type Ack =
  | { outcome: 'acknowledged'; body: unknown }
  | { outcome: 'no_answer' | 'not_connected' | 'refused'; reason: string; noRetry?: boolean }

/** A way to the bot: Socket Mode or signed HTTP. Never rejects. */
export interface Transport {
  send(outgoing: Outgoing, ackMs: number): Promise<Ack>
  connected(): boolean
  stop(): Promise<void>
}

/** The way in use now, and whether any bot has been there since the start. */
export interface Outbound {
  transport(): Transport
  use(transport: Transport): void
  everConnected(): boolean
}

/** `initial` until `use` names another. */
export function createOutbound(initial: Transport): Outbound {
  let current = initial
  let seen = false
  return {
    transport: () => current,
    use(transport) {
      current = transport
    },
    everConnected() {
      seen ||= current.connected()
      return seen
    },
  }
}
