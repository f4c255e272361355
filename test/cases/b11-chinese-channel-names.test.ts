import { afterEach, describe, expect, test, vi } from 'vitest'
import { decodeEntities } from '../../src/workspace/mrkdwn.ts'
import type { PageConversation } from '../../src/workspace/protocol.ts'
import { testBot } from '../support/bot.ts'
import { approve, fill, routeOption } from '../support/gestures.ts'

/*
 * An upgraded or re-designated client's old channel, and channels of the same name that are somebody else's, are B12's and
 * B14's; here it is the name alone.
 */

const bot = await testBot()
const officer = bot.as('shenzhenOfficer')

afterEach(() => {
  bot.workspace.rules.unicodeChannelNames = true
  bot.workspace.faults.clear()
})

interface Opened {
  code: string
  name: string
  channelId: string
}

/** Recommends a client that the register does not have, designates it by the branch, and waits for its channel. */
async function designate(client: string): Promise<Opened> {
  const form = await fill(bot, 'shenzhenOfficer', {
    // As Slack sends what was typed: with its three entities.
    client: client.replace('&', '&amp;'),
    route: routeOption.branchDesignates,
    category: 'regional_group',
    leadUnit: '福田',
    typed: { industry: '制造', region: '深圳' },
  })
  expect(form.state.client?.client?.selected_option?.value).toBe(`new:${client}`)
  expect(await officer.submit()).toEqual({ closed: true })
  await approve(bot, 'shenzhenPresident', JSON.stringify(client).slice(1, -1))
  const channel = await vi.waitFor(() => opened(client), { timeout: 10_000, interval: 50 })
  await bot.service.idle()
  return channel
}

async function opened(client: string): Promise<Opened> {
  const [row] = await bot.database.sql<{ code: string; name: string; channel_id: string }[]>`
    select clients.code, client_channels.name, client_channels.channel_id
    from clients join client_channels on client_channels.client_id = clients.id
    where clients.short_name = ${client} and client_channels.state = 'open'`
  if (!row) throw new Error(`${client} has no open channel`)
  return { code: row.code, name: row.name, channelId: row.channel_id }
}

function channelOf({ channelId }: Opened): PageConversation {
  return bot.as('shenzhenPresident').conversation(channelId)
}

/** What must hold of every channel, whatever its client is called. */
function expectGoodName(client: string, channel: Opened): void {
  expect(channel.name).toMatch(/^[a-z0-9](?:[a-z0-9-]{0,78}[a-z0-9])?$/)
  expect(channel.name).toContain(channel.code.toLowerCase())
  const seen = channelOf(channel)
  expect(seen.name).toBe(channel.name)
  expect(decodeEntities(seen.topic)).toContain(client)
  expect(decodeEntities(seen.purpose)).toContain(client)
}

const accepting = ['华东仪表', '华南仪表', '*ST远山', '*ST远海', 'Ａ股科技', '😀科技', '——', 'C&D集团']

describe('B11: a workspace that takes every letter', () => {
  test('B11: each client has its own channel, named with its code, its whole name in topic and purpose', async () => {
    const channels: Opened[] = []
    for (const client of accepting) {
      const channel = await designate(client)
      expectGoodName(client, channel)
      channels.push(channel)
    }
    expect(new Set(channels.map(({ name }) => name)).size).toBe(accepting.length)
    expect(new Set(channels.map(({ channelId }) => channelId)).size).toBe(accepting.length)
    expect(channels.map(({ name, code }) => name.replace(`sc-${code.toLowerCase()}`, ''))).toEqual([
      '-hua-dong-yi-biao',
      '-hua-nan-yi-biao',
      '-st-yuan-shan',
      '-st-yuan-hai',
      '-a-gu-ke-ji',
      '-ke-ji',
      '',
      '-c-d-ji-tuan',
    ])
  })
})

describe('B11: a workspace that refuses', () => {
  const codeOnly = (args: Record<string, unknown>) => /^sc-c\d+$/.test(String(args.name))

  test.each([
    ['invalid_name_specials', '东海仪表'],
    ['invalid_name', '*ST南岭'],
    ['invalid_name_punctuation', '😀南科'],
    ['invalid_name_maxlength', '南海C&D'],
  ])('B11: %s: the channel is opened under the code alone', async (error, client) => {
    bot.workspace.rules.unicodeChannelNames = false
    const refusing = bot.workspace.faults.add({
      method: 'conversations.create',
      count: 5,
      kind: 'error',
      error,
      match: (args) => !codeOnly(args),
    })
    const channel = await designate(client)
    expect(refusing.remaining()).toBe(4)
    expectGoodName(client, channel)
    expect(channel.name).toBe(`sc-${channel.code.toLowerCase()}`)
  })
})

describe('B11: a workspace that spells names its own way', () => {
  test('B11: the channel is known by its id, under the name that Slack returned', async () => {
    bot.workspace.faults.add({
      method: 'conversations.create',
      count: 1,
      kind: 'error',
      // Never strikes: it changes the wished name on the way, as Slack may.
      match: (args) => {
        args.name = `${args.name}_1`
        return false
      },
    })
    const channel = await designate('西山仪表')
    expect(channel.name).toMatch(/^sc-c\d+-xi-shan-yi-biao_1$/)
    expect(channelOf(channel).name).toBe(channel.name)

    await officer.command('/client 西山仪表')
    const shown = await officer.waitFor(() => officer.ephemerals().findLast((one) => one.text.includes('西山仪表')))
    expect(JSON.stringify(shown.blocks)).toContain(channel.channelId)
  })
})
