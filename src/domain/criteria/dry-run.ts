/** What a version of the criteria would mean for a client, as against the version in force. */
export const dryRunKinds = ['falls', 'stays_below', 'recovers', 'rises'] as const

export type DryRunKind = (typeof dryRunKinds)[number]

/** A client that a dry run names. */
export interface DryRunRow {
  readonly kind: DryRunKind
  readonly code: string
  readonly client: string
  readonly tier: string | null
  readonly branch: string | null
  readonly industry: string
  /** Met weight in percent under the version in force; null where there is none. */
  readonly before: number | null
  /** Met weight in percent under the one that is tried. */
  readonly after: number
  /** Keys of the lines of the one that is tried which the client does not meet; lines without a figure are not among them. */
  readonly unmet: readonly string[]
}

/** How many clients of each kind there are under one heading. */
export interface DryRunCount {
  readonly name: string | null
  readonly counts: Readonly<Partial<Record<DryRunKind, number>>>
}

/** What a dry run found. */
export interface DryRunResult {
  /** Designated clients of the tier, and how many of them have any figure that the tried version asks for. */
  readonly clients: number
  readonly withFigures: number
  readonly total: DryRunCount['counts']
  readonly branches: readonly DryRunCount[]
  readonly industries: readonly DryRunCount[]
  /** At most so many as were asked for, those who fall first. */
  readonly rows: readonly DryRunRow[]
}
