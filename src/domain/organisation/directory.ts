/** Fewer than this many people go on any day. */
const alwaysBelieved = 5

/** An account that two readings so far apart do not name is gone. */
const absentForMs = 12 * 3_600_000

/**
 * Whether a reading of the workspace's directory is to be doubted rather than followed: more than one in ten of the accounts
 * that are known to be in use would be lost by it, and more than go on any day (B24).
 */
export function isDoubtful(inUse: number, lost: number): boolean {
  return lost > alwaysBelieved && lost * 10 > inUse
}

/** Whether an account that this reading does not name was missing before, long enough ago to be taken for gone. */
export function isGone(missingSince: Date | null, now: Date): boolean {
  return missingSince !== null && now.getTime() - missingSince.getTime() >= absentForMs
}
