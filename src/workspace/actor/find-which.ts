import { optionsOf, type Placed, placedElements } from '../block-kit/input-state.ts'
import type { Block, TextObject } from '../block-kit/shape.ts'

/** How a person would point at an element: by its text or label, or by the ids a test knows. All given must fit. */
export interface Which {
  action_id?: string
  block_id?: string
  /** A button's text, an input's label; the whole, or a part that only one has. */
  text?: string
  /** A button's value. */
  value?: string
}

/** The one element meant; a sentence about what is there instead when there is none, or more than one. */
export function findWhich(blocks: readonly Block[], which: Which): Placed | string {
  const placed = placedElements(blocks)
  const fitting = placed.filter((one) => fits(one, which))
  const exact = which.text === undefined ? fitting : fitting.filter((one) => labels(one).includes(which.text as string))
  const chosen = exact.length ? exact : fitting
  if (chosen.length === 1) return chosen[0] as Placed
  const problem = chosen.length ? `${chosen.length} elements fit` : 'no element fits'
  return `${problem} ${JSON.stringify(which)}; there are: ${placed.map(nameOf).join(', ') || 'none'}`
}

function fits(one: Placed, which: Which): boolean {
  if (which.action_id !== undefined && one.element.action_id !== which.action_id) return false
  if (which.block_id !== undefined && one.block.block_id !== which.block_id) return false
  if (which.value !== undefined && one.element.value !== which.value) return false
  return which.text === undefined || labels(one).some((label) => label.includes(which.text as string))
}

// An overflow menu is known by its entries, since it has no text of its own.
function labels({ block, element }: Placed): string[] {
  const own = typeof element.text === 'object' ? [(element.text as TextObject).text] : []
  const entries = element.type === 'overflow' ? optionsOf(element).map((one) => one.text.text) : []
  return [
    ...own,
    ...entries,
    ...(block.label ? [block.label.text] : []),
    ...(element.placeholder ? [element.placeholder.text] : []),
  ]
}

function nameOf(one: Placed): string {
  return `${one.element.type} "${labels(one)[0] ?? ''}" (${one.block.block_id}/${one.element.action_id})`
}
