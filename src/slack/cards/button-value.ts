import { z } from 'zod'
import { clip } from '../blocks.ts'

/** A client's name may be long; a button's value holds 2,000 characters. */
const longestAbout = 200

const stepSchema = z.object({ r: z.int(), n: z.int(), s: z.int(), a: z.string().optional() })

/** The one recommendation, round and step that a button is bound to (B02). */
export interface StepKey {
  readonly recommendationId: number
  readonly round: number
  readonly stepNo: number
  /** What the step is about, for the form that the button opens; shown only, nothing follows from it. */
  readonly about?: string
}

/** A step as a button's value. */
export function stepValue(key: StepKey): string {
  const about = key.about && clip(key.about, longestAbout)
  return JSON.stringify({ r: key.recommendationId, n: key.round, s: key.stepNo, ...(about && { a: about }) })
}

/** Reads a button's value back; null where it is not one of ours. */
export function readStepValue(value: string): StepKey | null {
  try {
    const { r, n, s, a } = stepSchema.parse(JSON.parse(value))
    return { recommendationId: r, round: n, stepNo: s, ...(a && { about: a }) }
  } catch {
    return null
  }
}

const reviewSchema = z.object({ v: z.int(), n: z.int(), s: z.int() })

/** The one review, round and step that a button is bound to. */
export interface ReviewStepKey {
  readonly reviewId: number
  readonly round: number
  readonly stepNo: number
}

/** A review's step as a button's value. */
export function reviewValue({ reviewId, round, stepNo }: ReviewStepKey): string {
  return JSON.stringify({ v: reviewId, n: round, s: stepNo })
}

/** Reads it back; null where it is not one of ours. */
export function readReviewValue(value: string): ReviewStepKey | null {
  try {
    const { v, n, s } = reviewSchema.parse(JSON.parse(value))
    return { reviewId: v, round: n, stepNo: s }
  } catch {
    return null
  }
}

/** A key as a button's value. */
export function readId(value: string): number | null {
  return /^\d{1,15}$/.test(value) ? Number(value) : null
}
