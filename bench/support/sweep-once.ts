/** Sweeps once, in small batches, what is due at a moment in the database of a folder; says to its parent when it begins. */
import { openDatabase } from '../../db/embedded.ts'
import { createLog } from '../../src/log.ts'
import { sweepReminders } from '../../src/usecases/sweep-reminders.ts'

const [, , dataDir = '', at = ''] = process.argv
const database = await openDatabase({ dataDir, log: createLog('warn') })
process.send?.('begins')
await sweepReminders({ database, clock: { now: () => new Date(at) }, log: createLog('warn') }, 10)
process.disconnect?.()
await database.stop()
