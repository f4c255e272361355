import type { ImportFaultCode } from '../../domain/organisation/import-fault.ts'

/** Text, and the encoding it was found to be in; or what is wrong with the bytes. */
export type Decoded =
  | { readonly text: string; readonly encoding: 'UTF-8' | 'GB18030' }
  | { readonly fault: ImportFaultCode; readonly line?: number }

/** Far above any bank's files, far below what a process cannot hold. */
const largest = 64 * 1024 * 1024

/** First bytes of what people save instead of CSV. */
const signatures: readonly (readonly [readonly number[], ImportFaultCode])[] = [
  [[0x50, 0x4b, 0x03, 0x04], 'spreadsheet'],
  [[0xd0, 0xcf, 0x11, 0xe0], 'spreadsheet'],
  [[0xff, 0xfe], 'utf16'],
  [[0xfe, 0xff], 'utf16'],
]

/** Reads bytes as UTF-8, with or without a mark, or as GB18030, which Excel in Chinese writes. The mark is taken off. */
export function decodeText(bytes: Uint8Array): Decoded {
  if (bytes.length > largest) return { fault: 'too_large' }
  const known = signatures.find(([start]) => start.every((byte, index) => bytes[index] === byte))
  if (known) return { fault: known[1] }
  if (bytes.includes(0)) return { fault: 'binary' }
  const utf8 = strictly('utf-8', bytes)
  if (utf8 !== null) return utf8.trim() === '' ? { fault: 'empty_file' } : { text: utf8, encoding: 'UTF-8' }
  const broken = damagedUtf8(bytes)
  if (broken !== null) return { fault: 'damaged_utf8', line: broken }
  const gb = strictly('gb18030', bytes)
  return gb === null ? { fault: 'unknown_encoding' } : { text: gb, encoding: 'GB18030' }
}

function strictly(encoding: string, bytes: Uint8Array): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch {
    return null
  }
}

/**
 * The first line with a broken character, where the bytes are UTF-8 but for a few; null where they are not. GB18030
 * accepts nearly any bytes, so a file cut in the middle of a character would turn into other names without a word.
 */
function damagedUtf8(bytes: Uint8Array): number | null {
  const text = new TextDecoder('utf-8').decode(bytes)
  const marked = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf
  const broken = text.match(/\u{FFFD}/gu)?.length ?? 0
  const whole = text.match(/\p{Script=Han}/gu)?.length ?? 0
  if (!marked && broken >= whole) return null
  return text.slice(0, text.indexOf('\u{FFFD}')).split('\n').length
}
