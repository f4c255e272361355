import { connect, type Server } from '../../db/connection.ts'
import { systemClock } from '../../src/clock.ts'
import type { SlackConfig } from '../../src/config.ts'
import { createLog } from '../../src/log.ts'
import { startService } from '../../src/service.ts'

// The bot as a process of its own: says "ready", stops at SIGTERM. Its sessions are called by the name given.
const [server, slack, applicationName] = process.argv.slice(2)
if (!server || !slack || !applicationName) throw new Error('usage: bot-program SERVER SLACK NAME')
const database = connect({ server: JSON.parse(server) as Server, applicationName })
const service = await startService({
  slack: JSON.parse(slack) as SlackConfig,
  database,
  clock: systemClock,
  log: createLog('silent'),
  rates: false,
})
process.once('SIGTERM', async () => {
  await service.stop()
  await database.close()
  process.exit(0)
})
process.stdout.write('ready\n')
