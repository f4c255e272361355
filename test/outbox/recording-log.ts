import type { Log } from '../../src/log.ts'

type Line = [data: Record<string, unknown>, message: string]

export interface RecordingLog extends Log {
  lines(level: keyof Log): Line[]
}

/** A log that a test reads. */
export function recordingLog(): RecordingLog {
  const lines: Record<keyof Log, Line[]> = { debug: [], info: [], warn: [], error: [] }
  const write = (level: keyof Log) => (data: object, message: string) => {
    lines[level].push([data as Record<string, unknown>, message])
  }
  return {
    debug: write('debug'),
    info: write('info'),
    warn: write('warn'),
    error: write('error'),
    lines: (level) => lines[level],
  }
}
