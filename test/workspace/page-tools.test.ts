import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { missingBrowser } from '../support/browser.ts'
import { openStage, type Stage } from './support/page-stage.ts'

const missing = missingBrowser()

const shortcuts = [
  { type: 'global', callbackId: 'anywhere', name: '快捷登记', description: '打开一个窗口' },
  { type: 'global', callbackId: 'deaf', name: '没有人回应', description: '' },
  { type: 'message', callbackId: 'remember', name: '记下这条消息', description: '' },
  { type: 'message', callbackId: 'deaf', name: '没有人回应', description: '' },
] as const

/** A busy machine takes its time. */
const patience = { timeout: 20_000 }

const focused = (page: Page) =>
  page.evaluate(() => document.activeElement?.getAttribute('aria-label') || document.activeElement?.textContent || '')

describe.skipIf(missing !== null)(`shortcuts and a channel’s settings${missing ? ` (${missing})` : ''}`, () => {
  let stage: Stage

  beforeAll(async () => {
    stage = await openStage()
    stage.workspace.setShortcuts(shortcuts)
  })
  afterEach(async () => {
    await stage.closeTabs()
    expect(stage.faults).toEqual([])
  })
  afterAll(() => stage?.close())

  /** The channel, once its composer has taken the focus. */
  async function channelPage(): Promise<Page> {
    const page = await stage.open(`?as=${stage.wang}&in=${stage.channel}`)
    await expect.poll(() => focused(page), patience).toBe('发消息给 team-one')
    return page
  }

  it('runs a global shortcut by keyboard, and gives the focus back', async () => {
    const page = await channelPage()
    const button = page.getByRole('button', { name: '应用的快捷方式' })
    await button.focus()
    await page.keyboard.press('Enter')
    await page.getByRole('menu', { name: '应用的快捷方式' }).waitFor()
    await expect.poll(() => focused(page), patience).toContain('快捷登记')
    await page.keyboard.press('ArrowDown')
    await expect.poll(() => focused(page), patience).toBe('没有人回应')
    await page.keyboard.press('Escape')
    await page.getByRole('menu').waitFor({ state: 'detached' })
    await expect.poll(() => focused(page), patience).toBe('应用的快捷方式')
    await page.keyboard.press('Enter')
    await expect.poll(() => focused(page), patience).toContain('快捷登记')
    await page.keyboard.press('Enter')
    await page.getByRole('dialog', { name: '快捷登记' }).getByText('从任何地方').waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
  })

  it('runs a shortcut about a message, reached by Tab', async () => {
    stage.workspace.as(stage.li).say(stage.channel, '客户要一笔并购贷款')
    const page = await channelPage()
    const message = page.getByRole('listitem').filter({ hasText: '客户要一笔并购贷款' })
    await message.getByRole('button', { name: '在消息列中回复' }).focus()
    await page.keyboard.press('Tab')
    await expect.poll(() => focused(page), patience).toBe('对这条消息使用快捷方式')
    await page.keyboard.press('Enter')
    await expect.poll(() => focused(page), patience).toBe('记下这条消息')
    await page.keyboard.press('Enter')
    await page.getByRole('dialog', { name: '记下消息' }).getByText('关于：客户要一笔并购贷款').waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
  })

  it('says where the app did not answer a shortcut', async () => {
    stage.workspace.as(stage.li).say(stage.channel, '没有人理会')
    const page = await channelPage()
    const message = page.getByRole('listitem').filter({ hasText: '没有人理会' })
    await message.getByRole('button', { name: '对这条消息使用快捷方式' }).focus()
    await page.keyboard.press('Enter')
    await page.getByRole('menuitem', { name: '没有人回应' }).click()
    await message.getByRole('alert').waitFor()
    await page.getByRole('button', { name: '应用的快捷方式' }).click()
    await page.getByRole('menuitem', { name: '没有人回应' }).click()
    await expect.poll(() => page.getByRole('alert').count(), patience).toBe(2)
  })

  it('has no menu where the app has no shortcuts', async () => {
    stage.workspace.setShortcuts([])
    const page = await channelPage()
    expect(await page.getByRole('button', { name: '应用的快捷方式' }).count()).toBe(0)
    expect(await page.getByRole('button', { name: '对这条消息使用快捷方式' }).count()).toBe(0)
    stage.workspace.setShortcuts(shortcuts)
  })

  it('sets topic and description by keyboard; the others see it', async () => {
    const page = await channelPage()
    await page.getByRole('button', { name: '频道设置' }).focus()
    await page.keyboard.press('Enter')
    await page.getByLabel('主题', { exact: true }).getByRole('textbox').fill('二号小组')
    await page.keyboard.press('Enter')
    await page.getByRole('form', { name: '主题' }).getByText('已保存').waitFor()
    await page.getByRole('form', { name: '说明' }).getByRole('textbox').fill('只谈并购')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await page.getByRole('form', { name: '说明' }).getByText('已保存').waitFor()
    expect(stage.workspace.as(stage.li).conversation(stage.channel)).toMatchObject({
      topic: '二号小组',
      purpose: '只谈并购',
    })
    await page.getByText('应用已在频道中').waitFor()
  })

  it('makes a channel, renames only what one may, says why not, and invites the app into a channel made by hand', async () => {
    const page = await channelPage()
    await page.getByRole('button', { name: '频道设置' }).click()
    const name = page.getByRole('form', { name: '频道名称' })
    await name.getByRole('textbox').fill('team-two')
    await page.keyboard.press('Enter')
    await name.getByRole('alert').getByText('只有频道创建者和工作区管理员可以改名').waitFor()
    expect(await name.getByRole('textbox').inputValue()).toBe('team-two')

    const mine = await channelPage()
    await mine.getByRole('button', { name: '新建频道' }).focus()
    await mine.keyboard.press('Enter')
    const making = mine.getByRole('form', { name: '新建频道' })
    await making.waitFor()
    await mine.keyboard.type('team-one')
    await mine.keyboard.press('Enter')
    await making.getByRole('alert').getByText('已有同名频道').waitFor()
    await making.getByRole('textbox').fill('by-hand')
    await mine.keyboard.press('Enter')
    await mine.getByRole('heading', { name: 'by-hand', level: 1 }).waitFor()
    expect(stage.workspace.as(stage.wang).channel('by-hand').kind).toBe('private_channel')
    await mine.getByRole('button', { name: '频道设置' }).click()
    const box = mine.getByRole('form', { name: '频道名称' })
    await box.getByRole('textbox').fill('群！')
    await mine.keyboard.press('Enter')
    await box.getByRole('alert').getByText('名称只能用小写字母').waitFor()
    await box.getByRole('textbox').fill('team-three')
    await mine.keyboard.press('Enter')
    await mine.getByRole('heading', { name: 'team-three', level: 1 }).waitFor()
    await mine.getByRole('button', { name: '邀请应用加入' }).click()
    await mine.getByText('应用已在频道中').waitFor()
  })
})
