import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/**
 * An absolute path inside the project: `fromRoot('db', 'migrations')`.
 * The root is the nearest folder above with a package.json, so it is the same from the sources and from `dist`,
 * where SQL, CSV and the page are not copied.
 */
export function fromRoot(...parts: string[]): string {
  return join(projectRoot, ...parts)
}

const projectRoot = nearestPackage(dirname(fileURLToPath(import.meta.url)))

function nearestPackage(folder: string): string {
  if (existsSync(join(folder, 'package.json'))) return folder
  const above = dirname(folder)
  if (above === folder) throw new Error('no package.json above the program: it must run from its project folder')
  return nearestPackage(above)
}
