import type { IncomingMessage, ServerResponse } from 'node:http'

const largestBody = 30_000_000

/** The whole body; throws when it is larger than anything Slack would take. */
export async function readBody(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = []
  let size = 0
  for await (const part of request) {
    size += (part as Buffer).length
    if (size > largestBody) throw new Error('body too large')
    parts.push(part as Buffer)
  }
  return Buffer.concat(parts)
}

/** Answers with JSON. */
export function sendJson(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): void {
  const text = JSON.stringify(body)
  response.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'cache-control': 'no-store',
    ...headers,
  })
  response.end(text)
}

/** Answers with text of a type. */
export function sendText(response: ServerResponse, status: number, type: string, text: string | Buffer): void {
  response.writeHead(status, { 'content-type': type, 'cache-control': 'no-cache', 'x-content-type-options': 'nosniff' })
  response.end(text)
}

/** The fields of a form or JSON body; null when it is neither. */
export async function readFields(body: Buffer | string, contentType: string): Promise<Record<string, unknown> | null> {
  if (body.length === 0) return {}
  if (contentType.includes('application/json')) return readJsonObject(body.toString())
  if (contentType.includes('multipart/form-data')) {
    const bytes = typeof body === 'string' ? body : new Uint8Array(body)
    const form = await new Response(bytes, { headers: { 'content-type': contentType } }).formData()
    return Object.fromEntries([...form].filter(([, value]) => typeof value === 'string'))
  }
  return Object.fromEntries(new URLSearchParams(body.toString()))
}

function readJsonObject(text: string): Record<string, unknown> | null {
  try {
    const value = JSON.parse(text)
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : null
  } catch {
    return null
  }
}

/** The bytes of an upload: a plain body, or the one file of a multipart form. */
export async function readUpload(body: Buffer, contentType: string): Promise<Buffer> {
  if (!contentType.includes('multipart/form-data')) return body
  const form = await new Response(new Uint8Array(body), { headers: { 'content-type': contentType } }).formData()
  for (const [, value] of form) if (typeof value !== 'string') return Buffer.from(await value.arrayBuffer())
  return Buffer.alloc(0)
}
