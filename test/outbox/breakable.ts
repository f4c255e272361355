import { once } from 'node:events'
import { createServer, connect as dial, type Socket } from 'node:net'
import { onTestFinished } from 'vitest'
import { connect, type Database, type Server } from '../../db/connection.ts'

export interface Breakable {
  database: Database
  /** Cuts every connection and refuses new ones. */
  cut(): Promise<void>
  mend(): Promise<void>
}

/** The same database behind a wire that a test can cut. */
export async function breakable(behind: Database): Promise<Breakable> {
  const { server } = behind.options
  const target = 'url' in server ? toAddress(server) : { path: `${server.host}/.s.PGSQL.${server.port}` }
  const sockets = new Set<Socket>()
  const wire = createServer((near) => {
    const far = dial(target)
    for (const socket of [near, far]) {
      sockets.add(socket)
      socket.on('error', () => {})
      socket.on('close', () => {
        sockets.delete(socket)
        near.destroy()
        far.destroy()
      })
    }
    near.pipe(far).pipe(near)
  })
  wire.listen(0, '127.0.0.1')
  await once(wire, 'listening')
  const { port } = wire.address() as { port: number }
  const database = connect({ ...behind.options, server: { url: toUrl(server, port) } })
  const cut = async () => {
    const closed = once(wire, 'close')
    wire.close()
    for (const socket of sockets) socket.destroy()
    await closed
  }
  onTestFinished(async () => {
    await database.close()
    if (wire.listening) await cut()
  })
  return {
    database,
    cut,
    async mend() {
      wire.listen(port, '127.0.0.1')
      await once(wire, 'listening')
    },
  }
}

function toAddress({ url }: { url: string }) {
  const { hostname, port } = new URL(url)
  return { host: hostname, port: Number(port || 5432) }
}

function toUrl(server: Server, port: number): string {
  if (!('url' in server)) return `postgres://${server.user}@127.0.0.1:${port}/${server.database}`
  const url = new URL(server.url)
  url.hostname = '127.0.0.1'
  url.port = String(port)
  return url.href
}
