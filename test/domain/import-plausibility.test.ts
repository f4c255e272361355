import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  defaultImportLimits,
  implausible,
  type Tallies,
  type Tally,
  type TallyKind,
  tallyKinds,
} from '../../src/domain/organisation/import-plausibility.ts'

function tallies(given: Partial<Record<TallyKind, Tally>>): Tallies {
  const nothing = { held: 6_311, changed: 0 }
  return { ...(Object.fromEntries(tallyKinds.map((kind) => [kind, nothing])) as unknown as Tallies), ...given }
}

const found = (given: Partial<Record<TallyKind, Tally>>) =>
  implausible(tallies(given), defaultImportLimits).map(({ kind }) => kind)

describe('what looks like a wrong file', () => {
  test.each<[TallyKind, Tally, boolean]>([
    ['people_gone', { held: 6_311, changed: 2_104 }, true],
    ['people_gone', { held: 6_311, changed: 632 }, true],
    ['people_gone', { held: 6_311, changed: 631 }, false],
    ['people_gone', { held: 3, changed: 1 }, false],
    ['people_gone', { held: 12, changed: 4 }, false],
    ['people_gone', { held: 15, changed: 5 }, true],
    ['appointments_ended', { held: 100, changed: 24 }, false],
    ['appointments_ended', { held: 100, changed: 25 }, true],
    ['administrators_gone', { held: 1, changed: 1 }, true],
    ['administrators_gone', { held: 2, changed: 1 }, false],
    ['administrators_gone', { held: 0, changed: 0 }, false],
    ['addresses_changed', { held: 40, changed: 5 }, true],
    ['units_closed', { held: 3_093, changed: 154 }, false],
    ['units_closed', { held: 3_093, changed: 155 }, true],
    ['units_closed', { held: 4, changed: 2 }, false],
    ['units_moved', { held: 30, changed: 3 }, true],
    ['clients_moved', { held: 0, changed: 0 }, false],
    ['clients_moved', { held: 50, changed: 5 }, true],
  ])('%s %j: %s', (kind, tally, doubted) => {
    expect(found({ [kind]: tally })).toEqual(doubted ? [kind] : [])
  })

  test('says all of it, with the numbers and the limit', () => {
    const gone = { held: 9, changed: 9 }
    expect(implausible(tallies({ people_gone: gone, units_closed: gone }), defaultImportLimits)).toEqual([
      { kind: 'people_gone', ...gone, least: 5, percent: 10 },
      { kind: 'units_closed', ...gone, least: 3, percent: 5 },
    ])
  })

  test('the bank sets number and share', () => {
    const quarter = { people_gone: { held: 100, changed: 25 } }
    const looser = { ...defaultImportLimits, people_gone: { least: 5, percent: 26 } }
    const larger = { ...defaultImportLimits, people_gone: { least: 26, percent: 10 } }
    expect(implausible(tallies(quarter), looser)).toEqual([])
    expect(implausible(tallies(quarter), larger)).toEqual([])
  })

  test('more of the same never becomes plausible again, and nothing changed is never doubted', () => {
    const counts = fc.tuple(fc.nat(20_000), fc.nat(20_000), fc.nat(20_000))
    fc.assert(
      fc.property(fc.constantFrom(...tallyKinds), counts, (kind, [held, one, other]) => {
        const [fewer, more] = [Math.min(one, other), Math.max(one, other)]
        if (found({ [kind]: { held, changed: fewer } }).length > 0)
          expect(found({ [kind]: { held, changed: more } })).toEqual([kind])
        expect(found({ [kind]: { held, changed: 0 } })).toEqual([])
      }),
    )
  })
})
