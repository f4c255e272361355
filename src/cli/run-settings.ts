import type { Database } from '../../db/connection.ts'
import type { Clock } from '../clock.ts'
import type { Log } from '../log.ts'
import { type Policy, policySchema } from '../policy.ts'
import { publishDocument } from '../usecases/settings/publish-settings.ts'
import { readDocument } from '../usecases/settings/read-document.ts'

/** What the command needs from outside. */
export interface SettingsEnvironment {
  out(line: string): void
  err(line: string): void
  /** A file's text. */
  read(path: string): Promise<string>
  /** Opens the migrated database; asked only once the command line is right. */
  open(): Promise<Database>
  readonly clock: Clock
  readonly log: Log
  /** Name of the machine's account that runs the command. */
  readonly operator: string
}

const usage = `npm run settings -- show                       现行设置（JSON） · the settings in force, as JSON
npm run settings -- check FILE                 检查文件，不发布 · say whether a file could be published
npm run settings -- publish FILE --reason TEXT 发布为新版本 · publish it as a new version`

/** 0 = done; 1 = the file or the settings in force cannot be used; 2 = wrong usage. */
export async function runSettings(args: readonly string[], environment: SettingsEnvironment): Promise<0 | 1 | 2> {
  const [command, file, flag, ...reason] = args
  if (command === 'show' && file === undefined) return show(environment)
  if (command === 'check' && file !== undefined && flag === undefined)
    return (await documentIn(file, environment)) ? 0 : 1
  const why = reason.join(' ').trim()
  if (command === 'publish' && file !== undefined && flag === '--reason' && why !== '')
    return publish(file, why, environment)
  environment.err(usage)
  return 2
}

async function show({ open, clock, log, out, err }: SettingsEnvironment): Promise<0 | 1> {
  const database = await open()
  const { document, policy } = await readDocument({ database, clock, log })
  out(JSON.stringify(policy ?? document, null, 2))
  if (policy) return 0
  err(
    '现行设置无法使用：任何人都不能办理。请更正后发布。 · The settings in force cannot be used: correct and publish them.',
  )
  return 1
}

async function publish(file: string, reason: string, environment: SettingsEnvironment): Promise<0 | 1> {
  const document = await documentIn(file, environment)
  if (!document) return 1
  const { clock, log, operator } = environment
  const deps = { database: await environment.open(), clock, log }
  const version = await publishDocument(deps, document, { reason, operator })
  environment.out(`已发布第 ${version} 版。 · Published as version ${version}.`)
  return 0
}

/** The file's settings; null where they cannot be used, each mistake said on a line of its own. */
async function documentIn(file: string, { read, out, err }: SettingsEnvironment): Promise<Policy | null> {
  const text = await read(file).catch(() => null)
  if (text === null) {
    err(`${file} 无法读取 · cannot be read`)
    return null
  }
  const parsed = policySchema.strict().safeParse(jsonIn(text))
  if (parsed.success) {
    out(`${file} 可以发布 · can be published`)
    return parsed.data
  }
  for (const { path, message } of parsed.error.issues) err(`${path.join('.') || file}: ${message}`)
  return null
}

/** Undefined where the text is no JSON: the schema then says that an object was expected. */
function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch {
    return undefined
  }
}
