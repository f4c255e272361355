import { expect, test } from 'vitest'
import { createLog } from '../../src/log.ts'
import { ask } from '../../src/usecases/transact.ts'
import { testDatabase } from '../support/database.ts'

const database = await testDatabase()
const log = createLog('silent')
const ahead = () => new Date(Date.now() + 366 * 24 * 3_600_000)

const momentBy = (clock: { now: () => Date; real?: boolean }) =>
  ask({ database, log, clock }, async (_tx, moment) => moment)

test('in real time a transaction goes by the database’s clock, however wrong the process’s own is', async () => {
  const { now } = await momentBy({ now: ahead, real: true })
  expect(Math.abs(now.getTime() - Date.now())).toBeLessThan(60_000)
})

test('a clock that is travelled is believed', async () => {
  const { now } = await momentBy({ now: ahead })
  expect(now.getTime()).toBeGreaterThan(Date.now() + 365 * 24 * 3_600_000)
})
