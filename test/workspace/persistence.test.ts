import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { startWorkspace } from '../../src/workspace/workspace.ts'
import { botClient, codeOf } from './support/client.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'workspace-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

describe('the state file', () => {
  it('brings back people, channels, messages, tokens and views', async () => {
    const stateFile = join(folder, 'deep', 'state.json')
    const first = await startWorkspace({ stateFile, teamName: '银行' })
    const [li] = first.addUsers([{ realName: '李', email: 'li@x.cn' }])
    const client = botClient(first)
    const { channel } = await client.conversations.create({ name: 'team', is_private: true })
    const id = channel?.id as string
    await client.conversations.invite({ channel: id, users: li?.id as string })
    const { ts } = await client.chat.postMessage({
      channel: id,
      text: '欢迎',
      metadata: { event_type: 'k', event_payload: { a: 1 } },
    })
    await client.pins.add({ channel: id, timestamp: ts as string })
    await client.views.publish({ user_id: li?.id as string, view: { type: 'home', blocks: [{ type: 'divider' }] } })
    await first.stop()

    const second = await startWorkspace({ stateFile })
    expect([second.teamId, second.botToken, second.appToken]).toEqual([first.teamId, first.botToken, first.appToken])
    const again = second.as(li?.id as string)
    expect(again.channel('team').messages.at(-1)).toMatchObject({ ts, text: '欢迎', pinned: true })
    expect(again.home()?.blocks).toHaveLength(1)
    expect(second.addUser({ realName: '李', email: 'LI@x.cn' }).id).toBe(li?.id)
    expect(await codeOf(botClient(second).conversations.create({ name: 'team' }))).toBe('name_taken')
    await botClient(second).chat.update({ channel: id, ts: ts as string, text: '改' })
    await second.stop()
    expect(readFileSync(stateFile, 'utf8')).toContain('改')
  })

  it('that cannot be read stops the start instead of being overwritten', async () => {
    const stateFile = join(folder, 'state.json')
    writeFileSync(stateFile, '{"half":')
    await expect(startWorkspace({ stateFile })).rejects.toThrow()
    expect(readFileSync(stateFile, 'utf8')).toBe('{"half":')
  })

  it('is written while running, not only at the end', async () => {
    const stateFile = join(folder, 'state.json')
    const workspace = await startWorkspace({ stateFile })
    const li = workspace.as(workspace.addUser({ realName: '李', email: 'li@x.cn' }).id)
    await expect.poll(() => readFileSync(stateFile, 'utf8').includes(li.id), { timeout: 5000 }).toBe(true)
    await workspace.stop()
  })

  it('two cannot take one port', async () => {
    const first = await startWorkspace()
    const port = Number(new URL(first.url).port)
    await expect(startWorkspace({ port })).rejects.toMatchObject({ code: 'EADDRINUSE' })
    await first.stop()
  })
})
