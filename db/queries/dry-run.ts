import { eq, type SQL, sql } from 'drizzle-orm'
import type { Tier } from '../../src/domain/client/category.ts'
import { type Criteria, type CriterionUnit, criteriaSchema } from '../../src/domain/criteria/criteria.ts'
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
    select set_config('statement_timeout', '5min', true), set_config('work_mem', '256MB', true),
           set_config('jit', 'off', true)`)
}

/** Amounts are compared in 万元; what is no amount only in its own unit. */
const money = 'ten_thousand_yuan'

/** A metric in one kind of unit: a column of the statement. */
interface Column {
  readonly name: SQL
  readonly key: string
  readonly units: readonly string[]
}

function kindOf(unit: CriterionUnit): CriterionUnit {
  return convert(1, unit, money) === null ? unit : money
}

/** One column a metric and kind of unit, of all versions together. */
function columnsOf(versions: readonly Criteria[]): ReadonlyMap<string, Column> {
  const wanted = versions.flatMap(({ lines }) => lines.map(({ key, unit }) => ({ key, kind: kindOf(unit) })))
  const columns = new Map<string, Column>()
  for (const { key, kind } of wanted) {
    if (columns.has(`${key} ${kind}`)) continue
    const units = kind === money ? ['hundred_million_yuan', money] : [kind]
    columns.set(`${key} ${kind}`, { name: sql.raw(`v${columns.size}`), key, units })
  }
  return columns
}

/** A client's figure of a metric in the unit in which it is compared. */
function figureOf({ name, key, units }: Column): SQL {
  const unit = sql.join(
    units.map((one) => sql`${one}`),
    sql`, `,
  )
  const factor = sql.raw(units.includes(money) ? `case unit when '${money}' then 1 else 10000 end` : '1')
  return sql`max(value * ${factor}) filter (where metric = ${key} and unit in (${unit})) as ${name}`
}

/** What a version says of a row of values: the weights that are met and given, and a bit for each line not met. */
function scoreOf(criteria: Criteria, columns: ReadonlyMap<string, Column>) {
  const lines = criteria.lines.map(({ key, unit, comparison, threshold, weight }, bit) => {
    const column = columns.get(`${key} ${kindOf(unit)}`)
    if (!column) throw new Error(`no column for ${key}`)
    const limit = sql`${convert(threshold, unit, kindOf(unit)) ?? threshold}::numeric`
    const met = comparison === 'at_least' ? sql`${column.name} >= ${limit}` : sql`${column.name} <= ${limit}`
    const counts = sql`${weight}::numeric`
    return {
      met: sql`case when ${met} then ${counts} else 0 end`,
      given: sql`case when ${column.name} is null then 0 else ${counts} end`,
      unmet: sql`case when ${met} or ${column.name} is null then 0 else ${1 << bit}::int end`,
    }
  })
  const sum = (part: 'met' | 'given' | 'unmet') =>
    sql.join([sql`0`, ...lines.map((line) => sql`(${line[part]})`)], sql` + `)
  return { met: sum('met'), given: sum('given'), unmet: sum('unmet') }
}

/** `meets`, `below` or `undecided`, as `standingUnder` has it, from the weights that are met and given. */
function standing(criteria: Criteria, met: SQL, given: SQL): SQL {
  const total = criteria.lines.reduce((sum, { weight }) => sum + weight, 0)
  if (total === 0) return sql`'undecided'`
  const needed = sql`${total}::numeric * ${criteria.passShare}::numeric / 100`
  return sql`case when ${met} >= ${needed} then 'meets'
    when ${met} + ${total}::numeric - ${given} < ${needed} then 'below' else 'undecided' end`
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
  const columns = columnsOf([before, tried])
  if (columns.size === 0) return nothing
  const was = scoreOf(before, columns)
  const is = scoreOf(tried, columns)
  const list = (parts: readonly SQL[]) => sql.join([...parts], sql`, `)
  const [row] = await tx.execute<{ found: Found }>(sql`
    with held as (
      select client_id, ${list([...columns.values()].map(figureOf))}
      from client_figures
      where newest and metric in (${list([...columns.values()].map(({ key }) => sql`${key}`))})
      group by client_id
    ), score as (
      select client_id, ${was.met} as met_before, ${was.given} as given_before,
        ${is.met} as met_after, ${is.given} as given_after, ${is.unmet} as unmet
      from held
    ), judged as (
      select score.*, c.code, c.short_name, c.tier, c.industry, c.state, c.lead_unit_id,
        ${standing(before, sql`met_before`, sql`given_before`)} as now,
        ${standing(tried, sql`met_after`, sql`given_after`)} as then
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
        select kind, code, short_name as client, tier, branch, industry, met_before, met_after, unmet
        from named order by array_position(${sql.raw(`array[${dryRunKinds.map((kind) => `'${kind}'`).join(', ')}]`)}, kind), code
        limit ${limit}) r)
    ) as found`)
  if (!row) throw new Error('a dry run found nothing at all')
  return resultOf(row.found, before, tried)
}

const nothing: DryRunResult = { clients: 0, withFigures: 0, total: {}, branches: [], industries: [], rows: [] }

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
  readonly unmet: number
}

function resultOf(found: Found, before: Criteria, tried: Criteria): DryRunResult {
  const { clients, withFigures } = found
  const branches = grouped(found.branches ?? [])
  const rows = (found.rows ?? []).map(({ met_before, met_after, unmet, ...row }) => ({
    ...row,
    before: share(met_before, before),
    after: share(met_after, tried) ?? 0,
    unmet: tried.lines.filter((_, bit) => (unmet >> bit) & 1).map(({ key }) => key),
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
