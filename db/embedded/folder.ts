import { createHash } from 'node:crypto'
import {
  accessSync,
  chmodSync,
  chownSync,
  constants,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readlinkSync,
  realpathSync,
  rmdirSync,
  symlinkSync,
} from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { EmbeddedError } from './embedded-error.ts'
import { canReach, type Owner, serverOwner } from './owner.ts'

export interface DataFolder {
  /** Holds everything below; closed to other users. */
  place: string
  /** PostgreSQL's data directory; may not exist yet. */
  cluster: string
  owner: Owner | undefined
}

/** Where root's data goes when its own folder lies below a closed one, such as /root. */
const SYSTEM_FOLDER = '/var/lib/strategic-clients'
const ELSEWHERE = 'elsewhere'

/** Every name this room may leave in the data folder. */
const OURS = /^(pg|pg\.new-.+|server-.+|server\.new-.+|elsewhere|postgres\.log|starting-.+\.log)$/

/** Bytes of a Unix socket address, the closing zero included, where it is shortest (macOS; Linux has 108). */
const SOCKET_PATH_BYTES = 104

/** Makes the data folder ready for the server's user; says in one line why when it cannot. */
export function prepareFolder(dataDir: string): DataFolder {
  const asked = resolve(dataDir)
  try {
    mkdirSync(asked, { recursive: true })
    refuseForeignFiles(asked)
    accessSync(asked, constants.W_OK | constants.X_OK)
    const owner = serverOwner(join(asked, 'pg'))
    const place = canReach(dirname(realpathSync(asked)), owner) ? realpathSync(asked) : elsewhere(asked)
    close(place, owner)
    return { place, cluster: join(place, 'pg'), owner: serverOwner(join(place, 'pg')) }
  } catch (error) {
    if (error instanceof EmbeddedError) throw error
    const reason = error instanceof Error && 'code' in error ? String(error.code) : String(error)
    throw new EmbeddedError(`database folder ${asked} cannot be written by this user (${reason})`, { cause: error })
  }
}

/** The folder of the server's socket: the cluster itself, or a short one when that path is too long for a socket. */
export function socketFolder({ cluster, owner }: DataFolder): string {
  if (Buffer.byteLength(join(cluster, '.s.PGSQL.5432')) < SOCKET_PATH_BYTES) return cluster
  const short = `/tmp/strategic-clients-${createHash('sha256').update(cluster).digest('hex').slice(0, 12)}`
  mkdirSync(short, { recursive: true, mode: 0o700 })
  const found = lstatSync(short)
  // The name can be guessed: another user's folder there must not become the way to our database.
  const trusted = [process.getuid?.(), owner?.uid].includes(found.uid)
  if (!found.isDirectory() || !trusted) throw new EmbeddedError(`socket folder ${short} belongs to another user`)
  close(short, owner)
  return short
}

/** The folder is closed to others and may change hands: nobody's own files may be in it. */
function refuseForeignFiles(asked: string): void {
  const foreign = readdirSync(asked).find((name) => !OURS.test(name))
  if (foreign) throw new EmbeddedError(`folder ${asked} holds other files (${foreign}): give the database its own`)
}

function close(folder: string, owner: Owner | undefined): void {
  if (owner) chownSync(folder, owner.uid, owner.gid)
  chmodSync(folder, 0o700)
}

/** A link beside the place where the data was asked for, so that deleting the folder still means beginning anew. */
function elsewhere(asked: string): string {
  const link = join(asked, ELSEWHERE)
  if (!lstatSync(link, { throwIfNoEntry: false })) {
    mkdirSync(SYSTEM_FOLDER, { recursive: true, mode: 0o755 })
    const made = mkdtempSync(join(SYSTEM_FOLDER, 'data-'))
    try {
      symlinkSync(made, link)
    } catch {
      rmdirSync(made)
    }
  }
  try {
    return realpathSync(link)
  } catch (cause) {
    const gone = `${link} points to ${readlinkSync(link)}, which is gone`
    throw new EmbeddedError(`${gone}: restore it, or delete the link to begin with an empty database`, { cause })
  }
}
