import { expect, test } from 'vitest'
import { testBot } from '../support/bot.ts'
import { approve, cardsOf, channelOf, membersOf, recommend, routeOption, shown } from '../support/gestures.ts'

const bot = await testBot()

test('Art. 8(2): the corporate department begins, another officer of it decides, the head-office president approves', async () => {
  const number = await recommend(bot, 'corporateOfficer', {
    client: '京东方',
    route: routeOption.headOfficeInitiates,
    category: 'industry_leader',
    leadUnit: '东城',
  })
  await shown(bot, 'corporateOfficer2', '京东方A', '● 总行公司业务管理部审定', '[同意]')
  const own = await shown(bot, 'corporateOfficer', '京东方A', '[撤回]')
  expect(bot.as('corporateOfficer').render(own)).not.toContain('[同意]')
  expect(cardsOf(bot, number).map(({ key }) => key)).toEqual(['corporateOfficer', 'corporateOfficer2'])

  await approve(bot, 'corporateOfficer2')
  await approve(bot, 'president')
  const channel = await channelOf(bot, 'dongchengManager', '000725-sz')
  expect(membersOf(bot, channel)).toEqual([
    'dongchengManager',
    'dongchengPresident',
    'beijingPresident',
    'corporateOfficer',
    'corporateOfficer2',
    'president',
  ])
})
