import { lstatSync, readFileSync, realpathSync, statSync } from 'node:fs'
import { dirname } from 'node:path'

/** The user a server process runs as. */
export interface Owner {
  uid: number
  gid: number
}

/**
 * PostgreSQL refuses to run as root: a program started by root gives the server to whoever owns the cluster already,
 * or to nobody. Undefined = the program's own user.
 */
export function serverOwner(cluster: string): Owner | undefined {
  if (process.getuid?.() !== 0) return undefined
  const existing = lstatSync(cluster, { throwIfNoEntry: false })
  return existing && existing.uid !== 0 ? { uid: existing.uid, gid: existing.gid } : nobody()
}

/** Whether the owner may pass through every folder down to and including this one. */
export function canReach(folder: string, owner: Owner | undefined): boolean {
  if (!owner) return true
  for (let at = realpathSync(folder); ; at = dirname(at)) {
    const { mode, uid, gid } = statSync(at)
    const pass = uid === owner.uid ? 0o100 : gid === owner.gid ? 0o010 : 0o001
    if ((mode & pass) === 0) return false
    if (at === dirname(at)) return true
  }
}

function nobody(): Owner {
  const line = readFileSync('/etc/passwd', 'utf8').match(/^nobody:[^:]*:(\d+):(\d+):/m)
  return line ? { uid: Number(line[1]), gid: Number(line[2]) } : { uid: 65534, gid: 65534 }
}
