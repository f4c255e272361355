import { readFile } from 'node:fs/promises'
import { systemClock } from '../clock.ts'
import { runProgram } from '../program.ts'
import { accountName } from './account-name.ts'
import { commandLog, openMigrated } from './open-migrated.ts'
import { runSettings } from './run-settings.ts'

await runProgram(async (onStop) => {
  const log = commandLog()
  return runSettings(process.argv.slice(2), {
    out: (line) => console.log(line),
    err: (line) => console.error(line),
    read: (path) => readFile(path, 'utf8'),
    open: () => openMigrated(onStop, log),
    clock: systemClock,
    log,
    operator: accountName(),
  })
})
