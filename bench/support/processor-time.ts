import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

const ticksASecond = Number(execFileSync('getconf', ['CLK_TCK'], { encoding: 'utf8' }))

/** Milliseconds of a processor that a process has used since its start; unlike time, hardly changed by others at work. */
export function processorMs(pid: number): number {
  const afterName = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? []
  // User and system time are the fourteenth and fifteenth fields (proc(5)); the name was the second.
  return ((Number(afterName[11]) + Number(afterName[12])) / ticksASecond) * 1_000
}
