/** A worker of `withVirtualBot` in a process of its own: it is told the time, and says when its next timer is due. */
import { connect } from '../../db/connection.ts'
import { startDelivering, type Worker } from './virtual-bot.ts'
import { followTime } from './virtual-time.ts'

const { worker, startsAt } = JSON.parse(process.argv[2] ?? '') as { worker: Worker; startsAt: number }
const database = connect(worker.server)
const time = followTime(database, startsAt)
const stop = await startDelivering(database, worker, time.fetch, time.now)
const pass = async (now: number) => process.send?.(await time.pass(now))
process.on('message', (now: number) => void pass(now))
process.once('disconnect', () => {
  time.restore()
  void stop().finally(() => process.exit())
})
await pass(startsAt)
