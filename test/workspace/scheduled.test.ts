import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { WebClient } from '@slack/web-api'
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest'
import { startWorkspace, type Workspace } from '../../src/workspace/workspace.ts'
import { botClient, codeOf } from './support/client.ts'

const folder = mkdtempSync(join(tmpdir(), 'scheduled-'))
const start = 1_800_000_000
const options = { now: () => start * 1000, stateFile: join(folder, 'state.json') }
let workspace: Workspace
let client: WebClient
let channel: string
let n = 0

beforeEach(async () => {
  workspace = await startWorkspace(options)
  client = botClient(workspace)
  channel = workspace.addChannel({ name: `c${++n}`, creator: workspace.botUserId })
})
afterEach(() => workspace.stop())
afterAll(() => rmSync(folder, { recursive: true }))

const later = (post_at: number, extra: object = {}) =>
  client.chat.scheduleMessage({ channel, text: '提醒', post_at, ...extra })
const texts = async () => (await client.conversations.history({ channel })).messages?.map((one) => one.text)
const inSeconds = (seconds: number) => Math.floor(workspace.now() / 1000) + seconds

describe('a scheduled message', () => {
  it('comes at its time, not before, and is listed until then', async () => {
    const { scheduled_message_id: id, post_at } = await later(inSeconds(60))
    const { scheduled_messages } = await client.chat.scheduledMessages.list({ channel })
    expect(scheduled_messages).toMatchObject([{ id, channel_id: channel, post_at, text: '提醒' }])
    workspace.travel(59_999)
    expect(await texts()).toEqual([])
    workspace.travel(1)
    expect(await texts()).toEqual(['提醒'])
    expect((await client.chat.scheduledMessages.list({ channel })).scheduled_messages).toEqual([])
    expect(await codeOf(client.chat.deleteScheduledMessage({ channel, scheduled_message_id: id as string }))).toBe(
      'invalid_scheduled_message_id',
    )
  })

  it('can be taken back', async () => {
    const { scheduled_message_id } = await later(inSeconds(60))
    await client.chat.deleteScheduledMessage({ channel, scheduled_message_id: scheduled_message_id as string })
    workspace.travel(120_000)
    expect(await texts()).toEqual([])
  })

  it('with metadata is taken and never posted, as Slack’s page warns', async () => {
    await later(inSeconds(60), { metadata: { event_type: 'k', event_payload: {} } })
    workspace.travel(120_000)
    expect(await texts()).toEqual([])
  })

  it('survives a restart', async () => {
    await later(inSeconds(600))
    await workspace.stop()
    workspace = await startWorkspace(options)
    client = botClient(workspace)
    workspace.travel(600_000)
    expect(await texts()).toEqual(['提醒'])
  })

  it('is refused in the past, beyond 120 days, and where thirty wait already', async () => {
    expect(await codeOf(later(inSeconds(0)))).toBe('time_in_past')
    expect(await codeOf(later(inSeconds(120 * 86_400 + 1)))).toBe('time_too_far')
    expect(await codeOf(later(1.5))).toBe('invalid_time')
    for (let i = 0; i < 30; i += 1) await later(inSeconds(1000 + i))
    expect(await codeOf(later(inSeconds(1100)))).toBe('restricted_too_many')
    expect((await later(inSeconds(2000))).ok).toBe(true)
  })
})
