import { once } from 'node:events'
import { createServer, connect as dial, type Socket } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll } from 'vitest'
import { connect, type Database, type Server } from '../../db/connection.ts'

/** A line to the database that a test can slow down or cut. */
export interface DatabaseWire {
  /** A pool whose every byte goes through the line; closed after the file. */
  readonly database: Database
  /** From now on whatever is asked travels this many milliseconds. Connecting stays quick, as with a busy server. */
  slow(ms: number): void
  /** Ends every connection and takes no new one. */
  cut(): Promise<void>
  mend(): Promise<void>
}

/** PostgreSQL's ReadyForQuery: the session has begun. */
const READY = Buffer.from([0x5a, 0, 0, 0, 5])

/** The same database, over a line. */
export async function databaseWire(behind: Database): Promise<DatabaseWire> {
  const { server } = behind.options
  const sockets = new Set<Socket>()
  let delayMs = 0
  const wire = createServer((near) => {
    const far = dial(addressOf(server))
    let begun = false
    let turn = Promise.resolve()
    far.on('data', (chunk) => {
      begun ||= chunk.includes(READY)
      near.write(chunk)
    })
    near.on('data', (chunk) => {
      const due = performance.now() + (begun ? delayMs : 0)
      turn = turn.then(() => sleep(Math.max(0, due - performance.now()))).then(() => void far.write(chunk))
    })
    for (const socket of [near, far]) {
      sockets.add(socket)
      socket.on('error', () => {})
      socket.on('close', () => {
        sockets.delete(socket)
        near.destroy()
        far.destroy()
      })
    }
  })
  wire.listen(0, '127.0.0.1')
  await once(wire, 'listening')
  const { port } = wire.address() as { port: number }
  const database = connect({ ...behind.options, server: { url: urlOf(server, port) } })
  const cut = async () => {
    const closed = once(wire, 'close')
    wire.close()
    for (const socket of sockets) socket.destroy()
    await closed
  }
  afterAll(async () => {
    delayMs = 0
    await database.close()
    if (wire.listening) await cut()
  })
  return {
    database,
    slow(ms) {
      delayMs = ms
    },
    cut,
    async mend() {
      wire.listen(port, '127.0.0.1')
      await once(wire, 'listening')
    },
  }
}

function addressOf(server: Server) {
  if (!('url' in server)) return { path: `${server.host}/.s.PGSQL.${server.port}` }
  const { hostname, port } = new URL(server.url)
  return { host: hostname, port: Number(port || 5432) }
}

function urlOf(server: Server, port: number): string {
  if (!('url' in server)) return `postgres://${server.user}@127.0.0.1:${port}/${server.database}`
  const url = new URL(server.url)
  url.hostname = '127.0.0.1'
  url.port = String(port)
  return url.href
}
