import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import { pathToFileURL } from 'node:url'
import { describe, expect, it } from 'vitest'
import { fromRoot } from '../src/paths.ts'
import {
  barrels,
  defaultExports,
  environmentReaders,
  forbiddenArrows,
  forbiddenPackages,
  type House,
  otherPackages,
  oversized,
  type Plan,
  sharedIds,
  waiting,
} from './support/house-rules.ts'

const LINES = 300

/** Files over 300 lines, each with the reason why it is better whole. */
const LONG: Record<string, string> = {}

const leaves = ['src/paths.ts', 'src/folder.ts', 'src/log.ts', 'src/clock.ts', 'src/policy.ts', 'db/errors.ts']

/** The arrows of docs/architecture.md. */
const PLAN: Plan = {
  'src/paths.ts': { imports: [] },
  'src/folder.ts': { imports: [] },
  'src/log.ts': { imports: [] },
  'src/clock.ts': { imports: [] },
  'src/policy.ts': { imports: ['src/domain'] },
  'src/config.ts': { imports: [...leaves] },
  'src/program.ts': { imports: ['src/config.ts'] },
  'src/main.ts': { imports: [...leaves, 'src/config.ts', 'src/program.ts', 'src/service.ts', 'db'] },
  'src/service.ts': {
    imports: [
      ...leaves,
      'src/config.ts',
      'src/slack',
      'src/slack/deliver',
      'src/outbox',
      'src/scheduler',
      'src/scheduler/jobs',
      'src/usecases',
      'db',
    ],
    types: ['src/domain'],
  },
  'src/domain': { imports: [], types: ['src/policy.ts'] },
  'src/usecases': { imports: [...leaves, 'src/domain', 'db/queries'], types: ['db', 'db/schema'] },
  'src/slack': {
    imports: [...leaves, 'src/domain', 'src/usecases', 'src/slack/text', 'src/slack/cards', 'src/slack/limits.ts'],
    types: ['src/config.ts'],
  },
  'src/slack/limits.ts': { imports: [] },
  'src/slack/text': { imports: ['src/domain', 'src/policy.ts'], types: ['src/usecases'] },
  'src/slack/cards': {
    imports: ['src/domain', 'src/policy.ts', 'src/slack', 'src/slack/limits.ts', 'src/slack/text'],
    types: ['src/usecases', 'db/queries'],
  },
  'src/slack/deliver': {
    imports: [
      ...leaves,
      'src/domain',
      'src/usecases',
      'src/slack',
      'src/slack/limits.ts',
      'src/slack/cards',
      'src/slack/text',
      'db/queries',
    ],
    types: ['db', 'src/outbox'],
  },
  'src/outbox': { imports: [...leaves, 'db', 'db/queries', 'db/schema'], types: ['src/domain'] },
  'src/scheduler': { imports: [...leaves, 'src/scheduler/jobs', 'src/usecases', 'db', 'db/queries'] },
  'src/scheduler/jobs': { imports: [...leaves, 'src/usecases'], types: ['src/scheduler', 'db'] },
  'src/workspace': { imports: ['src/log.ts', 'src/clock.ts', 'src/paths.ts', 'src/slack/limits.ts'] },
  'src/sample': { imports: [...leaves, 'src/domain', 'src/usecases', 'db', 'db/queries'] },
  'src/cli/tour': { imports: ['src/workspace'] },
  'src/cli': {
    imports: [
      ...leaves,
      'src/cli/tour',
      'src/config.ts',
      'src/program.ts',
      'src/service.ts',
      'src/slack',
      'src/slack/text',
      'src/workspace',
      'src/sample',
      'src/usecases',
      'src/domain',
      'db',
      'db/queries',
    ],
  },
  commands: {
    imports: ['src/policy.ts', 'src/slack', 'src/slack/cards', 'src/slack/text', 'src/usecases', 'src/domain'],
    types: ['src/log.ts', 'src/clock.ts'],
  },
  db: { imports: [...leaves, 'src/domain', 'db/embedded'] },
  'db/errors.ts': { imports: [] },
  'db/embedded': { imports: ['src/log.ts', 'db/errors.ts', 'db'] },
  'db/schema': { imports: ['src/domain', 'src/policy.ts', 'db'] },
  'db/queries': { imports: ['src/domain', 'src/policy.ts', 'db/errors.ts', 'db', 'db/schema'] },
}

