import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'

/** A program that has said it is ready. */
export interface Program {
  readonly child: ChildProcess
  /** From its start to the line, in milliseconds. */
  readonly readyMs: number
  /** Ends it as Ctrl+C in a terminal does, with everything it started in the terminal's group. */
  stop(): Promise<void>
}

const READY_WITHIN_MS = 120_000

/** Starts a program and waits until it says the words; rejects with all it said when it ends or takes too long. */
export async function startProgram(
  command: readonly [string, ...string[]],
  options: { folder: string; environment?: Record<string, string>; readyWords: string },
): Promise<Program> {
  const began = performance.now()
  const [file, ...args] = command
  const child = spawn(file, args, {
    cwd: options.folder,
    env: { ...process.env, ...options.environment },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  })
  const stop = async (): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return
    const ended = once(child, 'exit')
    process.kill(-(child.pid as number), 'SIGINT')
    await ended
  }
  try {
    await said(child, options.readyWords)
  } catch (error) {
    await stop()
    throw error
  }
  return { child, readyMs: performance.now() - began, stop }
}

function said(child: ChildProcess, words: string): Promise<void> {
  return new Promise((resolve, reject) => {
    let text = ''
    const late = setTimeout(() => reject(new Error(`not ready in time:\n${text}`)), READY_WITHIN_MS)
    const hear = (chunk: Buffer): void => {
      text += chunk.toString()
      if (!text.includes(words)) return
      clearTimeout(late)
      resolve()
    }
    child.stdout?.on('data', hear)
    child.stderr?.on('data', hear)
    child.once('error', reject)
    child.once('exit', (code, signal) => {
      clearTimeout(late)
      reject(new Error(`ended with ${code ?? signal}:\n${text}`))
    })
  })
}
