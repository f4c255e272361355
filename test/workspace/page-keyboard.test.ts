import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { missingBrowser } from '../support/browser.ts'
import { openStage, type Stage } from './support/page-stage.ts'

const missing = missingBrowser()

/** What the focus is on: its accessible name, or what it says. */
const focused = (page: Page) =>
  page.evaluate(() => {
    const node = document.activeElement
    return node?.getAttribute('aria-label') || node?.textContent || node?.tagName || ''
  })

describe.skipIf(missing !== null)(`the page by keyboard alone${missing ? ` (${missing})` : ''}`, () => {
  let stage: Stage

  beforeAll(async () => {
    stage = await openStage()
  })
  afterEach(async () => {
    await stage.closeTabs()
    expect(stage.faults).toEqual([])
  })
  afterAll(() => stage?.close())

  it('chooses a person, completes a command, fills in a modal and closes it', async () => {
    const page = await stage.open('')
    await page.getByRole('option', { name: '王小明' }).waitFor()
    await page.keyboard.type('福田')
    await page.getByText('共 1 人').waitFor()
    await page.keyboard.press('Enter')
    const box = page.getByRole('textbox', { name: '发消息给 小助手' })
    await expect.poll(() => focused(page)).toBe('发消息给 小助手')
    await page.keyboard.type('/')
    await page.getByRole('option', { name: /\/form.*填一张登记表/ }).waitFor()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('ArrowUp')
    expect(await page.getByRole('option', { selected: true }).textContent()).toContain('/form')
    await page.keyboard.press('Enter')
    expect(await box.inputValue()).toBe('/form ')
    await page.getByText('[名称]').waitFor()
    await page.keyboard.press('Enter')
    await page.getByRole('dialog', { name: '登记表' }).waitFor()
    await expect.poll(() => focused(page)).toBe('标签 words')
    await page.keyboard.type('键盘写的')
    for (let count = 0; count < 5; count += 1) await page.keyboard.press('Tab')
    await expect.poll(() => focused(page)).toBe('标签 fruit')
    await page.keyboard.press('ArrowDown')
    await page.getByRole('option', { name: '樱桃' }).waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('listbox').waitFor({ state: 'detached' })
    await page.getByRole('dialog', { name: '登记表' }).waitFor()
    await page.keyboard.press('Enter')
    await page.getByRole('option', { name: '樱桃' }).waitFor()
    await page.keyboard.press('ArrowUp')
    await page.keyboard.press('Enter')
    await expect.poll(() => focused(page)).toBe('标签 fruit: 樱桃')
    await page.getByLabel('标签 words').focus()
    await page.keyboard.press('Enter')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    expect(stage.submitted.at(-1)).toMatchObject({
      words: { v: { value: '键盘写的' } },
      fruit: { v: { selected_option: { value: 'cherry' } } },
    })
    await expect.poll(() => focused(page)).toBe('发消息给 小助手')
  })

  it('keeps the focus inside the modal', async () => {
    const page = await stage.open(`?as=${stage.wang}`)
    await page.getByRole('textbox', { name: '发消息给 小助手' }).fill('/redrawn ')
    await page.keyboard.press('Enter')
    await page.getByRole('dialog').waitFor()
    for (let count = 0; count < 12; count += 1) {
      await page.keyboard.press('Tab')
      const inside = await page.evaluate(() => {
        const node = document.activeElement
        // Between the last control and the first the browser's own bar has its turn: then the body is named.
        return node === document.body || node?.closest('dialog') !== null
      })
      expect(inside, await focused(page)).toBe(true)
    }
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
  })

  it('sends nothing while an input method is composing, and breaks lines with Shift', async () => {
    const page = await stage.open(`?as=${stage.wang}&in=${stage.channel}`)
    const box = page.getByRole('textbox', { name: '发消息给 team-one' })
    await box.click()
    const input = await page.context().newCDPSession(page)
    await input.send('Input.imeSetComposition', { text: 'ni hao', selectionStart: 6, selectionEnd: 6 })
    await page.keyboard.press('Enter')
    const composing = await box.inputValue()
    await box.fill('你好')
    await page.keyboard.press('Shift+Enter')
    await page.keyboard.type('第二行')
    expect(await page.getByRole('listitem').filter({ hasText: 'ni hao' }).count()).toBe(0)
    expect(composing).toContain('ni hao')
    await page.keyboard.press('Enter')
    const said = page.getByRole('listitem').filter({ hasText: '第二行' })
    await said.waitFor()
    expect(await said.locator('br').count()).toBe(1)
    expect(await box.inputValue()).toBe('')
  })

  it('tells a screen reader about what arrives', async () => {
    const page = await stage.open(`?as=${stage.wang}&in=${stage.channel}`)
    await page.getByRole('heading', { name: 'team-one', level: 1 }).waitFor()
    stage.workspace.as(stage.li).say(stage.channel, '新来的一句')
    await page.locator('[aria-live=polite]').getByText('李建国: 新来的一句').waitFor({ state: 'attached' })
  })
})
