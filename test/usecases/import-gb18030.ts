/** Encodes text as GB18030, which Node only decodes: the inverse of the decoder's own table. */
export function encodeGb18030(text: string): Buffer {
  table ??= buildTable()
  const bytes: number[] = []
  for (const char of text) {
    const code = char.codePointAt(0) ?? 0
    if (code < 0x80) bytes.push(code)
    else if (code >= 0x10000) bytes.push(...fourBytes(code - 0x10000, 0x90))
    else bytes.push(...(table.get(char) ?? impossible(char)))
  }
  return Buffer.from(bytes)
}

let table: Map<string, readonly number[]> | undefined

function buildTable(): Map<string, readonly number[]> {
  const decoder = new TextDecoder('gb18030')
  const found = new Map<string, readonly number[]>()
  const learn = (bytes: readonly number[]) => {
    const char = decoder.decode(Uint8Array.from(bytes))
    if ([...char].length === 1 && char !== '\u{FFFD}' && !found.has(char)) found.set(char, bytes)
  }
  for (let first = 0x81; first <= 0xfe; first++) {
    for (let second = 0x40; second <= 0xfe; second++) if (second !== 0x7f) learn([first, second])
  }
  for (let index = 0; index < 39_420; index++) learn(fourBytes(index, 0x81))
  return found
}

function fourBytes(index: number, first: number): number[] {
  return [
    first + Math.floor(index / 12_600),
    0x30 + (Math.floor(index / 1_260) % 10),
    0x81 + (Math.floor(index / 10) % 126),
    0x30 + (index % 10),
  ]
}

function impossible(char: string): never {
  throw new Error(`no bytes for ${char}`)
}
