import { sql } from 'drizzle-orm'
import { check, index, integer, jsonb, pgTable, text, unique, uniqueIndex } from 'drizzle-orm/pg-core'
import { categories, tiers } from '../../src/domain/client/category.ts'
import type { KeyDimension } from '../../src/domain/client/client.ts'
import type { CriteriaValues } from '../../src/domain/criteria/criteria.ts'
import { recommendationKinds, recommendationStates } from '../../src/domain/recommendation/recommendation.ts'
import { routeNames } from '../../src/domain/recommendation/routes.ts'
import { identity, isObject, moment, oneOf, ref } from '../columns.ts'
import { clients } from './clients.ts'
import { criteriaVersions } from './criteria-versions.ts'
import { people } from './people.ts'
import { policyVersions } from './policy-versions.ts'
import { units } from './units.ts'

/** Recommendations from draft to outcome. What is being judged is null only while it is a draft. */
export const recommendations = pgTable(
  'recommendations',
  {
    id: identity(),
    state: text({ enum: recommendationStates }).notNull().default('draft'),
    /** 1 for the first submission; each resubmission after a return adds one. */
    round: integer().notNull().default(1),
    submittedBy: ref()
      .notNull()
      .references(() => people.id),
    /** Who took it over last, where its recommender left; null = who submitted it answers for it. */
    takenOverBy: ref().references(() => people.id),
    clientId: ref().references(() => clients.id),
    kind: text({ enum: recommendationKinds }),
    route: text({ enum: routeNames }),
    beganAtUnitId: ref().references(() => units.id),
    tier: text({ enum: tiers }),
    category: text({ enum: categories }),
    leadUnitId: ref().references(() => units.id),
    keyDimensions: jsonb().$type<{ chosen: KeyDimension[] }>().notNull().default({ chosen: [] }),
    industry: text(),
    region: text(),
    reason: text(),
    criteriaVersionId: ref().references(() => criteriaVersions.id),
    criteriaValues: jsonb().$type<CriteriaValues>().notNull().default({}),
    policyVersionId: ref().references(() => policyVersions.id),
    /** What was typed into the form so far, as the form reads it back. */
    draft: jsonb().$type<Record<string, unknown>>().notNull().default({}),
    createdAt: moment().notNull(),
    submittedAt: moment(),
    closedAt: moment(),
    /** Since when people get less than the whole of its messages because Slack refused one; the administrators know. */
    shortenedAt: moment(),
  },
  (table) => [
    oneOf('recommendations_state', table.state, recommendationStates),
    oneOf('recommendations_kind', table.kind, recommendationKinds),
    oneOf('recommendations_route', table.route, routeNames),
    oneOf('recommendations_tier', table.tier, tiers),
    oneOf('recommendations_category', table.category, categories),
    isObject('recommendations_key_dimensions', table.keyDimensions),
    isObject('recommendations_criteria_values', table.criteriaValues),
    isObject('recommendations_draft', table.draft),
    check(
      'recommendations_whole',
      sql`${table.state} = 'draft' or num_nonnulls(${table.clientId}, ${table.kind}, ${table.route}, ${table.beganAtUnitId}, ${table.tier}, ${table.category}, ${table.leadUnitId}, ${table.industry}, ${table.region}, ${table.reason}, ${table.criteriaVersionId}, ${table.policyVersionId}, ${table.submittedAt}) = 13`,
    ),
    check('recommendations_reason', sql`${table.reason} is null or ${table.reason} ~ '[^[:space:]]'`),
    // One recommendation of a client on its way at a time (B01, B09).
    uniqueIndex('recommendations_on_its_way')
      .on(table.clientId)
      .where(sql`${table.state} in ('submitted', 'returned')`),
    // The same command again leads to the same draft (B09).
    uniqueIndex('recommendations_one_draft')
      .on(table.submittedBy, sql`coalesce(${table.clientId}, 0)`)
      .where(sql`${table.state} = 'draft'`),
    // Lets decisions prove by foreign key who submitted.
    unique('recommendations_submitter').on(table.id, table.submittedBy),
    // Serves: what I started.
    index('recommendations_submitted_by').on(table.submittedBy),
    index('recommendations_taken_over_by').on(table.takenOverBy).where(sql`${table.takenOverBy} is not null`),
    index('recommendations_client').on(table.clientId),
  ],
)
