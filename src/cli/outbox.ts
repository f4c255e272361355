import { systemClock } from '../clock.ts'
import { runProgram } from '../program.ts'
import { commandLog, openMigrated } from './open-migrated.ts'
import { runOutbox } from './run-outbox.ts'

await runProgram(async (onStop) => {
  const log = commandLog()
  return runOutbox(process.argv.slice(2), {
    out: (line) => console.log(line),
    err: (line) => console.error(line),
    open: () => openMigrated(onStop, log),
    clock: systemClock,
    log,
  })
})
