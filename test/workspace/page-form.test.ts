import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { missingBrowser } from '../support/browser.ts'
import { choose, openStage, type Stage } from './support/page-stage.ts'

const missing = missingBrowser()

describe.skipIf(missing !== null)(`forms on the page${missing ? ` (${missing})` : ''}`, () => {
  let stage: Stage

  beforeAll(async () => {
    stage = await openStage()
  })
  afterEach(async () => {
    await stage.closeTabs()
    expect(stage.faults).toEqual([])
  })
  afterAll(() => stage?.close())

  const openForm = async (command: string) => {
    const page = await stage.open(`?as=${stage.wang}`)
    await page.getByRole('textbox', { name: '发消息给 小助手' }).fill(command)
    await page.keyboard.press('Enter')
    await page.getByRole('dialog').waitFor()
    return page
  }

  it('sends every kind of input in the form that Slack gives to bots', async () => {
    const page = await openForm('/form 中集')
    await page.getByLabel('标签 words').fill('三个字')
    await page.getByLabel('标签 story').fill('第一行\n第二行')
    await page.getByLabel('标签 amount').fill('12.5')
    await page.getByLabel('标签 email').fill('a@bank.example')
    await page.getByLabel('标签 address').fill('https://bank.example/')
    await choose(page, '标签 fruit', '香', '香蕉')
    await choose(page, '标签 firm', '中集', '中集集团')
    await choose(page, '标签 person', '李建', '李建国')
    await choose(page, '标签 place', '', 'team-one')
    await choose(page, '标签 fruits', '', '苹果')
    await page.getByRole('option', { name: '樱桃' }).click()
    await page.keyboard.press('Escape')
    await choose(page, '标签 firms', '中', '中兴通讯')
    await page.keyboard.press('Escape')
    await choose(page, '标签 people', 'Ann', 'Ann Smith')
    await page.keyboard.press('Escape')
    await page.getByLabel('小', { exact: true }).check()
    await page.getByLabel('甲').check()
    await page.getByLabel('乙').check()
    await page.getByLabel('甲').uncheck()
    await page.getByLabel('标签 day').fill('2026-12-31')
    await page.getByLabel('标签 hour').fill('09:30')
    await page.getByLabel('标签 moment').fill('2026-12-31T09:30')
    await page.getByRole('button', { name: '交上去' }).click()
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    await page.getByText('收到 三个字', { exact: true }).waitFor()
    expect(stage.submitted.at(-1)).toMatchObject({
      words: { v: { type: 'plain_text_input', value: '三个字' } },
      story: { v: { value: '第一行\n第二行' } },
      amount: { v: { type: 'number_input', value: '12.5' } },
      email: { v: { value: 'a@bank.example' } },
      address: { v: { value: 'https://bank.example/' } },
      fruit: { v: { selected_option: { value: 'banana', text: { text: '香蕉' } } } },
      firm: { v: { selected_option: { value: '中集集团' } } },
      person: { v: { selected_user: stage.li } },
      place: { v: { selected_conversation: stage.channel } },
      fruits: { v: { selected_options: [{ value: 'apple' }, { value: 'cherry' }] } },
      firms: { v: { selected_options: [{ value: '中兴通讯' }] } },
      people: { v: { selected_users: [stage.smith] } },
      size: { v: { selected_option: { value: 'small' } } },
      marks: { v: { selected_options: [{ value: 'b' }] } },
      day: { v: { selected_date: '2026-12-31' } },
      hour: { v: { selected_time: '09:30' } },
      // 09:30 on Wang's clock in Shanghai.
      moment: { v: { selected_date_time: Date.UTC(2026, 11, 31, 1, 30) / 1000 } },
    })
  })

  it('shows what is wrong under the field, goes there, and keeps the rest', async () => {
    const page = await openForm('/form')
    await page.getByLabel('标签 story').fill('长长的理由')
    await page.getByRole('button', { name: '交上去' }).click()
    const words = page.getByLabel('标签 words')
    await page.getByText('请填写此必填项。').waitFor()
    await expect.poll(() => words.evaluate((field) => field === document.activeElement)).toBe(true)
    await words.fill('短')
    await page.getByRole('button', { name: '交上去' }).click()
    await page.getByText('太短了').waitFor()
    expect(await words.getAttribute('aria-invalid')).toBe('true')
    const described = (await words.getAttribute('aria-describedby'))?.split(' ') ?? []
    const texts = await Promise.all(described.map((id) => page.locator(`[id="${id}"]`).textContent()))
    expect(texts).toEqual(['太短了', '至少三个字'])
    expect(await page.getByLabel('标签 story').inputValue()).toBe('长长的理由')
    await words.fill('broken')
    await page.getByRole('button', { name: '交上去' }).click()
    await page.getByText('连接出现问题，请重试。').waitFor()
    expect(await words.inputValue()).toBe('broken')
    expect(await page.getByText('太短了').count()).toBe(0)
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
  })

  it('counts down near the longest text and says how much is too much', async () => {
    const page = await openForm('/form')
    await page.getByLabel('标签 words').fill('一二三四五六七八九十一二三四五六七')
    await page.getByText('还可输入 3 个字').waitFor()
    await page.getByLabel('标签 words').fill('一二三四五六七八九十一二三四五六七八九十一二')
    await page.getByText('超出 2 个字').waitFor()
    await page.getByRole('button', { name: '算了' }).click()
    await page.getByRole('dialog').waitFor({ state: 'detached' })
  })

  it('keeps what is being typed while the bot redraws the modal', async () => {
    const page = await openForm('/redrawn')
    await page.getByLabel('理由').fill('写到一半')
    await choose(page, '级次', '', '樱桃')
    await page.getByText('已选 樱桃').waitFor()
    expect(await page.getByLabel('理由').inputValue()).toBe('写到一半')
    await page.getByLabel('理由').fill('写完了')
    await page.getByRole('button', { name: '交', exact: true }).click()
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    expect(stage.submitted.at(-1)).toMatchObject({
      tier: { v: { selected_option: { value: 'cherry' } } },
      why: { v: { value: '写完了' } },
    })
  })

  it('stacks modals, and finds below what was typed there', async () => {
    const page = await openForm('/redrawn')
    await page.getByLabel('理由').fill('下面写的')
    await page.getByRole('button', { name: '再开一层' }).click()
    await page.getByRole('dialog', { name: '上面一层' }).waitFor()
    await page.getByLabel('标签 words').fill('上面写的')
    await page.getByRole('button', { name: '算了' }).click()
    await page.getByRole('dialog', { name: '会变的表' }).waitFor()
    expect(await page.getByLabel('理由').inputValue()).toBe('下面写的')
    await page.getByRole('button', { name: '再开一层' }).click()
    await page.getByRole('dialog', { name: '上面一层' }).waitFor()
    expect(await page.getByLabel('标签 words').inputValue()).toBe('')
    await page.getByRole('button', { name: '全部关闭' }).click()
    await page.getByRole('dialog').waitFor({ state: 'detached' })
  })

  it('is one modal in all of a person’s tabs', async () => {
    const page = await openForm('/form')
    const other = await stage.open(`?as=${stage.wang}&in=home`)
    await other.getByRole('dialog', { name: '登记表' }).waitFor()
    await other.keyboard.press('Escape')
    await other.getByRole('dialog').waitFor({ state: 'detached' })
    await page.getByRole('dialog').waitFor({ state: 'detached' })
  })
})
