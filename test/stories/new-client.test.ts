import { expect, test } from 'vitest'
import { testBot } from '../support/bot.ts'
import { approve, channelOf, fill, recommend, routeOption, shown, window, windowText } from '../support/gestures.ts'

const bot = await testBot()
const manager = bot.as('luohuManager')
const regional = { route: routeOption.subBranchRecommends, category: 'other_growing' }
const typed = { industry: '机器人', region: '深圳' }

test('a name that looks like one of the register is not taken for a new client before the person says so', async () => {
  const begun = await fill(bot, 'luohuManager', { ...regional, client: '', typed })
  await manager.select(begun, { action_id: 'client' }, '万　科企业有限公司')
  await windowText(bot, 'luohuManager', '新客户：万　科企业有限公司', '登记中的相近名称：万科A（000002.SZ）')
  const refused = await manager.submit()
  expect(refused.errors?.client).toBe(
    '登记中已有相近名称：万科A 000002.SZ。如是同一家请直接选用；确非同一家，请勾选“确认是新客户”。',
  )
  await manager.select(await window(bot, 'luohuManager', 'surelyNew'), { action_id: 'surelyNew' }, ['yes'])
  expect((await manager.submit()).closed).toBe(true)
  await shown(bot, 'luohuPresident', '万　科企业有限公司', '[同意]')
})

test('the register’s own client is offered by any way of writing it', async () => {
  await manager.command('/recommend')
  const form = await window(bot, 'luohuManager', '"client"')
  for (const written of ['万科', ' 万 科 ', '000002', '０００００２．ＳＺ', '万科企业股份有限公司', '“万科”']) {
    const offered = await manager.suggest(form, { action_id: 'client' }, written)
    expect(
      offered.map((option) => option.label),
      written,
    ).toContain('万科A（000002.SZ）')
  }
  await manager.close()
})

test('a client that the register does not have is entered with the recommendation, and gets a channel by its code', async () => {
  const number = await recommend(bot, 'luohuManager', { ...regional, client: '启明机器人', typed })
  const code = `C${String(number).padStart(6, '0')}`
  await shown(
    bot,
    'luohuPresident',
    `# 推荐上报 R-${number}｜启明机器人`,
    `客户：启明机器人（${code}）`,
    '行业：机器人',
  )
  await approve(bot, 'luohuPresident', '启明机器人')
  await approve(bot, 'shenzhenPresident', '启明机器人')
  const channel = await channelOf(bot, 'luohuManager', code.toLowerCase())
  expect(channel.name).toBe(`sc-${code.toLowerCase()}-qi-ming-ji-qi-ren`)
})
