import { z } from 'zod'

const stepSchema = z.object({ r: z.int(), n: z.int(), s: z.int() })

/** The one recommendation, round and step that a button is bound to (B02). */
export interface StepKey {
  readonly recommendationId: number
  readonly round: number
  readonly stepNo: number
}

/** A step as a button's value. */
export function stepValue(key: StepKey): string {
  return JSON.stringify({ r: key.recommendationId, n: key.round, s: key.stepNo })
}

/** Reads a button's value back; null where it is not one of ours. */
export function readStepValue(value: string): StepKey | null {
  try {
    const { r, n, s } = stepSchema.parse(JSON.parse(value))
    return { recommendationId: r, round: n, stepNo: s }
  } catch {
    return null
  }
}

/** A key as a button's value. */
export function readId(value: string): number | null {
  return /^\d{1,15}$/.test(value) ? Number(value) : null
}
