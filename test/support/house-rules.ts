import { posix } from 'node:path'

/** A set of source files: path from the project root → text. */
export type House = ReadonlyMap<string, string>

export interface Room {
  /** What its files may import: paths of rooms, the room itself included without saying. */
  imports: readonly string[]
  /** What they may import as types only. */
  types?: readonly string[]
}

/** One line a room, by path; the longest path that fits a file is its room. What is not named here is forbidden. */
export type Plan = Readonly<Record<string, Room>>

interface Import {
  from: string
  typeOnly: boolean
}

/** Files that re-export only, or export everything of another. */
export function barrels(house: House): string[] {
  return problems(house, (text) => {
    const code = withoutComments(text)
    if (/^export\s+(type\s+)?\*/m.test(code)) return 'exports everything of another file'
    const rest = code.replace(/^(export|import)\s[^;'"]*?from\s+'[^']+'\s*$/gm, '')
    return rest.trim() === '' && /^export/m.test(code) ? 'only passes on what others export' : undefined
  })
}

/** Default exports. */
export function defaultExports(house: House): string[] {
  return problems(house, (text) =>
    /^export\s+default\b|^export\s*\{[^}]*\bas\s+default\b/m.test(withoutComments(text))
      ? 'has a default export'
      : undefined,
  )
}

/** Readers of the environment, but for the one that may. */
export function environmentReaders(house: House, only: string): string[] {
  return problems(house, (text, path) =>
    path !== only &&
    /\bprocess\s*(\.|\?\.)\s*env\b|\benv\b[^;\n]*\bfrom 'node:process'|\{[^}]*\benv\b[^}]*\}\s*=\s*process\b/.test(
      withoutComments(text),
    )
      ? 'reads the environment'
      : undefined,
  )
}

/** Files that wait: the rules of a pure room are decided, not fetched. */
export function waiting(house: House, room: string): string[] {
  return problems(house, (text, path) =>
    path.startsWith(`${room}/`) && /\bawait\b|\basync\b/.test(withoutComments(text)) ? 'waits' : undefined,
  )
}

/** Files over the limit without a reason, and reasons that are no longer needed. */
export function oversized(house: House, limit: number, reasons: Readonly<Record<string, string>>): string[] {
  const lines = (text: string) => text.split('\n').length - 1
  const tooLong = problems(house, (text, path) =>
    lines(text) > limit && !reasons[path] ? `has ${lines(text)} lines, more than ${limit}` : undefined,
  )
  const idle = Object.keys(reasons).filter((path) => lines(house.get(path) ?? '') <= limit)
  return [...tooLong, ...idle.map((path) => `${path}: no longer needs its reason to be long`)]
}

/** Imports along arrows that are not in the plan, and files outside every room of it. */
export function forbiddenArrows(house: House, plan: Plan): string[] {
  return [...house].flatMap(([path, text]) => {
    const room = roomOf(path, plan)
    if (!room) return [`${path}: is in no room of the plan`]
    const { imports, types = [] } = plan[room] ?? { imports: [] }
    return importsOf(path, text)
      .filter(({ from }) => from.startsWith('.'))
      .flatMap(({ from, typeOnly }) => {
        const target = posix.join(posix.dirname(path), from)
        const to = roomOf(target, plan)
        if (to === room || (to && imports.includes(to))) return []
        if (to && typeOnly && types.includes(to)) return []
        const what = to && types.includes(to) ? 'as types only' : 'not at all'
        return [`${path}: may import ${target} ${what}`]
      })
  })
}

/** Packages used outside the rooms that may; `node:` stands for every built-in module. */
export function forbiddenPackages(house: House, allowed: Readonly<Record<string, readonly string[]>>): string[] {
  return [...house].flatMap(([path, text]) =>
    importsOf(path, text).flatMap(({ from }) => {
      const name = Object.keys(allowed).find(
        (name) => from === name || from.startsWith(name.endsWith(':') || name.endsWith('/') ? name : `${name}/`),
      )
      const rooms = name === undefined ? undefined : allowed[name]
      return !rooms || rooms.some((room) => path === room || path.startsWith(`${room}/`))
        ? []
        : [`${path}: may not use ${from}`]
    }),
  )
}

/** A pure room's use of any package but the listed ones. */
export function otherPackages(house: House, room: string, only: readonly string[]): string[] {
  return [...house].flatMap(([path, text]) =>
    path.startsWith(`${room}/`)
      ? importsOf(path, text)
          .filter(({ from }) => !from.startsWith('.') && !only.includes(from))
          .map(({ from }) => `${path}: may not use ${from}`)
      : [],
  )
}

/** Ids that two owners claim: owner → its ids. */
export function sharedIds(owners: ReadonlyMap<string, readonly string[]>): string[] {
  const seen = new Map<string, string>()
  const shared = []
  for (const [owner, ids] of owners) {
    for (const id of ids) {
      const other = seen.get(id)
      if (other !== undefined) shared.push(`${id}: claimed by ${other} and ${owner}`)
      seen.set(id, owner)
    }
  }
  return shared
}

function roomOf(path: string, plan: Plan): string | undefined {
  return Object.keys(plan)
    .filter((room) => path === room || path.startsWith(`${room}/`))
    .sort((a, b) => b.length - a.length)[0]
}

/** Every import and re-export of a file; one of several names is a type import only if each of them is. */
function importsOf(path: string, text: string): Import[] {
  const code = withoutComments(text)
  const listed = [...code.matchAll(/^(import|export)\s+(type\s+)?([\w*${},\s]*?)\s*from\s+'([^']+)'/gm)]
  const bare = [...code.matchAll(/^import\s+'([^']+)'/gm)]
  const late = [...code.matchAll(/\bimport\s*\(\s*'([^']+)'/g)]
  const read = listed.filter(([, word]) => word === 'import').length + bare.length
  // Otherwise a way of writing that this reader does not know would pass every rule.
  if (read !== [...code.matchAll(/^\s*import\s/gm)].length)
    throw new Error(`${path}: has an import that cannot be read`)
  return [
    ...listed.map(([, , type, names = '', from = '']) => ({ from, typeOnly: type !== undefined || onlyTypes(names) })),
    ...[...bare, ...late].map(([, from = '']) => ({ from, typeOnly: false })),
  ]
}

function onlyTypes(names: string): boolean {
  const listed = names
    .match(/^\{([\s\S]*)\}$/)?.[1]
    ?.split(',')
    .map((name) => name.trim())
  return listed?.every((name) => name === '' || name.startsWith('type ')) ?? false
}

function problems(house: House, problem: (text: string, path: string) => string | undefined): string[] {
  return [...house].flatMap(([path, text]) => {
    const found = problem(text, path)
    return found === undefined ? [] : [`${path}: ${found}`]
  })
}

/** Enough for formatted sources: comments that begin a line, and those after a space that run to its end. */
function withoutComments(text: string): string {
  return text.replace(/^\s*\/\*[\s\S]*?\*\//gm, '').replace(/(^|\s)\/\/ .*$/gm, '$1')
}
