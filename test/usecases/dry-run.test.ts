import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { compareForAll } from '../../db/queries/dry-run.ts'
import { insertFigures, newestFigures } from '../../db/queries/figures.ts'
import { type Criteria, criteriaSchema, standingUnder, valuesFor } from '../../src/domain/criteria/criteria.ts'
import { type SmallBank, smallBank } from '../support/bank.ts'
import { testDatabase } from '../support/database.ts'

const database = await testDatabase()
const now = new Date('2026-11-25T02:00:00Z')
let bank: SmallBank

beforeAll(async () => {
  bank = await smallBank(database)
})

const figure = (
  clientId: number,
  metric: string,
  periodEnd: string,
  value: number,
  unit = 'ten_thousand_yuan' as const,
) => ({
  clientId,
  metric,
  period: periodEnd.slice(0, 7),
  periodEnd,
  value,
  unit,
  source: '年报',
  enteredBy: null,
})

function versions(threshold: number, passShare: number, weights: readonly number[]): Criteria {
  return criteriaSchema.parse({
    passShare,
    lines: weights.map((weight, index) => ({
      key: `m${index}`,
      name: { zh: `指标${index}`, en: `m${index}` },
      unit: index % 2 === 0 ? 'hundred_million_yuan' : 'ten_thousand_yuan',
      comparison: index % 3 === 2 ? 'at_most' : 'at_least',
      threshold: index % 2 === 0 ? threshold / 10_000 : threshold,
      weight,
    })),
  })
}

test('the newest figure is of the latest period and the last word on it, in whatever order they come', async () => {
  const { cimc } = bank.client
  await database.db.transaction(async (tx) => {
    await insertFigures(tx, [figure(cimc, 'a', '2026-09-30', 3), figure(cimc, 'a', '2026-06-30', 2)], now)
    await insertFigures(tx, [figure(cimc, 'a', '2026-03-31', 1)], now)
    expect((await newestFigures(tx, cimc)).get('a')).toMatchObject({ value: 3, period: '2026-09' })
    await insertFigures(tx, [figure(cimc, 'a', '2026-09-30', 3.5)], now)
    expect((await newestFigures(tx, cimc)).get('a')).toMatchObject({ value: 3.5 })
  })
  expect((await database.sql`select count(*)::int n from client_figures where client_id = ${cimc}`)[0]?.n).toBe(4)
})

test('the statement over all clients and the rule for one say the same', async () => {
  const ids = Object.values(bank.client)
  const values = fc.array(fc.array(fc.option(fc.integer({ min: 0, max: 40 })), { minLength: 4, maxLength: 4 }), {
    minLength: 3,
    maxLength: 3,
  })
  const weights = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 4 })
  const share = fc.integer({ min: 1, max: 100 })
  const threshold = fc.integer({ min: 0, max: 40 })
  const run = fc.asyncProperty(values, weights, weights, share, share, threshold, threshold, async (given, ...rest) => {
    const [w1, w2, s1, s2, t1, t2] = rest
    await database.sql`delete from client_figures`
    await database.sql`update clients set state = 'designated', tier = 'regional', category = 'regional_group',
      lead_unit_id = ${bank.unit.futian}, designated_at = now() where id <> ${ids[2] ?? 0}`
    const [before, tried] = [versions(t1, s1, w1), versions(t2, s2, w2)]
    const found = await database.db.transaction(async (tx) => {
      const figures = given.flatMap((row, client) =>
        row.flatMap((value, index) =>
          value === null ? [] : [figure(ids[client] ?? 0, `m${index}`, '2026-09-30', value)],
        ),
      )
      await insertFigures(tx, figures, now)
      const expected: string[] = []
      for (const id of ids) {
        const figuresOf = await newestFigures(tx, id)
        if (figuresOf.size === 0) continue
        const was = standingUnder(before, valuesFor(before, figuresOf))
        const is = standingUnder(tried, valuesFor(tried, figuresOf))
        if (id === ids[2]) {
          if (is === 'meets' && was !== 'meets') expected.push('rises')
        } else if (is === 'below') expected.push(was === 'below' ? 'stays_below' : 'falls')
        else if (was === 'below') expected.push('recovers')
      }
      const result = await compareForAll(tx, 'regional', before, tried, 10)
      return { expected: expected.sort(), got: result.rows.map(({ kind }) => kind).sort(), result }
    })
    // A client whose figures are all of metrics that neither version asks for is known to neither.
    expect(found.got).toEqual(found.expected)
    expect(Object.values(found.result.total).reduce((sum, n) => sum + n, 0)).toBe(found.got.length)
  })
  await fc.assert(run, { numRuns: 60 })
}, 120_000)

test('counts by branch and industry; what a client does not meet is named, a missing figure is not', async () => {
  const { cimc, vanke, boe } = bank.client
  await database.sql`delete from client_figures`
  await database.sql`update clients set state = 'candidate', tier = null, category = null, designated_at = null, lead_unit_id = null where id = ${boe}`
  const before = versions(10, 100, [1, 1])
  const tried = versions(20, 100, [1, 1])
  const result = await database.db.transaction(async (tx) => {
    await insertFigures(
      tx,
      [
        figure(cimc, 'm0', '2026-09-30', 15),
        figure(vanke, 'm0', '2026-09-30', 5),
        figure(boe, 'm0', '2026-09-30', 30),
        figure(boe, 'm1', '2026-09-30', 30),
      ],
      now,
    )
    return compareForAll(tx, 'regional', before, tried, 1)
  })
  expect(result).toMatchObject({
    clients: 2,
    withFigures: 2,
    total: { falls: 1, stays_below: 1 },
    branches: [{ name: '深圳分行', counts: { falls: 1, stays_below: 1 } }],
    industries: [{ name: '制造', counts: { falls: 1, stays_below: 1 } }],
  })
  expect(result.rows).toEqual([
    {
      kind: 'falls',
      code: '000039.SZ',
      client: '中集集团',
      tier: 'regional',
      branch: '深圳分行',
      industry: '制造',
      before: 50,
      after: 0,
      unmet: ['m0'],
    },
  ])
})
