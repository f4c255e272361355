/** Life of a filing (备案): acknowledged or sent back by the corporate department, or replaced by the branch's next one. */
export const filingStates = ['filed', 'acknowledged', 'sent_back', 'replaced'] as const

export type FilingState = (typeof filingStates)[number]

/** What deciding needs to know of a filing, read under its row lock. */
export interface Filing {
  readonly id: number
  readonly branchId: number
  /** From 1, a branch. */
  readonly version: number
  readonly state: FilingState
  readonly filedBy: number
  /** The absent person in whose name a deputy filed, else the same person. */
  readonly filedInNameOf: number
  readonly filedAt: Date
  readonly decidedAt: Date | null
  readonly deciderName: string | null
}

/** Whether a filing stands: a later one is compared with it, and it counts for its period. */
export function stands(state: FilingState): boolean {
  return state === 'filed' || state === 'acknowledged'
}
