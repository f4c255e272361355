import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { methodTable } from '../../src/workspace/methods/table.ts'
import { createState } from '../../src/workspace/state.ts'
import type { World } from '../../src/workspace/world.ts'

interface Documented {
  tier: number | null
  scopes: string[]
  required: string[]
}

const documented = Object.entries(
  JSON.parse(readFileSync(join(import.meta.dirname, 'fixtures', 'methods.json'), 'utf8')) as Record<string, Documented>,
)

/** Answered by the server itself, which alone can open a socket. */
const elsewhere = new Set(['apps.connections.open'])

/** Where the stand-in asks less than the page says, and why. */
const looser: Record<string, string> = {
  'conversations.create': 'name: its absence has a code of its own, invalid_name_required',
  'conversations.setTopic': 'topic: an empty one takes the topic away',
  'conversations.setPurpose': 'purpose: likewise',
  'conversations.rename': 'name: its absence has a code of its own, invalid_name_required',
  'conversations.invite': 'users: their absence has a code of its own, no_user',
  'reactions.add': 'timestamp: its absence has a code of its own, no_item_specified',
  'views.open': 'view and trigger are checked together',
  'views.push': 'view and trigger are checked together',
}

describe.each(documented.filter(([name]) => !elsewhere.has(name)))('%s', (name, page) => {
  it('is there, with the tier, scopes and arguments of its page', () => {
    const method = methodTable[name]
    if (!method) throw new Error(`${name} is missing`)
    expect(method.tier === 'post' ? null : method.tier).toBe(page.tier)
    const { scopes = [] } = method
    const world = { state: createState('t', 'a') } as World
    const accepted = typeof scopes === 'function' ? scopes({}, world) : scopes
    // What no list of scopes for bots names is needed all the same: chat:write and the like stand in the pages' texts.
    for (const scope of accepted) expect(page.scopes).toContain(scope)
    if (page.scopes.length > 0) expect(accepted).not.toEqual([])
    const missing = page.required.filter((one) => !(method.required ?? []).includes(one))
    expect(missing.length > 0).toBe(name in looser)
  })
})

describe('the table', () => {
  it('was held against all pages, and excuses nothing that needs no excuse', () => {
    expect(documented).toHaveLength(67)
    for (const name of Object.keys(looser)) expect(documented.map(([one]) => one)).toContain(name)
  })
})
