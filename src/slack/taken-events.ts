import type { App } from '@slack/bolt'

/** An event of Slack's that changes something, with the id that all its deliveries share. */
export interface TakenEvent {
  readonly eventId: string
  readonly teamId: string
  readonly type: string
  /** Slack's `event` object. */
  readonly event: Readonly<Record<string, unknown>>
}

/** What an event of a type changes. Throws = not done: Slack is to deliver it again. */
export type Take = (event: TakenEvent) => Promise<void>

/**
 * Has events done before they are acknowledged. Bolt 5.1 acknowledges the Events API before it calls any listener, so that
 * a process that dies meanwhile has lost the event for good (B07); what stands in `takes` is therefore done and committed
 * before Bolt sees it. An error leaves the delivery unacknowledged (500 by HTTP, silence by socket), and Slack repeats it.
 */
export function takeEvents(app: App, takes: Readonly<Record<string, Take>>): void {
  const process = app.processEvent.bind(app)
  app.processEvent = async (delivery) => {
    const taken = eventIn(delivery.body)
    if (taken) await takes[taken.type]?.(taken)
    return process(delivery)
  }
}

function eventIn(body: unknown): TakenEvent | null {
  const { type, event_id, team_id, event } = body as {
    type?: string
    event_id?: string
    team_id?: string
    event?: Record<string, unknown> & { type?: string }
  }
  if (type !== 'event_callback' || !event_id || !team_id || !event?.type) return null
  return { eventId: event_id, teamId: team_id, type: event.type, event }
}
