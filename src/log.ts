import { pino } from 'pino'

/** Structured log lines; one object and one sentence each. Tokens and message texts never go in. */
export interface Log {
  debug(data: object, message: string): void
  info(data: object, message: string): void
  warn(data: object, message: string): void
  error(data: object, message: string): void
}

/** JSON lines on standard error, so that standard output stays free for what a person reads. */
export function createLog(level: 'debug' | 'info' | 'warn' | 'error' | 'silent'): Log {
  return pino({ level, base: null }, pino.destination({ dest: 2, sync: true }))
}
