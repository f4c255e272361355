/** What somebody has to do by hand before a channel is parked, or back. */
export const obstacleSteps = ['reach', 'unarchive', 'rename', 'topic', 'remove', 'archive'] as const

/** A step that Slack refused for good. */
export interface Obstacle {
  readonly step: (typeof obstacleSteps)[number]
  /** Slack's code. */
  readonly error: string
  /** Who could not be removed, by Slack's id. */
  readonly userId?: string
  /** The name that an adopted channel is to have. */
  readonly wanted?: string
}

/** The code of a channel out of reach that Slack said was deleted: nobody can let the bot in again. */
export const deletedCode = 'channel_deleted'

/** Whether the channel is out of the bot's reach: deleted, or the bot was taken out of it. */
export function isLost(obstacles: readonly Obstacle[]): boolean {
  return obstacles.some(({ step }) => step === 'reach')
}

/** Those that were not there before: what was told already is not told again. */
export function newObstacles(before: readonly Obstacle[], after: readonly Obstacle[]): Obstacle[] {
  const known = new Set(before.map(keyOf))
  return after.filter((obstacle) => !known.has(keyOf(obstacle)))
}

function keyOf({ step, error, userId }: Obstacle): string {
  return [step, error, userId ?? ''].join(' ')
}
