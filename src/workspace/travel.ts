import type { World } from './world.ts'

/**
 * Moves the workspace's clock on by so many ms. What falls due on the way happens at its own moment and in order, so
 * that what it starts counts from there. Throws RangeError when asked to go back.
 */
export function travel(world: World, ms: number): void {
  if (!Number.isFinite(ms) || ms < 0) throw new RangeError(`time runs forward only: ${ms}`)
  const { clock, timers, changes } = world
  const until = clock.now() + ms
  for (let due = timers.next(); due !== null && due <= until; due = timers.next()) {
    clock.moveTo(due)
    timers.tick()
  }
  clock.moveTo(until)
  timers.tick()
  changes.emit({ type: 'state' }, null)
  changes.emit({ type: 'switches' }, null)
}
