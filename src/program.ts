import { ConfigError } from './config.ts'

/** Node versions that the libraries in use accept. */
const oldestNode = [20, 19] as const

/** Something to be done when the program ends; the last one added is done first. */
export type OnStop = (stop: () => Promise<unknown>) => void

/**
 * Runs a program until it gives an exit code or is told to stop (SIGINT, SIGTERM), then ends what it began, in reverse. What keeps it from
 * starting is said in one clear line, with exit code 1; wrong configuration and old Node with 2.
 */
export async function runProgram(begin: (onStop: OnStop) => Promise<unknown>): Promise<void> {
  const stops: (() => Promise<unknown>)[] = []
  const end = async (code: number): Promise<never> => {
    for (const stop of stops.reverse()) await stop().catch((error: unknown) => console.error(sentenceOf(error)))
    process.exit(code)
  }
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  if (major < oldestNode[0] || (major === oldestNode[0] && minor < oldestNode[1])) {
    console.error(`Node ${oldestNode.join('.')} or newer is needed; this is ${process.versions.node}.`)
    await end(2)
  }
  let ending = false
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      if (!ending) void end(0)
      ending = true
    })
  }
  process.on('unhandledRejection', (reason) => console.error(`Unhandled: ${sentenceOf(reason)}`))
  try {
    const code = await begin((stop) => stops.push(stop))
    if (typeof code === 'number') await end(code)
  } catch (error) {
    console.error(sentenceOf(error))
    await end(error instanceof ConfigError ? 2 : 1)
  }
}

/** Errors that say by themselves what is wrong and what to do; others keep their stack for whoever mends them. */
const plainErrors = new Set(['ConfigError', 'StartError', 'EmbeddedError', 'MigrationError'])

function sentenceOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  if (plainErrors.has(error.name)) return error.message
  const { code, port } = error as NodeJS.ErrnoException & { port?: number }
  if (code === 'EADDRINUSE') return `Port ${port ?? ''} is in use: stop the other program, or set PORT or DEMO_PORT.`
  if (code === 'EACCES' || code === 'EROFS') return `Not writable: ${error.message}. Set DATA_DIR to a folder that is.`
  return error.stack ?? error.message
}
