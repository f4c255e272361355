import { systemClock } from '../clock.ts'
import { runProgram } from '../program.ts'
import { commandLog, openMigrated } from './open-migrated.ts'
import { runOutbox } from './run-outbox.ts'

await runProgram(async (onStop) =>
  runOutbox(process.argv.slice(2), {
    out: (line) => console.log(line),
    err: (line) => console.error(line),
    clock: systemClock,
    open: () => openMigrated(onStop, commandLog()),
  }),
)
