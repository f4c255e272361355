import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { onTestFinished } from 'vitest'
import { fromRoot } from '../../src/paths.ts'

export interface Program {
  child: ChildProcess
  /** The next line on standard output; throws with standard error when the program ends instead. */
  line(): Promise<string>
  /** Exit code, or the signal that ended it. */
  ended: Promise<number | string>
  errors(): string
}

/** Runs a TypeScript file of the project as a real process; killed when the test is over. */
export function startProgram(script: string, args: string[], options: SpawnOptions = {}): Program {
  const child = spawn(process.execPath, ['--import', 'tsx', script, ...args], {
    cwd: fromRoot(),
    ...options,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  if (!child.stdout || !child.stderr) throw new Error('the program was started without its pipes')
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  let said = ''
  child.stderr.on('data', (chunk) => {
    said += chunk
  })
  const ended = once(child, 'exit').then(([code, signal]) => (code ?? signal) as number | string)
  onTestFinished(async () => {
    child.kill('SIGKILL')
    await ended
  })
  return {
    child,
    async line() {
      const next = await lines.next()
      if (next.done) throw new Error(`the program ended (${await ended}): ${said}`)
      return next.value
    },
    ended,
    errors: () => said,
  }
}
