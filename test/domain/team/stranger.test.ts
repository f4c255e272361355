import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isRefusal } from '../../../src/domain/refusal.ts'
import {
  decideStranger,
  isFrozen,
  latestStay,
  type StrangerState,
  strangerKind,
  strangerKinds,
  strangerStates,
} from '../../../src/domain/team/stranger.ts'
import { defaultPolicy } from '../../../src/policy.ts'

const today = '2026-11-25'
const nobody = { linked: false, isBot: false, isGuest: false, isOutsider: false }

describe('who somebody without a seat is', () => {
  test('the farthest from the bank counts', () => {
    expect(strangerKind({ ...nobody, linked: true })).toBe('staff')
    expect(strangerKind(nobody)).toBe('unknown')
    expect(strangerKind({ ...nobody, linked: true, isGuest: true })).toBe('guest')
    expect(strangerKind({ ...nobody, isGuest: true, isOutsider: true })).toBe('external')
    expect(strangerKind({ ...nobody, isBot: true, isOutsider: true })).toBe('app')
  })

  test('whom the bank knows as staff is no outsider, whichever workspace is their home', () => {
    expect(strangerKind({ ...nobody, linked: true, isOutsider: true })).toBe('staff')
  })
})

describe('what freezes a channel', () => {
  test('guests and people of another company, and a channel shared with one, unless the settings say otherwise', () => {
    expect(strangerKinds.filter((kind) => isFrozen(false, [kind], defaultPolicy))).toEqual(['guest', 'external'])
    expect(isFrozen(false, [], defaultPolicy)).toBe(false)
    expect(isFrozen(true, [], defaultPolicy)).toBe(true)
    const lenient = { ...defaultPolicy, strangers: { ...defaultPolicy.strangers, freezeFor: [] } }
    expect(isFrozen(true, [...strangerKinds], lenient)).toBe(false)
  })
})

describe('a decision about a stranger', () => {
  const keep = (until: string | null, state: StrangerState = 'waiting') =>
    decideStranger(state, { seen: state, verdict: 'keep', until }, today, defaultPolicy)

  test('keeps until a day ahead and within the bound of the settings, that day included', () => {
    expect(keep('2026-11-26')).toEqual({ state: 'kept', keepUntil: '2026-11-26' })
    const last = latestStay(today, defaultPolicy)
    expect(last).toBe('2027-02-23')
    expect(keep(last)).toEqual({ state: 'kept', keepUntil: last })
    expect(keep('2027-02-24')).toMatchObject({ refused: 'stay_too_long', field: 'until', params: { until: last } })
    expect(keep(today)).toMatchObject({ refused: 'date_not_ahead', field: 'until' })
    expect(keep(null)).toMatchObject({ refused: 'date_not_ahead' })
  })

  test('who is kept may be kept longer or taken out', () => {
    expect(keep('2026-12-01', 'kept')).toEqual({ state: 'kept', keepUntil: '2026-12-01' })
    const remove = { seen: 'kept', verdict: 'remove', until: null } as const
    expect(decideStranger('kept', remove, today, defaultPolicy)).toEqual({ state: 'removing' })
  })

  test('from a card that shows anything but how it stands, nothing is decided; nor about who is on the way out or gone', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...strangerStates),
        fc.constantFrom(...strangerStates),
        fc.constantFrom('keep' as const, 'remove' as const),
        (state, seen, verdict) => {
          const decided = decideStranger(state, { seen, verdict, until: '2026-12-01' }, today, defaultPolicy)
          expect(isRefusal(decided)).toBe(state !== seen || state === 'removing' || state === 'gone')
        },
      ),
    )
  })
})
