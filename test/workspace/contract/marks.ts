import { code, type Expectation, made, posted } from './expectation.ts'

/** Pins, reactions and bookmarks. */
export const markExpectations: Expectation[] = [
  {
    name: 'pinning, pinning again, taking it away twice',
    expected: ['ok', 'already_pinned', 'ok', 'no_pin'],
    async run({ client }) {
      const { channel, ts } = await posted(client)
      const at = { channel, timestamp: ts }
      const { add, remove } = client.pins
      return [await code(add(at)), await code(add(at)), await code(remove(at)), await code(remove(at))]
    },
  },
  {
    name: 'pinning what is not there',
    expected: 'message_not_found',
    run: async ({ client }) => code(client.pins.add({ channel: await made(client), timestamp: '1.000001' })),
  },
  {
    name: 'a reaction twice, then taken back twice',
    expected: ['ok', 'already_reacted', 'ok', 'no_reaction'],
    async run({ client }) {
      const { channel, ts } = await posted(client)
      const at = { channel, timestamp: ts, name: 'eyes' }
      const { add, remove } = client.reactions
      return [await code(add(at)), await code(add(at)), await code(remove(at)), await code(remove(at))]
    },
  },
  {
    name: 'a bookmark: added, changed, listed, removed, gone',
    expected: ['ok', ['new'], 'ok', 'not_found'],
    async run({ client }) {
      const channel_id = await made(client)
      const { bookmark } = await client.bookmarks.add({ channel_id, title: 'old', type: 'link', link: 'https://a.cn/' })
      const at = { channel_id, bookmark_id: bookmark?.id as string }
      const edited = await code(client.bookmarks.edit({ ...at, title: 'new' }))
      const titles = (await client.bookmarks.list({ channel_id })).bookmarks?.map((one) => one.title)
      return [edited, titles, await code(client.bookmarks.remove(at)), await code(client.bookmarks.remove(at))]
    },
  },
]

/** Files. */
export const fileExpectations: Expectation[] = [
  {
    name: 'a file in three steps, then deleted',
    expected: ['a.csv', 'ok', 'file_not_found'],
    async run({ client }) {
      const channel_id = await made(client)
      await client.filesUploadV2({ channel_id, filename: 'a.csv', content: 'a,b' })
      const found = (await client.conversations.history({ channel: channel_id })).messages?.[0]?.files?.[0]
      const file = found?.id as string
      const { name } = (await client.files.info({ file })).file as { name?: string }
      return [name, await code(client.files.delete({ file })), await code(client.files.info({ file }))]
    },
  },
]
