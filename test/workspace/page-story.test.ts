import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { missingBrowser } from '../support/browser.ts'
import { openCutLine } from './support/cut-line.ts'
import { openStage, type Stage } from './support/page-stage.ts'

const missing = missingBrowser()

describe.skipIf(missing !== null)(`people on the page${missing ? ` (${missing})` : ''}`, () => {
  let stage: Stage

  beforeAll(async () => {
    stage = await openStage()
  })
  afterEach(async () => {
    await stage.closeTabs()
    expect(stage.faults).toEqual([])
  })
  afterAll(() => stage?.close())

  it('is whoever was chosen, found by name, post or e-mail, and the address says so', async () => {
    const page = await stage.open('')
    await page.getByText('您想以谁的身份进入？').waitFor()
    const suggested = page.getByRole('group', { name: '推荐从这里开始' })
    await suggested.getByRole('option', { name: '王小明' }).waitFor()
    for (const [typed, name] of [
      ['第7支行', '职员7'],
      ['smith@', 'Ann Smith'],
      ['李建', '李建国'],
    ] as const) {
      await page.getByRole('combobox', { name: '按姓名、岗位、机构或邮箱搜索' }).fill(typed)
      await page.getByText('共 1 人').waitFor()
      await page.getByRole('option', { name }).waitFor()
    }
    await page.getByRole('option', { name: '李建国' }).click()
    await page.getByRole('button', { name: '当前身份 李建国' }).waitFor()
    expect(new URL(page.url()).searchParams.get('as')).toBe(stage.li)
    await page.getByRole('button', { name: '当前身份 李建国' }).click()
    await page.getByRole('option', { name: 'Ann Smith' }).or(page.getByRole('combobox')).first().waitFor()
    await page.getByRole('combobox', { name: '按姓名、岗位、机构或邮箱搜索' }).fill('Ann')
    await page.getByRole('option', { name: 'Ann Smith' }).click()
    await page.getByRole('button', { name: '当前身份 Ann Smith' }).waitFor()
    await page.goBack()
    await page.getByRole('button', { name: '当前身份 李建国' }).waitFor()
    await page.goto(stage.workspace.url)
    await page.getByRole('group', { name: '最近使用' }).getByRole('option', { name: 'Ann Smith' }).waitFor()
  })

  it('says so when the person or the conversation is not there', async () => {
    const page = await stage.open('?as=U404')
    await page.getByText('没有这个人，请重新选择。').waitFor()
    await page.goto(`${stage.workspace.url}/?as=${stage.smith}&in=${stage.channel}`)
    await page.getByText('这个会话不存在，或者您不在其中。').waitFor()
    // The browser reports each refusal itself, some after the page has said so: a closed page reports no more.
    await page.context().close()
    expect(stage.faults.splice(0).every((fault) => fault.includes('404'))).toBe(true)
  })

  it('asks before a button that wants it, and redraws the card for everybody', async () => {
    await stage.postCard()
    const wang = await stage.open(`?as=${stage.wang}&in=${stage.channel}`)
    const li = await stage.open(`?as=${stage.li}&in=${stage.channel}`)
    await li.getByRole('button', { name: '同意' }).waitFor()
    expect(await wang.getByRole('heading', { name: '待办 *原样*' }).count()).toBe(1)
    expect(await wang.getByText('粗体').evaluate((node) => node.tagName)).toBe('B')
    expect(await wang.getByText('<b>').count()).toBe(1)
    expect(await wang.getByRole('img', { name: 'tada' }).textContent()).toBe('🎉')
    const calls = () =>
      stage.workspace.log
        .after(0, 10_000)
        .filter((entry) => entry.kind === 'delivery' && entry.what === 'block_actions').length
    await wang.getByRole('button', { name: '同意', exact: true }).click()
    await wang.getByRole('dialog', { name: '确定吗' }).getByText('这一步不能撤回').waitFor()
    await wang.getByRole('button', { name: '再想想' }).click()
    await wang.getByRole('dialog').waitFor({ state: 'detached' })
    expect(calls()).toBe(0)
    await wang.getByRole('button', { name: '同意', exact: true }).click()
    await wang.getByRole('button', { name: '确定同意' }).click()
    for (const page of [wang, li]) {
      await page.getByText('@王小明 approved').waitFor()
      expect(await page.getByRole('button', { name: '同意', exact: true }).count()).toBe(0)
    }
    expect(calls()).toBe(1)
    expect(await wang.locator('.mention-me').count()).toBeGreaterThan(0)
    expect(await li.getByText('@王小明').last().getAttribute('class')).not.toContain('mention-me')
  })

  it('offers the overflow menu, and shows when nobody answers', async () => {
    await stage.postCard()
    const page = await stage.open(`?as=${stage.li}&in=${stage.channel}`)
    await page.getByRole('button', { name: '不回应' }).click()
    await page.getByText('连接出现问题，请重试。').waitFor()
    await page.getByRole('button', { name: '更多操作' }).click()
    await page.getByRole('menuitem', { name: '提问' }).click()
    await page.getByText('@李建国 ask').waitFor()
  })

  it('carries talk between people: unread, threads, drafts, private lines', async () => {
    const wang = await stage.open(`?as=${stage.wang}`)
    const li = await stage.open(`?as=${stage.li}&in=${stage.channel}`)
    const box = li.getByRole('textbox', { name: '发消息给 team-one' })
    await box.fill('一行\n<!channel> 两行')
    await li.keyboard.press('Enter')
    await wang
      .getByRole('link', { name: /team-one/ })
      .getByLabel(/条未读/)
      .waitFor()
    await wang.getByRole('textbox', { name: '发消息给 小助手' }).fill('没写完')
    await wang.getByRole('link', { name: /team-one/ }).click()
    await wang.getByLabel(/条未读/).waitFor({ state: 'detached' })
    const said = wang.getByRole('listitem').filter({ hasText: '两行' })
    // What a person types is text: it calls nobody.
    expect(await said.textContent()).toContain('<!channel> 两行')
    expect(await said.locator('.mention-loud').count()).toBe(0)
    await said.getByRole('button', { name: '在消息列中回复' }).click()
    const thread = wang.getByRole('complementary', { name: '消息列' })
    await thread.getByRole('textbox', { name: '回复…' }).fill('知道了')
    await thread.getByRole('button', { name: '发送' }).click()
    await li.getByRole('button', { name: /1 条回复/ }).click()
    await li.getByRole('complementary', { name: '消息列' }).getByText('知道了', { exact: true }).waitFor()
    await wang.getByRole('link', { name: '小助手' }).click()
    expect(await wang.getByRole('textbox', { name: '发消息给 小助手' }).inputValue()).toBe('没写完')
    await wang.getByRole('button', { name: '发起私信' }).click()
    await wang.getByRole('combobox').fill('李建国')
    // The list from before the search has him as well, and is replaced under a slow press.
    await wang.getByText('共 1 人').waitFor()
    await wang.getByRole('option', { name: '李建国' }).click()
    await wang.getByRole('heading', { name: '李建国', level: 1 }).waitFor()
  })

  it('shows a command that nobody answers, and the calls in the log', async () => {
    const page = await stage.open(`?as=${stage.wang}`)
    await page.getByRole('textbox', { name: '发消息给 小助手' }).fill('/mute')
    await page.keyboard.press('Enter')
    await page.getByText('只有您能看到此消息').waitFor()
    await page.getByText('operation_timeout').first().waitFor()
    await page.getByRole('button', { name: '调用日志' }).click()
    const line = page.getByRole('region', { name: '调用日志' }).getByRole('button', { name: /command:\/mute/ })
    expect(await line.textContent()).toContain('无应答')
    await line.click()
    await page.getByText('"command": "/mute"').waitFor()
  })

  it('narrows the log down to what is looked for', async () => {
    await stage.postCard()
    const page = await stage.open(`?as=${stage.wang}`)
    await page.getByRole('button', { name: '调用日志' }).click()
    const log = page.getByRole('region', { name: '调用日志' })
    await log
      .getByRole('button', { name: /chat\.postMessage/ })
      .first()
      .waitFor()
    await log.getByLabel('筛选内容').fill('POSTmessage')
    await log
      .getByRole('button', { name: /auth\.test|conversations/ })
      .first()
      .waitFor({ state: 'detached' })
    await log
      .getByRole('button', { name: /chat\.postMessage/ })
      .first()
      .waitFor()
    await log.getByLabel('筛选类别').selectOption({ label: '发往应用' })
    await log.getByText('没有符合筛选条件的调用').waitFor()
  })

  it('publishes the home when it is opened', async () => {
    const page = await stage.open(`?as=${stage.wang}`)
    await page.getByRole('link', { name: '主页' }).first().click()
    await page.getByRole('heading', { name: '我的工作台' }).waitFor()
    await page.getByRole('button', { name: '刷新' }).click()
    await expect.poll(() => page.getByRole('button', { name: '刷新' }).getAttribute('aria-busy')).toBe('false')
  })

  it('finds its way back after the connection was lost', async () => {
    const line = await openCutLine(stage.workspace.url)
    const page = await stage.open(`?as=${stage.wang}&in=${stage.channel}`, { base: line.url })
    await page.getByRole('heading', { name: 'team-one', level: 1 }).waitFor()
    line.cut()
    await page.getByText('与工作区的连接中断').waitFor()
    const box = page.getByRole('textbox', { name: '发消息给 team-one' })
    await box.fill('断线时写的')
    await page.keyboard.press('Enter')
    await page.getByText('无法连接到工作区，请稍后重试。').waitFor()
    expect(await box.inputValue()).toBe('断线时写的')
    stage.workspace.as(stage.li).say(stage.channel, '断线时说的')
    line.mend()
    await page.getByText('断线时说的', { exact: true }).waitFor()
    await page.getByText('与工作区的连接中断').waitFor({ state: 'detached' })
    await stage.closeTabs()
    await line.close()
    // The browser reports each try that failed.
    expect(stage.faults.splice(0).every((fault) => fault.includes('net::ERR_'))).toBe(true)
  })
})
