import type { Tx } from '../../../db/connection.ts'
import type { Within } from '../../../db/queries/register.ts'
import { branchesById, branchesNamed } from '../../../db/queries/unit.ts'
import { postsInHand, reaches, type Standing } from '../../domain/organisation/standing.ts'
import type { Unit } from '../../domain/organisation/unit.ts'
import { type Refusal, refuse } from '../../domain/refusal.ts'

/** So many branches are named where it is not clear which one is meant. */
const most = 40

const wholeBank = new Set(['全行', '总行', 'bank', 'all'])

/** The register that is meant: a branch's, or the whole bank's where `branch` is null. */
export interface RegisterMeant {
  readonly branch: Unit | null
}

/** How a register is named: by words, or by its branch's key, 0 for the whole bank's. */
export type RegisterNamed = string | number

/**
 * The register that is named, or without words the person's own branch's, for head office the bank's. Another branch's
 * is refused to whoever does not work at or above it (Art. 4).
 */
export async function registerMeant(
  tx: Tx,
  standing: Standing,
  given: RegisterNamed,
): Promise<RegisterMeant | Refusal> {
  if (!standing.active) return refuse('left_the_bank')
  const typed = String(given)
  if (given === 0 || wholeBank.has(typed.toLowerCase())) return { branch: null }
  const posts = postsInHand(standing)
  const atHeadOffice = posts.some(({ unit }) => unit.level === 'head_office')
  if (typed === '' && atHeadOffice) return { branch: null }
  const found =
    typeof given === 'number' || typed === ''
      ? await branchesById(tx, typeof given === 'number' ? [given] : branchIds(standing))
      : await branchesNamed(tx, typed, most)
  const [branch, ...others] = found
  if (!branch) return refuse('branch_unknown', { params: { typed } })
  if (others.length > 0)
    return refuse('which_branch', {
      params: { branches: found.map(({ name }) => name).join('、'), first: branch.name },
    })
  const own = atHeadOffice || reaches(posts, branch) || branchIds(standing).includes(branch.id)
  return own ? { branch } : refuse('not_for_you', { article: '4', params: { unit: branch.name } })
}

function branchIds(standing: Standing): number[] {
  return [...new Set(postsInHand(standing).flatMap(({ unit }) => unit.branchId ?? []))]
}

/** What of a register a person sees: null = all of it. */
export function withinOf(standing: Standing, { branch }: RegisterMeant): Within | null {
  const posts = postsInHand(standing)
  if (posts.some(({ unit }) => unit.level === 'head_office' || (branch && unit.id === branch.id))) return null
  return { unitIds: posts.map(({ unit }) => unit.id), personId: standing.personId }
}
