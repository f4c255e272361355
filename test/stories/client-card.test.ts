import { expect, test } from 'vitest'
import { insertClient } from '../../db/queries/client.ts'
import { testBot } from '../support/bot.ts'
import { approve, channelOf, recommend, routeOption, shown } from '../support/gestures.ts'

const bot = await testBot({ english: ['beijingPresident'] })

test('/client NAME: the client, its team by seat, criteria and channel, for the team and whoever is above', async () => {
  await recommend(bot, 'luohuManager', {
    client: '万科',
    route: routeOption.subBranchRecommends,
    category: 'regional_group',
    typed: { criterion_annual_revenue: '3431.8' },
  })
  await approve(bot, 'luohuPresident')
  await approve(bot, 'shenzhenPresident')
  const channel = await channelOf(bot, 'luohuManager', '000002-sz')

  for (const typed of ['万科A', '“万科”', '000002.sz', '万科企业股份有限公司']) {
    await bot.as('luohuManager').command(`/client ${typed}`)
    const card = await shown(bot, 'luohuManager', '团队频道：')
    const text = bot.as('luohuManager').render(card)
    expect(card.ephemeral).toBe(true)
    expect(text).toContain('# 万科A｜战略客户营销小组\n客户：万科企业股份有限公司（000002.SZ）\n级次：区域性战略客户')
    expect(text).toContain('类别：优质大中型集团（第九条(二)）')
    expect(text).toContain(`团队频道：#${channel.name}`)
    expect(text).toContain('营销小组（第十四条）\n主办客户经理：@luohuManager\n支行行长：@luohuPresident')
    expect(text).toContain('✓ 年营业收入（示例）：3,431.8 亿元，达标（不低于 10 亿元）')
  }
  await bot.as('shenzhenOfficer').command('/client 万科')
  await shown(bot, 'shenzhenOfficer', '# 万科A｜战略客户营销小组')
})

test('whom it does not concern is told whom to ask, in their language', async () => {
  await bot.as('beijingPresident').command('/client 万科')
  await shown(
    bot,
    'beijingPresident',
    'This client belongs to 深圳罗湖区支行; your post cannot see it. If you need to, please ask that unit’s president. (Art. 4)',
  )
})

test('a candidate is open to all staff; what is not there is said, with what to do', async () => {
  await bot.as('dongchengManager').command('/client 中集')
  await shown(bot, 'dongchengManager', '# 中集集团', '状态：候选客户，尚未认定')
  await bot.as('dongchengManager').command('/client 没有这家')
  await shown(bot, 'dongchengManager', '没有找到“没有这家”。', '可用 /recommend 推荐新客户')
  await bot.as('dongchengManager').command('/client')
  await shown(bot, 'dongchengManager', '用法：/client 名称 查看客户；/client find 关键字 查找客户。')
})

test('/client find pages through what it finds, and a press shows the card', async () => {
  await bot.database.db.transaction(async (tx) => {
    for (let number = 1; number <= 10; number++) {
      const name = `远航${String(number).padStart(2, '0')}`
      await insertClient(tx, { code: `Y${number}`, shortName: name, legalName: name, region: '深圳', industry: '航运' })
    }
  })
  const manager = bot.as('dongchengManager')
  await manager.command('/client ＦＩＮＤ 远航')
  const first = await shown(bot, 'dongchengManager', '“远航”的查找结果，第 1 至 8 个：')
  expect(manager.render(first)).toContain('还有更多')
  await manager.click(first, { text: '下一页' })
  const second = await shown(bot, 'dongchengManager', '“远航”的查找结果，第 9 至 10 个：')
  expect(manager.render(second)).not.toContain('[下一页]')
  const names = [first, second].flatMap((page) => manager.render(page).match(/远航\d\d(?= · )/g) ?? [])
  expect(new Set(names).size).toBe(10)

  const [view] = second.blocks.flatMap((block) => block.elements ?? []).filter((one) => one.action_id === 'client_show')
  await manager.click(second, { action_id: 'client_show', value: String(view?.value) })
  await shown(bot, 'dongchengManager', '# 远航', '状态：候选客户，尚未认定')
})
