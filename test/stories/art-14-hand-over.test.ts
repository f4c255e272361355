import { beforeAll, expect, test } from 'vitest'
import { followOrganisation } from '../../src/usecases/follow-organisation.ts'
import { openDueReviews } from '../../src/usecases/open-due-reviews.ts'
import { testBot } from '../support/bot.ts'
import { approve, channelOf, recommend, routeOption, shown } from '../support/gestures.ts'

const bot = await testBot({ english: ['futianManager2'] })
const { sql } = bot.database
const { vanke } = bot.bank.client
const { deps } = bot

beforeAll(async () => {
  await recommend(bot, 'futianManager', {
    client: '万科',
    route: routeOption.subBranchRecommends,
    category: 'regional_group',
  })
  await approve(bot, 'futianPresident', '万科')
  await approve(bot, 'shenzhenPresident', '万科')
  await channelOf(bot, 'futianPresident', '000002-sz')
  await bot.service.idle()
})

const briefs = (key: 'futianManager' | 'futianManager2' | 'futianPresident') =>
  bot
    .as(key)
    .messages()
    .map((message) => bot.as(key).render(message))
    .filter((text) => text.includes('lead client manager of') || text.includes('接任'))

test('whoever takes over as lead client manager is told all about the client, in private and in their language', async () => {
  const { id: channelId } = await channelOf(bot, 'futianPresident', '000002-sz')
  const user = bot.workspace.addUser({ realName: '驻场顾问', email: 'x@y.example', kind: 'restricted' }).id
  bot.as('futianPresident').changeChannel(channelId, { do: 'invite', user })
  await shown(bot, 'futianManager', '驻场顾问', '[移出]')
  await sql`update people set left_on = current_date where employee_no = 'futianManager'`
  await followOrganisation(deps)
  const brief = await shown(bot, 'futianManager2', 'You are now lead client manager of 万科A', 'Sent to you alone')
  const text = bot.as('futianManager2').render(brief)
  expect(text).toContain('Before you: futianManager (left the bank)')
  expect(text).toContain('No recommendation or review is under way')
  expect(text).toMatch(/Dates ahead[\s\S]*review falls due/)
  expect(text).toMatch(/R-\d+, regional strategic client: submitted .*, designated \(/)
  expect(text).toMatch(/lead client manager: @futianManager2/i)
  expect(text).toContain('One person without a seat is in the channel')
  // The stranger waits for the successor's answer now.
  await shown(bot, 'futianManager2', 'Somebody without a seat', '驻场顾问', '[Remove]')
  expect(brief.conversationId.startsWith('D')).toBe(true)

  await bot.service.idle()
  await sql`select mark_units((select array_agg(id) from units))`
  await followOrganisation(deps)
  await bot.service.idle()
  expect(briefs('futianManager2')).toHaveLength(1)
  expect(briefs('futianPresident')).toHaveLength(0)
})

test('a review that is under way stands on top of the next one’s brief', async () => {
  const other = bot.bank.person.luohuManager
  await sql`update clients set next_review_on = current_date where id = ${vanke}`
  await openDueReviews(deps)
  await sql`update appointments set "to" = current_date where person_id = ${bot.bank.person.futianManager2}`
  await sql`insert into appointments (person_id, unit_id, position, "from")
    values (${other}, ${bot.bank.unit.futian}, 'client_manager', current_date)`
  await followOrganisation(deps)
  const brief = await shown(bot, 'luohuManager', '您接任万科A的主办客户经理', '只发给您本人')
  const text = bot.as('luohuManager').render(brief)
  expect(text).toContain('前任：futianManager2（岗位变动）')
  expect(text).toMatch(/正在办理[\s\S]*V-\d+ 复审：.*发起，进行中[\s\S]*接下来的日期/)
})
