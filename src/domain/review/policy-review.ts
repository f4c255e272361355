import { z } from 'zod'
import { categories, tiers } from '../client/category.ts'

/** More of one kind fit no window. */
export const mostChosen = 10

const names = z.array(z.string().min(1)).max(mostChosen)

/**
 * Which strategic clients a policy review is of (Art. 12): those to which every kind of which something is chosen applies. A
 * kind of which nothing is chosen leaves nobody out.
 */
export const selectionSchema = z.object({
  industries: names,
  regions: names,
  tiers: z.array(z.enum(tiers)),
  categories: z.array(z.enum(categories)),
  /** Units: branches with all that is led below them. */
  branches: z.array(z.int()).max(mostChosen),
})

export type Selection = z.infer<typeof selectionSchema>

/** The kinds by which clients are chosen, in the guideline's order. */
export const selectionKinds = ['industries', 'regions', 'tiers', 'categories', 'branches'] as const

/** Whether nothing at all is chosen: every client of the bank is nobody's choice. */
export function isEmptySelection(selection: Selection): boolean {
  return selectionKinds.every((kind) => selection[kind].length === 0)
}
