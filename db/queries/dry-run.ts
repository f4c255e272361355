import { eq, type SQL, sql } from 'drizzle-orm'
import type { Tier } from '../../src/domain/client/category.ts'
import { type Criteria, criteriaSchema } from '../../src/domain/criteria/criteria.ts'
import { type DryRunCount, type DryRunKind, type DryRunResult, dryRunKinds } from '../../src/domain/criteria/dry-run.ts'
import { convert } from '../../src/domain/criteria/unit.ts'
import type { Tx } from '../connection.ts'
import { criteriaDryRuns } from '../schema/criteria-dry-runs.ts'

export type DryRun = typeof criteriaDryRuns.$inferSelect

/** Keeps that a dry run was asked for, and gives its key. */
export async function insertDryRun(tx: Tx, run: typeof criteriaDryRuns.$inferInsert): Promise<number> {
  const [row] = await tx.insert(criteriaDryRuns).values(run).returning({ id: criteriaDryRuns.id })
  if (!row) throw new Error('the dry run was not kept')
  return row.id
}

/** A dry run by key, or null. */
export async function dryRunById(tx: Tx, id: number): Promise<DryRun | null> {
  const [row] = await tx.select().from(criteriaDryRuns).where(eq(criteriaDryRuns.id, id))
  return row ? { ...row, criteria: criteriaSchema.parse(row.criteria) } : null
}

/** Gives a statement that reads every client more time and memory than a click has. */
export async function allowLong(tx: Tx): Promise<void> {
  await tx.execute(sql`
    select set_config('statement_timeout', '5min', true), set_config('work_mem', '128MB', true)`)
}

/** Amounts are compared in 万元; what is no amount only in its own unit. */
const money = 'ten_thousand_yuan'

/** A version's lines as the statement reads them: `bit` tells a line of the tried version apart from the others. */
function linesOf(criteria: Criteria, tried: boolean) {
  return criteria.lines.map(({ key, unit, comparison, threshold, weight }, bit) => {
    const sign = comparison === 'at_least' ? 1 : -1
    const amount = convert(threshold, unit, money)
    return {
      tried,
      key,
      unit: amount === null ? unit : money,
      sign,
      threshold: sign * (amount ?? threshold),
      weight,
      bit,
    }
  })
}

/** `meets`, `below` or `undecided`, as `standingUnder` has it, from the weights that are met and given. */
function standing(criteria: Criteria, met: SQL, given: SQL): SQL {
  const total = criteria.lines.reduce((sum, { weight }) => sum + weight, 0)
  if (total === 0) return sql`'undecided'`
  const needed = (total * criteria.passShare) / 100
  return sql`case when ${met} >= ${needed}::numeric then 'meets'
    when ${met} + ${total}::numeric - ${given} < ${needed}::numeric then 'below' else 'undecided' end`
}

/**
 * Holds every client's newest figures against two versions of a tier's criteria in one statement: which clients of the tier
 * would fall below, stay below or recover, and which others would now meet the criteria.
 *
 * @param limit of named clients; the counts are of all
 */
