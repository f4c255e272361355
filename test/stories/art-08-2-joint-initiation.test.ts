import { expect, test } from 'vitest'
import { testBot } from '../support/bot.ts'
import { approve, cardsOf, recommend, routeOption, shown } from '../support/gestures.ts'

const bot = await testBot()

test('Art. 8(2): in a joint initiation the lead branch co-signs before head office decides', async () => {
  const number = await recommend(bot, 'corporateOfficer', {
    client: '中集',
    route: routeOption.jointInitiation,
    category: 'multinational_in_china',
    leadUnit: '福田',
  })
  await shown(bot, 'shenzhenPresident', '待分行行长会签（深圳分行）', '[同意]')
  expect(cardsOf(bot, number).map(({ key }) => key)).toEqual(['shenzhenPresident', 'corporateOfficer'])
  await approve(bot, 'shenzhenPresident')
  await shown(
    bot,
    'corporateOfficer',
    '已通过「分行行长会签」：shenzhenPresident 同意。下一步：总行公司业务管理部审定。',
  )
  await approve(bot, 'corporateOfficer2')
  await approve(bot, 'president')
  await shown(bot, 'corporateOfficer', '中集集团已认定为全行性战略客户（president 同意）')
})
