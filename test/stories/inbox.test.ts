import { expect, test } from 'vitest'
import { testBot } from '../support/bot.ts'
import { approve, giveVerdict, recommend, routeOption, shown, window, windowText } from '../support/gestures.ts'

let at = Date.parse('2026-11-25T01:00:00Z')
const bot = await testBot({ clock: { now: () => new Date(at) }, english: ['president'] })
const regional = { route: routeOption.subBranchRecommends, category: 'regional_group' }
const hour = 3_600_000

test('/approvals: what waits for me, what I started, what I decided, each with its age', async () => {
  await recommend(bot, 'luohuManager', { ...regional, client: '万科' })
  at += 5 * hour
  await recommend(bot, 'luohuManager', { ...regional, client: '京东方' })
  await approve(bot, 'luohuPresident', '京东方')
  await shown(bot, 'shenzhenPresident', '京东方A', '[同意]')
  at += 3 * 24 * hour

  const president = bot.as('luohuPresident')
  await president.command('/approvals')
  const inbox = await windowText(bot, 'luohuPresident', '== 审批事项 ==')
  expect(inbox.split('\n').slice(1, 4)).toEqual([
    '等我办理（1）',
    'R-1 万科A',
    '区域性战略客户 · 支行行长审核，已等 3 天 · 还有 1 个工作日 · luohuManager 推荐 [办理]',
  ])
  expect(inbox).toContain('我发起的（0）\n暂无')
  expect(inbox).toContain('我决定过的（1）\nR-2 京东方A\n区域性战略客户 · 审批中 · 我的决定：同意（3 天前） [查看]')
  await president.close()

  await bot.as('luohuManager').command('/approvals')
  const own = await windowText(bot, 'luohuManager', '我发起的（2）')
  expect(own).toContain('R-2 京东方A\n区域性战略客户 · 待分行认定，已等 3 天 [查看]')
  await bot.as('luohuManager').close()
})

test('deciding from the window is deciding: the same rules, and every card is redrawn', async () => {
  const president = bot.as('luohuPresident')
  await president.command('/approvals')
  await president.click(await window(bot, 'luohuPresident', 'inbox_card'), { action_id: 'inbox_card' })
  const card = await windowText(bot, 'luohuPresident', '万科A', '[同意]', '[退回补充]')
  expect(card).toContain('推荐理由')
  await president.click(await window(bot, 'luohuPresident', 'recommendation_approve'), {
    action_id: 'recommendation_approve',
  })
  await windowText(bot, 'luohuPresident', '待分行认定（深圳分行）')
  await president.close(true)
  await shown(bot, 'luohuManager', '万科A', '待分行认定（深圳分行）')
  await shown(bot, 'shenzhenPresident', '万科A', '[同意]')
})

test('App Home holds the same lists under who I am, and is drawn anew at a press', async () => {
  const branch = bot.as('shenzhenPresident')
  await branch.openHome()
  const home = await branch.waitFor(() => branch.home())
  const text = branch.render(home)
  expect(text).toMatch(
    /^# shenzhenPresident，您好\n岗位：分行行长（深圳分行）\n\[推荐客户\] \[刷新\] \[代理安排\]\n等我办理（2）/,
  )
  expect(text.indexOf('R-2 京东方A')).toBeLessThan(text.indexOf('R-1 万科A'))

  await giveVerdict(bot, 'shenzhenPresident', 'reject', '产能过剩', '京东方')
  await shown(bot, 'luohuManager', '京东方A的推荐被 shenzhenPresident 否决')
  await branch.click(home, { text: '刷新' })
  await branch.waitFor(() => {
    const now = branch.home()
    return now && branch.render(now).includes('等我办理（1）') && branch.render(now).includes('我的决定：否决')
  })
})

test('an English reader has the inbox in English, with ASCII signs', async () => {
  const president = bot.as('president')
  await president.command('/approvals')
  const inbox = await windowText(bot, 'president', 'Waiting for me (0)')
  expect(inbox).toBe(
    [
      '== Approvals ==',
      'Waiting for me (0)',
      'Nothing at present',
      '----',
      'Started by me (0)',
      'Nothing at present',
      '----',
      'Decided by me (0)',
      'Nothing at present',
      '(Close)',
    ].join('\n'),
  )
})
