import { expect, test } from 'vitest'
import { testBot } from '../support/bot.ts'
import { approve, channelOf, membersOf, recommend, routeOption, shown } from '../support/gestures.ts'

const bot = await testBot()

test('Art. 8(1): a regional client goes up to bank-wide and keeps its channel, reshaped', async () => {
  await recommend(bot, 'luohuManager', {
    client: '万科',
    route: routeOption.subBranchRecommends,
    category: 'regional_group',
  })
  await approve(bot, 'luohuPresident')
  await approve(bot, 'shenzhenPresident')
  const before = await channelOf(bot, 'luohuManager', '000002-sz')
  const luohu = bot.as('luohuManager')
  const card = await luohu.waitFor(() =>
    luohu.messages(before.id).find((message) => message.text === '万科A｜战略客户营销小组'),
  )
  expect(luohu.render(card)).toContain('级次：区域性战略客户')

  await recommend(bot, 'shenzhenOfficer', {
    client: '万科',
    route: routeOption.branchRecommends,
    category: 'nationwide_conglomerate',
    leadUnit: '罗湖',
  })
  await shown(bot, 'shenzhenPresident', '# 升级推荐 R-2｜万科A', '级次：区域性战略客户 → 全行性战略客户')
  await approve(bot, 'shenzhenPresident', '升级推荐')
  await approve(bot, 'corporateOfficer')
  const last = await approve(bot, 'president')
  expect(last.confirm?.text).toBe('同意后，万科A即升级为全行性战略客户，沿用原团队频道。此决定不可撤销。')
  await shown(bot, 'shenzhenOfficer', '万科A已升级为全行性战略客户（president 同意）')

  const after = await channelOf(bot, 'president', '000002-sz')
  expect(after.id).toBe(before.id)
  expect(after.topic).toBe('万科A｜全行性战略客户｜主办行：深圳罗湖区支行')
  expect(membersOf(bot, after)).toEqual([...membersOf(bot, before), 'president'])
  const cards = luohu.messages(before.id).filter((message) => message.text === '万科A｜战略客户营销小组')
  expect(cards.map((message) => message.ts)).toEqual([card.ts])
  const redrawn = luohu.render(cards[0])
  expect(redrawn).toContain('级次：全行性战略客户\n类别：全国性大型集团（第七条(二)）')
  expect(redrawn).toContain('总行行长：@president')
  expect(after.bookmarks).toHaveLength(1)
})
