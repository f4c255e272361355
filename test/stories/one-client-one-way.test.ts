import { expect, test } from 'vitest'
import { testBot } from '../support/bot.ts'
import { approve, fill, recommend, routeOption, shown, windowText } from '../support/gestures.ts'

const bot = await testBot()
const regional = { route: routeOption.subBranchRecommends, category: 'regional_group' }

test('a client on its way cannot be recommended beside it: the choice says so at once, the submission at the field', async () => {
  const number = await recommend(bot, 'luohuManager', { ...regional, client: '万科' })
  const obstacle = `万科A已在推荐途中：R-${number}，审批中。输入 /client 万科A 查看。`
  const form = await fill(bot, 'futianManager', { ...regional, client: '' })
  const [offered] = await bot.as('futianManager').suggest(form, { action_id: 'client' }, '万科')
  await bot.as('futianManager').select(form, { action_id: 'client' }, offered?.value ?? '')
  expect(await windowText(bot, 'futianManager', '⚠')).toContain(`⚠ ${obstacle}`)
  const refused = await bot.as('futianManager').submit()
  expect(refused.errors).toEqual({ client: obstacle })
  expect(bot.as('futianManager').render(refused.view)).toContain('推荐理由 *: 结算量大，行业地位突出')
  await bot.as('futianManager').close()
})

test('what exists is shown by /client, to whom it concerns', async () => {
  await bot.as('luohuPresident').command('/client 万科A')
  await shown(bot, 'luohuPresident', '状态：候选客户，尚未认定，在途推荐 R-1（审批中）')
})

test('a client that is strategic already cannot be recommended for the same tier or below', async () => {
  await approve(bot, 'luohuPresident')
  await approve(bot, 'shenzhenPresident')
  await shown(bot, 'luohuManager', '万科A已认定为区域性战略客户')
  await fill(bot, 'futianManager', { ...regional, client: '000002.SZ' })
  const refused = await bot.as('futianManager').submit()
  expect(refused.errors).toEqual({ client: '万科A已经是区域性战略客户。输入 /client 万科A 查看。' })
})
