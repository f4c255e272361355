import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { changingExpectations, creatingExpectations } from './contract/channels.ts'
import { differences } from './contract/differences.ts'
import { fileExpectations, markExpectations } from './contract/marks.ts'
import { membershipExpectations } from './contract/membership.ts'
import { messageExpectations } from './contract/messages.ts'
import { oauthExpectations } from './contract/oauth.ts'
import { peopleExpectations, viewExpectations } from './contract/people-and-views.ts'
import { openSide, type Side, sideNames } from './contract/side.ts'
import { tokenExpectations } from './contract/tokens.ts'

const expectations = [
  ...tokenExpectations,
  ...creatingExpectations,
  ...changingExpectations,
  ...membershipExpectations,
  ...messageExpectations,
  ...markExpectations,
  ...fileExpectations,
  ...peopleExpectations,
  ...viewExpectations,
  ...oauthExpectations,
]

// The same expectations against this stand-in and against npm's `emulate` 0.12.2: where two builders who did not ask each
// other agree, the page was read right; where they differ, somebody must say why.
describe.each(sideNames)('%s', (name) => {
  let side: Side
  beforeAll(async () => {
    side = await openSide[name]()
  })
  afterAll(() => side.close())

  it.each(expectations.map((one) => [one.name, one] as const))('%s', async (title, { run, expected }) => {
    const known = differences[title]
    const seen = await run(side)
    if (known?.side === name) {
      expect(seen).toEqual(known.seen)
      // A difference that has gone must go from the list.
      expect(known.seen).not.toEqual(expected)
    } else expect(seen).toEqual(expected)
  })
})

describe('the list of differences', () => {
  it('names expectations that exist, and says where each is decided', () => {
    const names = expectations.map((one) => one.name)
    expect(new Set(names).size).toBe(names.length)
    for (const [name, { source }] of Object.entries(differences)) {
      expect(names).toContain(name)
      expect(source).not.toBe('')
    }
  })
})
