/** What an import can do to the bank that people undo only with trouble. */
export const tallyKinds = [
  'people_gone',
  'appointments_ended',
  'administrators_gone',
  'addresses_changed',
  'units_closed',
  'units_moved',
  'clients_moved',
] as const

export type TallyKind = (typeof tallyKinds)[number]

/** How many the bank held, and for how many of them the import changes it. */
export interface Tally {
  readonly held: number
  readonly changed: number
}

export type Tallies = Readonly<Record<TallyKind, Tally>>

/** A change is doubted where it is at least this many and at least this share of what is held, in per cent. */
interface Limit {
  readonly least: number
  readonly percent: number
}

export type ImportLimits = Readonly<Record<TallyKind, Limit>>

/**
 * The limits a bank starts with. Both must be reached, so that one of three in a small bank, or a hundred of ten thousand in a large one, is nothing to doubt.
 * Staff of a bank turn over by less than a tenth between two imports, and a directory reading is doubted at the same tenth (B24).
 * Posts rotate in yearly rounds, hence a quarter. Units close and move by the few: a twentieth and a tenth. A moved unit takes its
 * clients' teams along, so these have a limit of their own. Addresses say whose Slack account is whose: one shifted row gives
 * everybody somebody else's. Without any administrator nobody could mend it from Slack.
 */
export const defaultImportLimits = {
  people_gone: { least: 5, percent: 10 },
  appointments_ended: { least: 8, percent: 25 },
  administrators_gone: { least: 1, percent: 100 },
  addresses_changed: { least: 5, percent: 10 },
  units_closed: { least: 3, percent: 5 },
  units_moved: { least: 3, percent: 10 },
  clients_moved: { least: 5, percent: 10 },
} as const satisfies ImportLimits

/** A change that looks like a wrong file, with the limit that it reaches. */
export interface Implausible extends Tally, Limit {
  readonly kind: TallyKind
}

/** What of an import looks like a wrong file rather than like a change of the bank; empty where nothing does. */
export function implausible(tallies: Tallies, limits: ImportLimits): Implausible[] {
  return tallyKinds.flatMap((kind) => {
    const { held, changed } = tallies[kind]
    const { least, percent } = limits[kind]
    return changed >= least && changed * 100 >= percent * held ? [{ kind, held, changed, least, percent }] : []
  })
}
