import type { Server } from '../../db/connection.ts'

/** The same server, another database on it. */
export function onDatabase(server: Server, database: string): Server {
  if (!('url' in server)) return { ...server, database }
  const url = new URL(server.url)
  url.pathname = `/${database}`
  return { url: url.href }
}
