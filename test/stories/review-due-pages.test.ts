import { sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { testBot } from '../support/bot.ts'
import { shown } from '../support/gestures.ts'

const bot = await testBot()

test('/review due: 23 clients on two pages, each once', async () => {
  await bot.database.db.execute(sql`
    insert into clients (code, short_name, legal_name, region, industry, short_name_key, legal_name_key, state, tier, category,
      lead_unit_id, designated_at, next_review_on)
    select 'K' || n, '客户' || (100 + n), '客户' || n, '深圳', '制造', 'k' || n, 'k' || n, 'designated', 'regional',
      'regional_group', ${bot.bank.unit.futian}, now(), current_date + 5 + n / 10
    from generate_series(1, 23) n`)
  const officer = bot.as('corporateOfficer')
  await officer.command('/review due')
  const first = await shown(bot, 'corporateOfficer', '客户101', '[下一页]')
  await officer.click(first, { text: '下一页' })
  const second = await shown(bot, 'corporateOfficer', '客户123')
  const names = [first, second].flatMap((message) => officer.render(message).match(/客户1\d\d/g) ?? [])
  expect(names).toHaveLength(23)
  expect(new Set(names).size).toBe(23)
  expect(officer.render(second)).not.toContain('下一页')
})
