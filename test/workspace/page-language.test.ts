import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { missingBrowser } from '../support/browser.ts'
import { openStage, type Stage } from './support/page-stage.ts'

const missing = missingBrowser()

describe.skipIf(missing !== null)(`the page’s languages and sizes${missing ? ` (${missing})` : ''}`, () => {
  let stage: Stage

  beforeAll(async () => {
    stage = await openStage()
    await stage.postCard()
  })
  afterEach(async () => {
    await stage.closeTabs()
    expect(stage.faults).toEqual([])
  })
  afterAll(() => stage?.close())

  it('speaks the browser’s language until the person chooses, and remembers the choice', async () => {
    const page = await stage.open('', { locale: 'en-GB' })
    await page.getByText('Who would you like to be?').waitFor()
    expect(await page.locator('html').getAttribute('lang')).toBe('en-US')
    await page.getByRole('button', { name: '切换到中文' }).click()
    await page.getByText('您想以谁的身份进入？').waitFor()
    expect(await page.locator('html').getAttribute('lang')).toBe('zh-CN')
    await page.goto(`${stage.workspace.url}/?as=${stage.wang}`)
    await page.getByRole('link', { name: '主页' }).first().waitFor()
    await page.getByRole('button', { name: 'Switch to English' }).click()
    await page.getByRole('link', { name: 'Home' }).first().waitFor()
    await page.reload()
    await page.getByText('Direct messages').waitFor()
  })

  it('leaves no Chinese word of its own in the English page', async () => {
    const page = await stage.open(`?as=${stage.smith}`, { locale: 'en-US' })
    await page.getByRole('textbox', { name: 'Message 小助手' }).fill('/form ')
    await page.keyboard.press('Enter')
    await page.getByRole('dialog').getByText('(optional)').first().waitFor()
    const texts = await page.locator('body').textContent()
    const others = [
      '演示工作区',
      '演',
      '小助手',
      '登记表',
      '交上去',
      '算了',
      '至少三个字',
      '会变的表',
      '没有人回应',
      '填一张登记表',
      '名称',
    ]
    const own = [...others, /标签 \w+/g, '苹果', '香蕉', '樱桃', '大', '小', '甲', '乙', '中文'].reduce<string>(
      (text, word) => text.replaceAll(word, ''),
      texts ?? '',
    )
    expect(own.match(/\p{Script=Han}+/gu)).toBe(null)
    await page.keyboard.press('Escape')
  })

  it('reads times in the person’s own zone', async () => {
    const clock = async (as: string, locale: string) => {
      const page = await stage.open(`?as=${as}`, { locale })
      await page.locator('.composer-field').fill('hello')
      await page.keyboard.press('Enter')
      return page.locator('.message-time').first().textContent()
    }
    const [zh, en] = [await clock(stage.wang, 'zh-CN'), await clock(stage.smith, 'en-US')]
    const at = (zone: string) =>
      new Intl.DateTimeFormat('en-GB', { timeZone: zone, hour: '2-digit' }).format(new Date())
    expect(zh).toMatch(new RegExp(`^${at('Asia/Shanghai')}:\\d\\d$`))
    expect(en).toMatch(/^\d{1,2}:\d\d [AP]M$/)
    expect(Number(en?.split(':')[0]) % 12).toBe(Number(at('Europe/London')) % 12)
  })

  it('fits small windows without a bar to scroll sideways', async () => {
    for (const place of ['', `?as=${stage.wang}&in=${stage.channel}`, `?as=${stage.wang}&in=home`]) {
      const page = await stage.open(place)
      await page.locator('.composer-field, .home h3, .start-card').first().waitFor()
      for (const [width, height] of [
        [1280, 800],
        [1000, 700],
        [900, 640],
      ] as const) {
        await page.setViewportSize({ width, height })
        const beyond = await page.evaluate(() => {
          const root = document.documentElement
          return [root.scrollWidth - innerWidth, root.scrollHeight - innerHeight].map((extra) => Math.max(0, extra))
        })
        expect(beyond, `${place} at ${width}`).toEqual([0, 0])
      }
    }
  })
})
