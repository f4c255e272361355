import { CsvError, parse } from 'csv-parse/sync'

/** A record with the number of its first physical line, from 1. */
export interface RawRecord {
  readonly line: number
  readonly fields: readonly string[]
}

/** The first physical line of a record whose quotes do not fit. */
export interface MisquotedLine {
  readonly line: number
  readonly text: string
}

/** Longest record in bytes: an opening quote that is never closed swallows no more than this. */
const longestRecord = 64 * 1024

/** Each fault in quoting makes the rest be read anew; past this many the file is hopeless. */
const mostMisquoted = 20

/**
 * Splits text into the records that hold anything (RFC 4180, any line end). `misquoted` are the first lines of records
 * whose quotes do not fit: reading goes on with the line that follows.
 */
export function splitRecords(text: string): { records: RawRecord[]; misquoted: MisquotedLine[] } {
  const bytes = Buffer.from(text)
  const records: RawRecord[] = []
  const misquoted: MisquotedLine[] = []
  let at = 0
  let line = 1
  while (at < bytes.length && misquoted.length < mostMisquoted) {
    const cursor = createCursor(bytes, at, line)
    if (!parseFrom(bytes, at, cursor, records)) {
      cursor.skipBlankLines()
      const { at: start, line: first } = cursor
      cursor.skipLine()
      misquoted.push({ line: first, text: bytes.toString('utf8', start, cursor.at).trimEnd() })
    }
    at = cursor.at
    line = cursor.line
  }
  return { records, misquoted }
}

/** Reads records from a byte to the end; false when the quotes of the record at the cursor do not fit. */
function parseFrom(bytes: Buffer, from: number, cursor: Cursor, records: RawRecord[]): boolean {
  try {
    parse(bytes.subarray(from), {
      // All three, because a file that passed through several programs mixes them.
      record_delimiter: ['\r\n', '\n', '\r'],
      relax_column_count: true,
      skip_empty_lines: true,
      max_record_size: longestRecord,
      on_record(fields: string[], info) {
        cursor.skipBlankLines()
        if (fields.some((field) => field.trim() !== '')) records.push({ line: cursor.line, fields })
        cursor.advanceTo(from + info.bytes)
        return null
      },
    })
    cursor.advanceTo(bytes.length)
    return true
  } catch (error) {
    if (error instanceof CsvError) return false
    throw error
  }
}

/** Where reading stands, in bytes and physical lines: csv-parse counts a CR LF inside quotes as two. */
interface Cursor {
  readonly at: number
  readonly line: number
  skipBlankLines(): void
  skipLine(): void
  advanceTo(byte: number): void
}

function createCursor(bytes: Buffer, fromByte: number, fromLine: number): Cursor {
  const cr = 13
  const lf = 10
  let at = fromByte
  let line = fromLine
  const onBreak = () => bytes[at] === lf || bytes[at] === cr
  const step = () => {
    if (onBreak()) line++
    at += bytes[at] === cr && bytes[at + 1] === lf ? 2 : 1
  }
  return {
    get at() {
      return at
    },
    get line() {
      return line
    },
    skipBlankLines() {
      while (at < bytes.length && onBreak()) step()
    },
    skipLine() {
      while (at < bytes.length && !onBreak()) step()
      if (at < bytes.length) step()
    },
    advanceTo(byte) {
      while (at < byte) step()
    },
  }
}
