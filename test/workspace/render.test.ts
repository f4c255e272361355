import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startWorkspace, type Workspace } from '../../src/workspace/workspace.ts'
import { botClient } from './support/client.ts'

const plain = (text: string) => ({ type: 'plain_text' as const, text })
const mrkdwn = (text: string) => ({ type: 'mrkdwn' as const, text })
const button = (id: string, text: string) => ({ type: 'button' as const, action_id: id, text: plain(text) })

let workspace: Workspace
let li: ReturnType<Workspace['as']>
beforeAll(async () => {
  workspace = await startWorkspace()
  li = workspace.as(workspace.addUser({ realName: '李工', email: 'li@x.cn' }).id)
})
afterAll(() => workspace.stop())

describe('a card as text', () => {
  it('shows every block a person would read', async () => {
    await botClient(workspace).chat.postMessage({
      channel: li.id,
      text: 'x',
      blocks: [
        { type: 'header', text: plain('推荐') },
        { type: 'section', text: mrkdwn(`*中集集团* 由 <@${li.id}> 推荐`), accessory: button('more', '详情') },
        { type: 'section', fields: [mrkdwn('*级次*\n全行性'), mrkdwn('*类别*\n龙头')] },
        { type: 'divider' },
        { type: 'context', elements: [mrkdwn('第八条(一)'), plain('第1步')] },
        {
          type: 'actions',
          elements: [
            button('approve', '同意'),
            {
              type: 'overflow',
              action_id: 'o',
              options: [
                { text: plain('退回'), value: 'r' },
                { text: plain('拒绝'), value: 'x' },
              ],
            },
            {
              type: 'static_select',
              action_id: 's',
              placeholder: plain('选择'),
              options: [{ text: plain('甲'), value: 'a' }],
            },
          ],
        },
      ],
    })
    expect(li.render(li.messages().at(-1))).toBe(
      [
        '# 推荐',
        '中集集团 由 @李工 推荐 [详情]',
        '  级次 全行性',
        '  类别 龙头',
        '----',
        '第八条(一) · 第1步',
        '[同意] [⋯ 退回 | 拒绝] ‹选择›',
      ].join('\n'),
    )
  })
})

describe('pointing at something that is not there', () => {
  it('says what is', async () => {
    const message = li.messages().at(-1) as never
    await expect(li.click(message, { text: '批准' })).rejects.toThrow(
      /no element fits \{"text":"批准"\}; there are: button "详情".*button "同意".*中集集团 由 @李工 推荐/s,
    )
    await expect(li.submit()).rejects.toThrow('no modal is open')
    expect(() => li.channel('none')).toThrow('李工 is not in a channel "none"')
    await expect(li.waitFor(() => null, { timeoutMs: 20 })).rejects.toThrow(
      /not seen within 20 ms; on the screen:.*# 推荐/s,
    )
  })

  it('does not guess between two', async () => {
    await botClient(workspace).chat.postMessage({
      channel: li.id,
      text: 'x',
      blocks: [{ type: 'actions', elements: [button('a', '同意一'), button('b', '同意二')] }],
    })
    await expect(li.click(li.messages().at(-1) as never, { text: '同意' })).rejects.toThrow('2 elements fit')
  })
})