export async function compareForAll(
  tx: Tx,
  tier: Tier,
  before: Criteria,
  tried: Criteria,
  limit: number,
): Promise<DryRunResult> {
  const lines = JSON.stringify([...linesOf(before, false), ...linesOf(tried, true)])
  const now = standing(before, sql`met_before`, sql`given_before`)
  const then = standing(tried, sql`met_after`, sql`given_after`)
  const [row] = await tx.execute<{ found: Found }>(sql`
    with lines as materialized (
      select * from json_to_recordset(${lines}::json)
        as l (tried boolean, key text, unit text, sign numeric, threshold numeric, weight numeric, bit int)
    ), held as (
      select f.client_id, l.tried, l.weight, l.bit,
        l.sign * f.value * case f.unit when 'hundred_million_yuan' then 10000 else 1 end >= l.threshold as met
      from client_figures f
      join lines l on l.key = f.metric
        and l.unit = case f.unit when 'hundred_million_yuan' then ${money} else f.unit end
      where f.newest
    ), score as (
      select client_id,
        coalesce(sum(weight) filter (where met and not tried), 0) as met_before,
        coalesce(sum(weight) filter (where not tried), 0) as given_before,
        coalesce(sum(weight) filter (where met and tried), 0) as met_after,
        coalesce(sum(weight) filter (where tried), 0) as given_after,
        coalesce(sum(1::bigint << bit) filter (where not met and tried), 0)::bigint as unmet
      from held group by client_id
    ), judged as (
      select score.*, c.code, c.short_name, c.tier, c.industry, c.state, c.lead_unit_id, ${now} as now, ${then} as then
      from score join clients c on c.id = score.client_id
    ), named as materialized (
      select j.*, branch.name as branch,
        case when j.tier = ${tier} and j.then = 'below' then case when j.now = 'below' then 'stays_below' else 'falls' end
          when j.tier = ${tier} then 'recovers' else 'rises' end as kind
      from judged j
      left join units u on u.id = j.lead_unit_id
      left join units branch on branch.id = u.branch_id
      where (j.state = 'designated' and j.tier = ${tier} and 'below' in (j.now, j.then))
        or ((j.state <> 'designated' or ${tier} = 'bank_wide' and j.tier = 'regional') and j.then = 'meets' and j.now <> 'meets')
    )
    select json_build_object(
      'clients', (select count(*) from clients where state = 'designated' and tier = ${tier}),
      'withFigures', (select count(*) from score join clients c on c.id = score.client_id
        where given_after > 0 and c.state = 'designated' and c.tier = ${tier}),
      'branches', (select json_agg(g) from (select branch as name, kind, count(*)::int as n from named group by 1, 2) g),
      'industries', (select json_agg(g) from (select industry as name, kind, count(*)::int as n from named group by 1, 2) g),
      'rows', (select json_agg(r) from (
        select kind, code, short_name as client, tier, branch, industry, met_before, met_after, unmet::text
        from named order by array_position(${sql.raw(`array[${dryRunKinds.map((kind) => `'${kind}'`).join(', ')}]`)}, kind), code
        limit ${limit}) r)
    ) as found`)
  if (!row) throw new Error('a dry run found nothing at all')
  return resultOf(row.found, before, tried)
}

interface Found {
  readonly clients: number
  readonly withFigures: number
  readonly branches: readonly Grouped[] | null
  readonly industries: readonly Grouped[] | null
  readonly rows: readonly FoundRow[] | null
}

interface Grouped {
  readonly name: string | null
  readonly kind: DryRunKind
  readonly n: number
}

interface FoundRow {
  readonly kind: DryRunKind
  readonly code: string
  readonly client: string
  readonly tier: string | null
  readonly branch: string | null
  readonly industry: string
  readonly met_before: number
  readonly met_after: number
  /** A bit a line of the tried version. */
  readonly unmet: string
}

function resultOf(found: Found, before: Criteria, tried: Criteria): DryRunResult {
  const { clients, withFigures } = found
  const branches = grouped(found.branches ?? [])
  const rows = (found.rows ?? []).map(({ met_before, met_after, unmet, ...row }) => ({
    ...row,
    before: share(met_before, before),
    after: share(met_after, tried) ?? 0,
    unmet: tried.lines.filter((_, bit) => (BigInt(unmet) >> BigInt(bit)) & 1n).map(({ key }) => key),
  }))
  return { clients, withFigures, total: totalOf(branches), branches, industries: grouped(found.industries ?? []), rows }
}

/** Met weight in percent, to a tenth. */
function share(met: number, { lines }: Criteria): number | null {
  const total = lines.reduce((sum, { weight }) => sum + weight, 0)
  return total === 0 ? null : Math.round((met / total) * 1000) / 10
}

function grouped(rows: readonly Grouped[]): DryRunCount[] {
  const names = [...new Set(rows.map(({ name }) => name))]
  const sizeOf = ({ counts }: DryRunCount) => Object.values(counts).reduce((sum, n) => sum + n, 0)
  return names
    .map((name): DryRunCount => {
      const own = rows.filter((row) => row.name === name)
      return { name, counts: Object.fromEntries(own.map(({ kind, n }) => [kind, n])) }
    })
    .sort((a, b) => sizeOf(b) - sizeOf(a))
}

function totalOf(groups: readonly DryRunCount[]): DryRunCount['counts'] {
  const counts: Partial<Record<DryRunKind, number>> = {}
  for (const kind of dryRunKinds) {
    const n = groups.reduce((sum, group) => sum + (group.counts[kind] ?? 0), 0)
    if (n > 0) counts[kind] = n
  }
  return counts
}
