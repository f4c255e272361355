import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { missingBrowser } from '../support/browser.ts'
import { openStage, type Stage } from './support/page-stage.ts'

const missing = missingBrowser()
const day = 86_400_000

describe.skipIf(missing !== null)(`the page’s drawer of switches${missing ? ` (${missing})` : ''}`, () => {
  let stage: Stage

  beforeAll(async () => {
    stage = await openStage()
  })
  afterEach(async () => {
    await stage.closeTabs()
    stage.workspace.faults.clear()
    stage.workspace.deliveryFaults.clear()
    expect(stage.faults).toEqual([])
  })
  afterAll(() => stage?.close())

  async function openSwitches(): Promise<Page> {
    const page = await stage.open(`?as=${stage.wang}&in=${stage.channel}`)
    await page.getByRole('button', { name: '工作区开关' }).click()
    await page.getByRole('heading', { name: '工作区规则' }).waitFor()
    return page
  }

  it('adds a fault of calls, shows what is left of it, and takes it back', async () => {
    const page = await openSwitches()
    const form = page.getByRole('form', { name: '添加调用故障' })
    await form.getByLabel('方法').fill('chat.postMessage')
    await form.getByLabel('故障').selectOption({ label: '返回错误' })
    await form.getByLabel('次数').fill('2')
    await form.getByLabel('错误代码').fill('channel_not_found')
    await page.keyboard.press('Enter')
    const line = page.getByRole('list', { name: '生效中的调用故障' }).getByRole('listitem')
    await line.getByText('还剩 2 次').waitFor()
    expect(stage.workspace.faults.list()).toMatchObject([
      { method: 'chat.postMessage', kind: 'error', count: 2, error: 'channel_not_found' },
    ])
    await expect(stage.postCard()).rejects.toThrow('channel_not_found')
    await line.getByText('还剩 1 次').waitFor()
    await line.getByRole('button', { name: '移除：chat.postMessage 返回错误' }).click()
    await line.waitFor({ state: 'detached' })
    expect(stage.workspace.faults.list()).toEqual([])
    await stage.postCard()
  })

  it('gives each kind its own fields, and nothing that the kind does not know', async () => {
    const page = await openSwitches()
    const form = page.getByRole('form', { name: '添加调用故障' })
    const add = form.getByRole('button', { name: '添加调用故障' })
    await form.getByLabel('错误代码').fill('fatal_error')
    await form.getByLabel('故障').selectOption({ label: '延迟后正常处理' })
    await form.getByLabel('延迟（毫秒）').fill('50')
    await form.getByLabel('次数').fill('')
    await form.getByLabel('命中比例').fill('25')
    await add.click()
    const list = page.getByRole('list', { name: '生效中的调用故障' })
    await list.getByText('延迟后正常处理 · 50 ms · 25 %').waitFor()
    await list.getByText('一直生效').waitFor()
    await form.getByLabel('故障').selectOption({ label: '限流（429）' })
    await form.getByLabel('多少秒后重试').fill('9')
    await form.getByLabel('命中比例').fill('')
    await form.getByLabel('次数').fill('0')
    await add.click()
    // The browser itself holds back a count that is no count.
    expect(await form.getByLabel('次数').evaluate((node: HTMLInputElement) => node.validity.rangeUnderflow)).toBe(true)
    await form.getByLabel('次数').fill('3')
    await add.click()
    await list.getByText('限流（429） · 9 s').waitFor()
    expect(stage.workspace.faults.list()).toMatchObject([
      { method: '*', kind: 'delay', ms: 50, probability: 0.25, count: Number.POSITIVE_INFINITY },
      { method: '*', kind: '429', retryAfter: 9, count: 3 },
    ])
    expect(stage.workspace.faults.list().some((fault) => 'error' in fault)).toBe(false)
  })

  it('loses a delivery, and the person sees that nobody answers', async () => {
    await stage.postCard()
    const page = await openSwitches()
    const form = page.getByRole('form', { name: '添加投递故障' })
    await form.getByLabel('投递内容的开头').fill('block_actions')
    await form.getByRole('button', { name: '添加投递故障' }).click()
    const line = page.getByRole('list', { name: '生效中的投递故障' }).getByRole('listitem')
    await line.getByText('丢失，不送达').waitFor()
    await page.getByRole('button', { name: '更多操作' }).last().click()
    await page.getByRole('menuitem', { name: '提问' }).click()
    await page.getByText('连接出现问题，请重试。').waitFor()
    await line.waitFor({ state: 'detached' })
    expect(stage.workspace.log.deliveries('block_actions').at(-1)).toMatchObject({ outcome: 'no_answer' })
    await form.getByLabel('故障').selectOption({ label: '迟到，被后来的超过' })
    await form.getByLabel('被几条超过').fill('2')
    await form.getByRole('button', { name: '添加投递故障' }).click()
    await line.getByText('被几条超过 2').waitFor()
    expect(stage.workspace.deliveryFaults.list()).toMatchObject([{ kind: 'late', behind: 2, count: 1 }])
    await page.getByRole('button', { name: '全部清除' }).click()
    await line.waitFor({ state: 'detached' })
    expect(stage.workspace.deliveryFaults.list()).toEqual([])
  })

  it('sets the rules, and says so when one cannot be', async () => {
    const page = await openSwitches()
    await page.getByRole('checkbox', { name: '应用可以创建私有频道' }).uncheck()
    await expect.poll(() => stage.workspace.rules.mayCreatePrivate).toBe(false)
    const minute = page.getByLabel('工作区每分钟消息数')
    for (const [typed, value] of [
      ['30', 30],
      ['', null],
    ] as const) {
      await minute.fill(typed)
      await page.keyboard.press('Tab')
      await expect.poll(() => stage.workspace.rules.postsPerMinute).toBe(value)
    }
    const burst = page.getByLabel('每个频道可连发的消息数')
    await burst.fill('0')
    await page.keyboard.press('Tab')
    await page.getByText('这个值不可用，没有改动。').waitFor()
    await expect.poll(() => burst.inputValue()).toBe('4')
    expect(stage.workspace.rules.postBurst).toBe(4)
    // Reading the switches again leaves alone what is half typed.
    await burst.fill('7')
    stage.workspace.travel(1000)
    await page.waitForResponse((response) => response.url().endsWith('/page-api/switches'))
    expect(await burst.inputValue()).toBe('7')
    await page.keyboard.press('Tab')
    await expect.poll(() => stage.workspace.rules.postBurst).toBe(7)
    await page.getByLabel('应用令牌').selectOption({ label: '已撤销' })
    await expect.poll(() => stage.workspace.rules.tokenState).toBe('token_revoked')
    await page.getByText('这个值不可用').waitFor({ state: 'detached' })
    await page.getByLabel('应用令牌').selectOption({ label: '有效' })
    await expect.poll(() => stage.workspace.rules.tokenState).toBe('valid')
    await page.getByRole('checkbox', { name: '应用可以创建私有频道' }).check()
    await expect.poll(() => stage.workspace.rules.mayCreatePrivate).toBe(true)
  })

  it('travels in time, forward only', async () => {
    const page = await openSwitches()
    const time = page.getByRole('region', { name: '时间' })
    const ahead = () => stage.workspace.now() - Date.now()
    const steps = [
      ['+1 小时', day / 24],
      ['+1 天', day],
      ['+7 天', 7 * day],
    ] as const
    for (const [name, ms] of steps) {
      const before = ahead()
      await time.getByRole('button', { name }).click()
      await expect.poll(() => Math.round((ahead() - before) / 1000)).toBe(ms / 1000)
    }
    await time.getByText('比本机快 8 天 1 小时').waitFor()
    await time.getByLabel('前往时刻').fill('2001-01-01T09:00')
    await page.keyboard.press('Enter')
    await time.getByText('请选择晚于工作区时间的时刻。').waitFor()
    const year = new Date().getFullYear() + 1
    await time.getByLabel('前往时刻').fill(`${year}-03-02T09:30`)
    await time.getByRole('button', { name: '前往', exact: true }).click()
    await time.getByText(`${year}年3月2日`).waitFor()
    expect(Math.abs(stage.workspace.now() - Date.parse(`${year}-03-02T09:30+08:00`))).toBeLessThan(60_000)
    await time.getByText('请选择晚于').waitFor({ state: 'detached' })
  })

  it('opens and closes by the keyboard, and is written in English too', async () => {
    const page = await stage.open(`?as=${stage.smith}`, { locale: 'en-GB' })
    const button = page.getByRole('button', { name: 'Switches' })
    // The composer takes the focus when it comes.
    await page.getByRole('textbox').first().waitFor()
    await button.press('Enter')
    const drawer = page.getByRole('region', { name: 'Switches' })
    await drawer.getByRole('heading', { name: 'Rules of the workspace' }).waitFor()
    expect(await drawer.evaluate((node) => node === document.activeElement)).toBe(true)
    expect(await drawer.textContent()).not.toMatch(/\p{Script=Han}/u)
    await page.keyboard.press('Tab')
    await page.keyboard.press('Tab')
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('+1 hour')
    await page.keyboard.press('Escape')
    await drawer.waitFor({ state: 'detached' })
    expect(await button.evaluate((node) => node === document.activeElement)).toBe(true)
  })
})
