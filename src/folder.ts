import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

/**
 * Loads what each file of a folder exports under one name: a new file is a new gesture, a new outgoing kind. Files that do
 * not export it are passed over. In order of their names.
 *
 * @param folder absolute path
 */
export async function loadFolder<T>(folder: string, name: string): Promise<T[]> {
  const files = (await readdir(folder)).filter((file) => /(?<!\.d|\.test)\.(?:js|ts)$/.test(file)).sort()
  const modules = await Promise.all(
    files.map((file) => import(pathToFileURL(join(folder, file)).href) as Promise<Record<string, unknown>>),
  )
  return modules.flatMap((module) => (name in module ? [module[name] as T] : []))
}
