import type { PageActions, PageAnswer } from '../protocol.ts'

/** Reads a resource under `/page-api/`; `path` carries its query. Throws a `ReadError` when it is refused. */
export async function readPage<T>(path: string): Promise<T> {
  const response = await fetch(`/page-api/${path}`, { headers: { accept: 'application/json' } })
  if (!response.ok) throw new ReadError(`${path}: ${response.status}`)
  return (await response.json()) as T
}

/** The stand-in answered, but not with what was asked for. */
export class ReadError extends Error {
  override name = 'ReadError'
}

/** Does something as a person. A stand-in that cannot be reached is `unreachable`, like any other refusal. */
export async function act<A extends keyof PageActions>(action: A, body: PageActions[A]): Promise<PageAnswer> {
  try {
    const response = await fetch(`/page-api/${action}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
    return (await response.json()) as PageAnswer
  } catch {
    return { ok: false, error: 'unreachable' }
  }
}

/** A query string without the parts that are not set. */
export function query(parts: Record<string, string | number | undefined>): string {
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(parts)) if (value !== undefined) search.set(name, String(value))
  return search.toString()
}