/** Packages that belong to certain rooms. */
const PACKAGES = {
  '@slack/': ['src/slack', 'commands'],
  postgres: ['db', 'src/outbox'],
  'node-cron': ['src/scheduler'],
}

/** Each is a house of its own for its reader: what is it for, who may come in, where does one begin. */
const ROOMS_WITH_README = [
  ...readdirSync(fromRoot('src'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => `src/${name}`),
  'commands',
  'db',
  'test',
]

const product = read(['src', 'db', 'commands'])
const all = read(['src', 'db', 'commands', 'test', 'bench'])

function read(folders: string[]): House {
  const files = folders.flatMap((folder) =>
    existsSync(fromRoot(folder))
      ? readdirSync(fromRoot(folder), { recursive: true, withFileTypes: true }).map((entry) => ({
          ...entry,
          isFile: entry.isFile(),
          path: join(entry.parentPath, entry.name),
        }))
      : [],
  )
  return new Map(
    files
      .filter(({ isFile, path }) => isFile && /\.tsx?$/.test(path))
      .map(({ path }) => [relative(fromRoot(), path).split(sep).join('/'), readFileSync(path, 'utf8')]),
  )
}

describe('the house', () => {
  it('was read', () => {
    expect(product.size).toBeGreaterThan(50)
    expect([...product.keys()]).toContain('db/connection.ts')
  })

  it('has no import that is not drawn', () => expect(forbiddenArrows(product, PLAN)).toEqual([]))
  it('keeps packages in their rooms', () => expect(forbiddenPackages(product, PACKAGES)).toEqual([]))
  it('has a pure domain', () => {
    expect(otherPackages(product, 'src/domain', ['zod'])).toEqual([])
    expect(waiting(product, 'src/domain')).toEqual([])
  })
  it('has files of a readable size', () => expect(oversized(all, LINES, LONG)).toEqual([]))
  it('has no barrels', () => expect(barrels(all)).toEqual([]))
  it('has no default exports', () => expect(defaultExports(all)).toEqual([]))
  it('reads the environment in one place', () => expect(environmentReaders(product, 'src/config.ts')).toEqual([]))
  it.each(ROOMS_WITH_README)('explains %s in a README', (room) => {
    const path = fromRoot(room, 'README.md')
    expect(existsSync(path) ? readFileSync(path, 'utf8').trim() : '').not.toBe('')
  })

  it('gives every gesture ids of its own', async () => {
    expect(sharedIds(await gestureIds())).toEqual([])
  })
})

/** What Slack sends back to tell gestures apart, each kind in a space of its own: file → ids. */
async function gestureIds(): Promise<Map<string, string[]>> {
  const owners = new Map<string, string[]>()
  for (const path of [...product.keys()].filter((path) => path.startsWith('commands/'))) {
    const { gesture } = await import(pathToFileURL(fromRoot(path)).href)
    expect(gesture, `${path} exports a gesture`).toBeTypeOf('object')
    const { slash, ...kinds } = gesture
    const ids = Object.entries(kinds).flatMap(([kind, byId]) =>
      byId && typeof byId === 'object' ? Object.keys(byId).map((id) => `${kind} ${id}`) : [],
    )
    owners.set(path, slash ? [...ids, `slash ${slash.word}`] : ids)
  }
  return owners
}

describe('the rules themselves', () => {
  const plan: Plan = {
    a: { imports: ['b'], types: ['c'] },
    b: { imports: [] },
    'b/inner': { imports: [] },
    c: { imports: [] },
  }
  const house = (files: Record<string, string>): House => new Map(Object.entries(files))

  it.each([
    ['a/x.ts', "import { y } from '../b/y.ts'", []],
    ['a/x.ts', "import { y } from './y.ts'", []],
    ['a/x.ts', "import type { y } from '../c/y.ts'", []],
    ['a/x.ts', "import { type y, type z } from '../c/y.ts'", []],
    ['a/x.ts', "// import { y } from '../b/inner/y.ts'", []],
    ['a/x.ts', "import { type y, z } from '../c/y.ts'", ['a/x.ts: may import c/y.ts as types only']],
    ['a/x.ts', "import {\n  y,\n  z,\n} from '../b/inner/y.ts'", ['a/x.ts: may import b/inner/y.ts not at all']],
    ['b/x.ts', "import '../a/y.ts'", ['b/x.ts: may import a/y.ts not at all']],
    ['b/x.ts', "const y = await import('../a/y.ts')", ['b/x.ts: may import a/y.ts not at all']],
    ['b/x.ts', "export { y } from '../a/y.ts'", ['b/x.ts: may import a/y.ts not at all']],
    ['b/x.ts', "import * as y from '../elsewhere/y.ts'", ['b/x.ts: may import elsewhere/y.ts not at all']],
    ['d/x.ts', 'const y = 1', ['d/x.ts: is in no room of the plan']],
  ])('arrows: %s with %s', (path, text, expected) => {
    expect(forbiddenArrows(house({ [path]: text }), plan)).toEqual(expected)
  })

  it('arrows: an import that cannot be read is no way past them', () => {
    expect(() => forbiddenArrows(house({ 'b/x.ts': 'import y from "../a/y.ts"' }), plan)).toThrow('cannot be read')
  })

  it('packages', () => {
    const files = house({
      'a/x.ts': "import { App } from '@slack/bolt'",
      'b/x.ts': "import postgres from 'postgres'",
      'b/y.ts': "import x from 'postgres-array'",
    })
    expect(forbiddenPackages(files, { '@slack/': ['b'], postgres: ['b'] })).toEqual(['a/x.ts: may not use @slack/bolt'])
    expect(otherPackages(files, 'b', ['postgres'])).toEqual(['b/y.ts: may not use postgres-array'])
  })

  it('purity', () => {
    expect(waiting(house({ 'a/x.ts': 'await y()', 'b/x.ts': 'await y()', 'a/y.ts': '// no await here' }), 'a')).toEqual(
      ['a/x.ts: waits'],
    )
  })

  it('size', () => {
    const files = house({ 'a/long.ts': 'x\n'.repeat(4), 'a/known.ts': 'x\n'.repeat(4), 'a/short.ts': 'x\n'.repeat(3) })
    expect(oversized(files, 3, { 'a/known.ts': 'one table', 'a/short.ts': 'was long' })).toEqual([
      'a/long.ts: has 4 lines, more than 3',
      'a/short.ts: no longer needs its reason to be long',
    ])
  })

  it('barrels', () => {
    const files = house({
      'a/index.ts': "// all of a\nexport { x } from './x.ts'\nexport type { y } from './y.ts'\n",
      'a/all.ts': "export * from './x.ts'\nexport const z = 1\n",
      'a/fine.ts': "export { x } from './x.ts'\nexport const z = 1\n",
    })
    expect(barrels(files)).toEqual([
      'a/index.ts: only passes on what others export',
      'a/all.ts: exports everything of another file',
    ])
  })

  it('default exports', () => {
    const files = house({
      'a/x.ts': 'export default 1',
      'a/y.ts': 'export { y as default }',
      'a/z.ts': "const word = 'export default'",
    })
    expect(defaultExports(files)).toEqual(['a/x.ts: has a default export', 'a/y.ts: has a default export'])
  })

  it('environment', () => {
    const files = house({
      'config.ts': 'process.env.A',
      'a/x.ts': 'const { A } = process.env',
      'a/y.ts': "import { env } from 'node:process'",
      'a/z.ts': 'const { env } = process',
      'a/fine.ts': "spawn('x', { env: {} })",
    })
    expect(environmentReaders(files, 'config.ts')).toEqual(
      ['a/x.ts', 'a/y.ts', 'a/z.ts'].map((path) => `${path}: reads the environment`),
    )
  })

  it('ids', () => {
    expect(
      sharedIds(
        new Map([
          ['a', ['x', 'y']],
          ['b', ['y']],
        ]),
      ),
    ).toEqual(['y: claimed by a and b'])
  })
})
