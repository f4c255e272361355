import { expect, test } from 'vitest'
import { testBot } from '../support/bot.ts'
import {
  approve,
  cardsOf,
  channelOf,
  membersOf,
  recommend,
  routeOption,
  shown,
  windowText,
} from '../support/gestures.ts'

const bot = await testBot()
const regional = { route: routeOption.branchDesignates, category: 'regional_monopoly' }

test('Art. 10(1): what a branch officer begins, the branch president designates', async () => {
  await recommend(bot, 'shenzhenOfficer', { ...regional, client: '万科', leadUnit: '罗湖' })
  const last = await approve(bot, 'shenzhenPresident')
  expect(last.confirm?.title).toBe('确认作出最后决定？')
  await shown(bot, 'shenzhenOfficer', '万科A已认定为区域性战略客户（shenzhenPresident 同意）')
  const channel = await channelOf(bot, 'luohuManager', '000002-sz')
  expect(membersOf(bot, channel)).not.toContain('president')
  expect(membersOf(bot, channel)).toContain('luohuPresident')
})

test('four eyes: what the branch president begins, another officer of the branch decides, never the president', async () => {
  const number = await recommend(bot, 'shenzhenPresident', { ...regional, client: '京东方', leadUnit: '福田' })
  await shown(bot, 'shenzhenOfficer', '京东方A', '[同意]')
  expect(cardsOf(bot, number).map(({ key }) => key)).toEqual(['shenzhenOfficer', 'shenzhenPresident'])

  const president = bot.as('shenzhenPresident')
  const own = await shown(bot, 'shenzhenPresident', '京东方A', '[撤回]')
  expect(president.render(own)).not.toContain('[同意]')
  await president.command('/approvals')
  expect(await windowText(bot, 'shenzhenPresident', '我发起的（1）')).toContain('等我办理（0）')

  await approve(bot, 'shenzhenOfficer', '京东方')
  await shown(bot, 'shenzhenPresident', '京东方A已认定为区域性战略客户（shenzhenOfficer 同意）')
})
