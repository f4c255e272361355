import { expect, test } from 'vitest'
import { testBot } from '../support/bot.ts'
import { approve, giveVerdict, recommend, routeOption, shown, windowText } from '../support/gestures.ts'

const bot = await testBot()
const long = `海外收入占六成。${'集装箱与能源化工并举，'.repeat(120)}以上。`

test('the whole record has every field in full, every decision with its reason, and the story in order', async () => {
  await recommend(bot, 'luohuManager', {
    client: '万科',
    route: routeOption.subBranchRecommends,
    category: 'regional_group',
    reason: long,
    typed: { criterion_annual_revenue: '3431.8', criterion_debt_ratio: '85' },
  })
  const card = await shown(bot, 'luohuPresident', '万科A', '[同意]')
  expect(bot.as('luohuPresident').render(card)).toContain('……全文见“完整记录”。')
  await approve(bot, 'luohuPresident')
  await giveVerdict(bot, 'shenzhenPresident', 'reject', '资产负债率过高')
  const notice = await shown(bot, 'luohuManager', '状态：已否决')

  await bot.as('luohuManager').click(notice, { action_id: 'recommendation_record' })
  const record = await windowText(bot, 'luohuManager', '全过程')
  expect(record).toContain(long)
  expect(record).toContain('认定标准对照（5 项中 1 项达标）')
  expect(record).toContain('✗ 资产负债率（示例）：85%，未达标（不高于 80%）')
  expect(record).toMatch(/第 1 轮 · 分行认定 · 否决：shenzhenPresident，.+\n资产负债率过高/)
  const story = record.slice(record.indexOf('全过程')).split('\n')
  expect(story.slice(1, 4).map((line) => line.split('　').slice(1).join('　'))).toEqual([
    'luohuManager　提交',
    'luohuPresident　同意（支行行长审核）',
    'shenzhenPresident　否决（分行认定）',
  ])
})

test('those above the unit that began it may read it; others are told whose it is', async () => {
  const [row] = await bot.database.sql`select max(id)::int as id from recommendations where state = 'rejected'`
  for (const [key, sees] of [
    ['shenzhenOfficer', true],
    ['corporateOfficer', true],
    ['futianManager', false],
    ['beijingPresident', false],
  ] as const) {
    await openRecord(key, Number(row?.id))
    const text = await windowText(bot, key, sees ? '全过程' : '未能办理')
    expect(text.includes('资产负债率过高'), key).toBe(sees)
    if (!sees) expect(text).toContain('这是深圳罗湖区支行的客户资料，您的岗位不能查看。')
  }
})

/** A button that somebody forwarded, as far as the bot can tell: the same press from another person's screen. */
async function openRecord(key: Parameters<typeof bot.as>[0], id: number): Promise<void> {
  const actor = bot.as(key)
  const direct = actor.dm()
  const posted = await fetch(`${bot.workspace.apiUrl}chat.postMessage`, {
    method: 'POST',
    headers: { authorization: `Bearer ${bot.workspace.botToken}`, 'content-type': 'application/json' },
    body: JSON.stringify({
      channel: direct.id,
      text: 'R',
      blocks: [
        {
          type: 'actions',
          elements: [
            {
              type: 'button',
              action_id: 'recommendation_record',
              value: String(id),
              text: { type: 'plain_text', text: 'R' },
            },
          ],
        },
      ],
    }),
  })
  expect(await posted.json()).toMatchObject({ ok: true })
  await actor.click(await shown(bot, key, '[R]'), { action_id: 'recommendation_record' })
}
