import { type DeputyshipRow, deputyshipsAround } from '../../../db/queries/deputyship.ts'
import { type FoundStaff, findStaff, unitsOfHouse, unitsUnder } from '../../../db/queries/staff-search.ts'
import { standingOf } from '../../../db/queries/standing.ts'
import { houseOf, presidentOf } from '../../domain/organisation/deputyship.ts'
import type { Standing } from '../../domain/organisation/standing.ts'
import { type Refusal, refuse } from '../../domain/refusal.ts'
import { ask, type Deps } from '../transact.ts'

/** What a person sees of deputies: their own, those they are, and those of people they speak for. */
export interface Deputies {
  readonly personId: number
  readonly name: string
  readonly today: string
  /** Whether they head a unit: they may then name deputies for others. */
  readonly speaksForOthers: boolean
  readonly longestDays: number
  readonly rows: readonly DeputyshipRow[]
}

const most = 40
const offered = 50

/** Reads the deputyships that concern a person, holding or to come. */
export function readDeputies(deps: Deps, personId: number): Promise<Deputies | Refusal> {
  return ask(deps, async (tx, { today, policy }) => {
    const standing = await standingOf(tx, personId, today)
    if (!standing) return refuse('not_mapped')
    if (!standing.active) return refuse('left_the_bank')
    const headed = unitsHeaded(standing)
    const staff = await findStaff(tx, await unitsUnder(tx, headed), '', today, 1000)
    const principals = staff.map(({ id }) => id)
    return {
      personId,
      name: standing.name,
      today,
      speaksForOthers: headed.length > 0,
      longestDays: policy.deputyships.longestDays,
      rows: await deputyshipsAround(tx, personId, principals, today, most),
    }
  })
}

/** For whom a person may name a deputy: themselves first, then those they are the superior of. */
export function suggestPrincipals(deps: Deps, personId: number, typed: string): Promise<readonly FoundStaff[]> {
  return ask(deps, async (tx, { today }) => {
    const standing = await standingOf(tx, personId, today)
    if (!standing?.active) return []
    const found = await findStaff(tx, await unitsUnder(tx, unitsHeaded(standing)), typed, today, offered)
    return [...found.filter(({ id }) => id === personId), ...found.filter(({ id }) => id !== personId)]
  })
}

/** Who may stand in for a person: the others of their branch, or of head office. */
export function suggestDeputies(deps: Deps, principalId: number, typed: string): Promise<readonly FoundStaff[]> {
  return ask(deps, async (tx, { today }) => {
    const principal = await standingOf(tx, principalId, today)
    if (!principal) return []
    const houses = principal.posts.map(({ unit }) => houseOf(unit))
    const found = await findStaff(tx, await unitsOfHouse(tx, houses), typed, today, offered + 1)
    return found.filter(({ id }) => id !== principalId).slice(0, offered)
  })
}

function unitsHeaded({ posts }: Standing): number[] {
  return posts.filter(({ position, unit }) => position === presidentOf[unit.level]).map(({ unit }) => unit.id)
}
