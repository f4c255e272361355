import { z } from 'zod'
import { categories } from '../client/category.ts'
import { keyDimensions } from '../client/client.ts'
import { trimName } from '../client/name.ts'
import type { Criteria, CriteriaValues } from '../criteria/criteria.ts'
import { readNumber } from '../number.ts'
import { type Refusal, refuse } from '../refusal.ts'
import type { Submission } from './recommendation.ts'
import { type RouteName, routeNames, routes } from './routes.ts'

/** What was typed into the recommendation form so far; nothing in it is checked yet, so that nothing typed is lost. */
export const draftSchema = z.object({
  clientId: z.number().optional(),
  /** Name of a client that the register does not have. */
  newName: z.string().optional(),
  legalName: z.string().optional(),
  /** The person says that none of the look-alikes is meant. */
  surelyNew: z.boolean().optional(),
  route: z.enum(routeNames).optional(),
  beganAtUnitId: z.number().optional(),
  category: z.enum(categories).optional(),
  leadUnitId: z.number().optional(),
  keyDimensions: z.array(z.enum(keyDimensions)).optional(),
  industry: z.string().optional(),
  region: z.string().optional(),
  reason: z.string().optional(),
  /** As typed, by criterion key. */
  criteria: z.record(z.string(), z.string()).optional(),
})

export type Draft = z.infer<typeof draftSchema>

/** The submission a draft makes, or every field that is wrong at once (B25). */
export function readDraft(draft: Draft, route: RouteName, criteria: Criteria): Submission | Refusal[] {
  const refusals: Refusal[] = []
  const text = (field: 'industry' | 'region' | 'reason'): string => {
    const value = trimName(draft[field] ?? '')
    if (value === '') refusals.push(refuse(field === 'reason' ? 'reason_required' : 'field_required', { field }))
    return value
  }
  const submission = {
    tier: routes[route].tier,
    category: draft.category,
    leadUnitId: draft.leadUnitId,
    keyDimensions: draft.keyDimensions ?? [],
    industry: text('industry'),
    region: text('region'),
    reason: text('reason'),
    criteriaValues: readCriteria(draft.criteria ?? {}, criteria, refusals),
  }
  if (!submission.category) refusals.push(refuse('field_required', { field: 'category' }))
  if (!submission.leadUnitId) refusals.push(refuse('lead_unit_required', { article: '6', field: 'leadUnit' }))
  return refusals.length > 0 || !submission.category || !submission.leadUnitId
    ? refusals
    : { ...submission, category: submission.category, leadUnitId: submission.leadUnitId }
}

function readCriteria(
  typed: Readonly<Record<string, string>>,
  criteria: Criteria,
  refusals: Refusal[],
): CriteriaValues {
  const values: Record<string, number> = {}
  for (const { key } of criteria.lines) {
    const text = trimName(typed[key] ?? '')
    if (text === '') continue
    const value = readNumber(text)
    if (value === null)
      refusals.push(refuse('value_not_a_number', { params: { typed: text }, field: `criterion_${key}` }))
    else values[key] = value
  }
  return values
}
