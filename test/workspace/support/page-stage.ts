import type { Browser, Page } from 'playwright-core'
import { startWorkspace, type Workspace } from '../../../src/workspace/workspace.ts'
import { openBrowser } from '../../support/browser.ts'
import { createSocketBot } from './bot.ts'
import { cardBlocks, teachPageBot } from './page-bot.ts'

/** A workspace with a bot, three people, one channel, and a browser to look at it. */
export interface Stage {
  workspace: Workspace
  wang: string
  li: string
  smith: string
  channel: string
  /** Each accepted submission's `state.values`. */
  submitted: unknown[]
  /** A tab of its own browser profile; `place` is what stands after `?`. Errors in the page end up in `faults`. */
  open(place: string, options?: { locale?: string; base?: string }): Promise<Page>
  /** Ends what `open` opened: a tab left behind would go on reading as its person. */
  closeTabs(): Promise<void>
  postCard(): Promise<string>
  faults: string[]
  close(): Promise<void>
}

const commands = [
  { command: '/form', description: '填一张登记表', usageHint: '[名称]' },
  { command: '/redrawn', description: '会变的表' },
  { command: '/mute', description: '没有人回应' },
]

/** Sets everything up. */
export async function openStage(): Promise<Stage> {
  const workspace = await startWorkspace({ teamName: '演示工作区', appName: '小助手', commands })
  const [wang, li, smith] = addPeople(workspace)
  const submitted: unknown[] = []
  const bot = createSocketBot(workspace)
  teachPageBot(bot, workspace, submitted)
  await bot.start()
  const made = await bot.client.conversations.create({ name: 'team-one', is_private: true })
  const channel = made.channel?.id as string
  await bot.client.conversations.invite({ channel, users: [wang, li].join(',') })
  await bot.client.conversations.setTopic({ channel, topic: '一号小组' })
  const browser = await openBrowser()
  const faults: string[] = []
  return {
    workspace,
    wang,
    li,
    smith,
    channel,
    submitted,
    faults,
    open: (place, { locale = 'zh-CN', base = workspace.url } = {}) =>
      openPage(browser, faults, `${base}/${place}`, locale),
    async closeTabs() {
      await Promise.all(browser.contexts().map((context) => context.close()))
    },
    async postCard() {
      const posted = await bot.client.chat.postMessage({ channel, text: '待办', blocks: cardBlocks() as never })
      return posted.ts as string
    },
    async close() {
      await browser.close()
      await bot.stop()
      await workspace.stop()
    },
  }
}

function addPeople(workspace: Workspace): [string, string, string] {
  const base = [
    { realName: '王小明', email: 'wang@bank.example', title: '福田支行 主办客户经理', locale: 'zh-CN' },
    { realName: '李建国', email: 'li@bank.example', title: '深圳分行 行长', locale: 'zh-CN' },
    { realName: 'Ann Smith', email: 'smith@bank.example', title: 'Head office', locale: 'en-US', tz: 'Europe/London' },
  ]
  const crowd = Array.from({ length: 60 }, (_, index) => ({
    realName: `职员${index}`,
    email: `staff${index}@bank.example`,
    title: `第${index}支行`,
  }))
  const users = workspace.addUsers([...base, ...crowd]).map((user) => user.id)
  workspace.suggestPeople(users.slice(0, 2))
  return users.slice(0, 3) as [string, string, string]
}

async function openPage(browser: Browser, faults: string[], url: string, locale: string): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, locale })
  const page = await context.newPage()
  page.setDefaultTimeout(20_000)
  page.on('pageerror', (error) => faults.push(String(error)))
  page.on('console', (message) => {
    if (message.type() === 'error') faults.push(message.text())
  })
  await page.goto(url)
  return page
}

/** Chooses in a select of the page by its label: opens it, types, takes the line with this text. */
export async function choose(page: Page, label: string, typed: string, text: string): Promise<void> {
  await page.getByRole('combobox', { name: label }).first().click()
  if (typed) await page.getByRole('combobox', { name: `搜索 ${label}` }).fill(typed)
  await page.getByRole('option', { name: text }).first().click()
}
