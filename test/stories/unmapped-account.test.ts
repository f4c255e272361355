import { expect, test } from 'vitest'
import { testBot } from '../support/bot.ts'

const bot = await testBot()
const stranger = bot.workspace.addUser({
  name: 'stranger',
  realName: '陌生人',
  email: 'stranger@elsewhere.example',
  locale: 'zh-CN',
})
const foreigner = bot.workspace.addUser({
  name: 'foreigner',
  realName: 'Foreigner',
  email: 'foreigner@elsewhere.example',
  locale: 'en-GB',
})

test('somebody whom the bank does not know is told whom to ask, by name, whatever they try', async () => {
  const actor = bot.workspace.as(stranger.id)
  const said = '您的 Slack 账号还没有对应到本行员工，请联系系统管理员：administrator。'
  for (const command of ['/recommend 中集', '/approvals']) {
    await actor.command(command)
    const view = await actor.waitFor(() => {
      const top = actor.view()
      return top && actor.render(top).includes(said) ? top : null
    })
    expect(actor.render(view)).toContain('== 未能办理 ==')
    await actor.close()
  }
  await actor.command('/client 中集')
  const told = await actor.waitFor(() => actor.ephemerals().find((message) => actor.render(message).includes(said)))
  expect(actor.render(told)).not.toContain('中国国际海运')
  await actor.openHome()
  await actor.waitFor(() => {
    const home = actor.home()
    return home && actor.render(home).includes(said)
  })
  const drafts = await bot.database.sql`select id from recommendations`
  expect(drafts).toEqual([])
})

test('in English where their Slack is', async () => {
  const actor = bot.workspace.as(foreigner.id)
  await actor.command('/client 中集')
  await actor.waitFor(() =>
    actor
      .ephemerals()
      .find((message) =>
        actor
          .render(message)
          .includes(
            'Your Slack account is not matched to a member of staff yet. Please ask an administrator: administrator.',
          ),
      ),
  )
})
