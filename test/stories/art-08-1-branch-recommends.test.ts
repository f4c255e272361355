import { expect, test } from 'vitest'
import { testBot } from '../support/bot.ts'
import { approve, recommend } from '../support/gestures.ts'

const bot = await testBot()

test('Art. 8(1): a client goes from /recommend to a seated team channel by buttons', async () => {
  await recommend(bot, 'futianManager', {
    client: '中集',
    route: '全行性战略客户｜分行推荐，总行认定（第八条(一)）',
    category: 'key_industry_front_runner',
  })
  await approve(bot, 'futianPresident')
  await approve(bot, 'shenzhenPresident')
  await approve(bot, 'corporateOfficer')
  await approve(bot, 'president')

  const manager = bot.as('futianManager')
  const channel = await manager.waitFor(() => manager.conversations().find((line) => line.kind === 'private_channel'))
  await bot.service.idle()
  expect(channel).toMatchObject({ name: 'sc-000039-sz-zhong-ji-ji-tuan' })
  const whole = manager.conversation(channel.id)
  const people = [
    'futianManager',
    'futianPresident',
    'shenzhenPresident',
    'corporateOfficer',
    'corporateOfficer2',
    'president',
  ] as const
  const expected = [...people.map((key) => bot.as(key).id), bot.workspace.botUserId].sort()
  expect(whole.members.map((member) => member.id).sort()).toEqual(expected)
})
