import { afterEach, expect, test } from 'vitest'
import { createLog } from '../../src/log.ts'
import type { Job } from '../../src/scheduler/job.ts'
import { type Scheduler, startScheduler } from '../../src/scheduler/scheduler.ts'
import { testDatabase } from '../support/database.ts'

const deps = { database: await testDatabase(), clock: { now: () => new Date() }, log: createLog('silent') }
const everySecond = '* * * * * *'
let scheduler: Scheduler | null = null

afterEach(() => scheduler?.stop())

test('a job that fails is run again at its next time', async () => {
  let runs = 0
  const job: Job = {
    name: 'failing',
    wakes: everySecond,
    async run() {
      runs++
      throw new Error('the database is away')
    },
  }
  scheduler = startScheduler([job], deps, 'Asia/Shanghai')
  await expect.poll(() => runs, { timeout: 10_000 }).toBeGreaterThanOrEqual(2)
})

test('a job that takes longer than its pause is not begun a second time, others are; stopping waits for it', async () => {
  let begun = 0
  let ended = 0
  let others = 0
  let release = () => {}
  const slow: Job = {
    name: 'slow',
    wakes: everySecond,
    async run() {
      begun++
      await new Promise<void>((resolve) => {
        release = resolve
      })
      ended++
    },
  }
  const quick: Job = {
    name: 'quick',
    wakes: everySecond,
    async run() {
      others++
    },
  }
  scheduler = startScheduler([slow, quick], deps, 'Asia/Shanghai')
  await expect.poll(() => others, { timeout: 10_000 }).toBeGreaterThanOrEqual(3)
  expect(begun).toBe(1)
  const stopped = scheduler.stop()
  release()
  await stopped
  expect(ended).toBe(1)
})
