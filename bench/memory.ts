/**
 * Memory of the bot and of its embedded PostgreSQL, idle with the whole sample bank linked: `npx tsx bench/memory.ts`.
 * The bot runs from `dist` in a process of its own; stand-in and bench are another one. Linux only (/proc).
 */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { withBankAtWork } from './support/bank-at-work.ts'
import { printMachine, quantile } from './support/figures.ts'

const IDLE_SECONDS = 60

/** A figure of /proc in MB, such as VmRSS of status or Pss of smaps_rollup. */
function megabytes(pid: number, file: 'status' | 'smaps_rollup', name: string): number {
  const line = readFileSync(`/proc/${pid}/${file}`, 'utf8').match(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm'))
  return Number(line?.[1]) / 1_024
}

function childrenOf(pid: number): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((other) => parentOf(other) === pid)
}

/** Processes end while they are looked at. */
function parentOf(pid: number): number | null {
  try {
    return Number(readFileSync(`/proc/${pid}/status`, 'utf8').match(/^PPid:\s+(\d+)/m)?.[1])
  } catch {
    return null
  }
}

await withBankAtWork(async ({ folder, database, startBot }) => {
  const bot = await startBot()
  const botPid = bot.child.pid as number
  // From here on only the bot's own sessions are on the server, which it keeps when this program leaves.
  await database.stop()
  const resident: number[] = []
  for (let second = 0; second < IDLE_SECONDS; second++) {
    await sleep(1_000)
    resident.push(megabytes(botPid, 'status', 'VmRSS'))
  }
  const [server = ''] = readFileSync(join(folder, 'postgres', 'pg', 'postmaster.pid'), 'utf8').split('\n')
  const processes = [Number(server), ...childrenOf(Number(server))]
  const shared = processes.reduce((sum, pid) => sum + megabytes(pid, 'smaps_rollup', 'Pss'), 0)
  printMachine()
  console.table({
    'bot idle, RSS, median of a minute': { MB: Math.round(quantile(resident, 0.5)) },
    'bot at its greatest since start, RSS': { MB: Math.round(megabytes(botPid, 'status', 'VmHWM')) },
    [`PostgreSQL, ${processes.length} processes, PSS`]: { MB: Math.round(shared) },
  })
})
