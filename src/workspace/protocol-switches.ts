import type { DeliveryFault } from './deliver/delivery-faults.ts'
import type { Fault } from './faults.ts'
import type { ChannelSettings } from './owners.ts'
import type { Rules } from './rules.ts'

/** The switches that a page can show: everything of `Rules` that is yes or no, a number, or one of a few words. */
export type PageRules = Omit<Rules, 'events' | 'locale'>

/** `count: null` = until removed. */
export type PageFault = Omit<Fault, 'match' | 'count'> & { count: number | null }
export type PageDeliveryFault = Omit<DeliveryFault, 'count'> & { count: number | null }

/** `GET /page-api/switches`: how the workspace behaves now. Read again when an event of type `switches` comes. */
export interface PageSwitches {
  /** The workspace's time in ms. */
  now: number
  rules: PageRules
  /** What waits to strike, with what is left of each count. */
  faults: Listed<PageFault>[]
  deliveryFaults: Listed<PageDeliveryFault>[]
}

/** `id` is what `remove-fault` wants; what a program added has none, and goes with `clear-faults` only. */
export type Listed<T> = T & { id?: string }

/** Bodies of `POST /page-api/<action>` that nobody in the workspace does. Wrong values answer `invalid_input`. */
export interface SwitchActions {
  'set-rule': { name: keyof PageRules; value: PageRules[keyof PageRules] }
  'set-channel': { conversationId: string; settings: ChannelSettings }
  'add-fault': PageFault
  'add-delivery-fault': PageDeliveryFault
  /** Takes back what the page added, used up or not; `not_found` for any other id. */
  'remove-fault': { id: string }
  /** Nothing goes wrong any more, and what was held back is told now. */
  'clear-faults': Record<never, never>
  /** Moves the clock on by so many ms. */
  travel: { ms: number }
  /** All connections of the bot break. */
  'drop-sockets': Record<never, never>
}
