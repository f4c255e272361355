import { answerLimits } from '../slack/limits.ts'
import { newSecret } from './ids.ts'
import { SlackError } from './slack-error.ts'

/** What a trigger stands for: whose gesture, and in which modal, if in one. */
export interface Trigger {
  userId: string
  viewId: string | null
}

/** Trigger ids: three seconds of the workspace's clock, one use. */
export interface Triggers {
  issue(userId: string, viewId: string | null): string
  /** Uses the trigger up; throws `invalid_trigger_id`, `expired_trigger_id` or `exchanged_trigger_id`. */
  exchange(id: unknown): Trigger
}

// Old ones are kept a while, so that a late use is told apart from an invented one.
const keepMs = 60_000

export function createTriggers(now: () => number): Triggers {
  const issued = new Map<string, Trigger & { until: number; used: boolean }>()
  const forget = (): void => {
    for (const [id, trigger] of issued) {
      if (trigger.until + keepMs > now()) break
      issued.delete(id)
    }
  }
  return {
    issue(userId, viewId) {
      forget()
      const id = `${Math.floor(now())}.${issued.size + 1}.${newSecret()}`
      issued.set(id, { userId, viewId, until: now() + answerLimits.triggerMs, used: false })
      return id
    },
    exchange(id) {
      const trigger = typeof id === 'string' ? issued.get(id) : undefined
      if (!trigger) throw new SlackError('invalid_trigger_id')
      if (trigger.used) throw new SlackError('exchanged_trigger_id')
      if (now() > trigger.until) throw new SlackError('expired_trigger_id')
      trigger.used = true
      return { userId: trigger.userId, viewId: trigger.viewId }
    },
  }
}
