import { code, divider, type Expectation, made, posted } from './expectation.ts'

/** Writing, changing and reading messages. */
export const messageExpectations: Expectation[] = [
  {
    name: 'a message of nothing',
    expected: 'no_text',
    run: async ({ client }) => code(client.chat.postMessage({ channel: await made(client), text: '' })),
  },
  {
    name: 'a message into an archived channel',
    expected: 'is_archived',
    async run({ client }) {
      const channel = await made(client, false)
      await client.conversations.archive({ channel })
      return code(client.chat.postMessage({ channel, text: 'a' }))
    },
  },
  {
    name: 'a message to a person comes into their direct message',
    expected: true,
    async run({ client, people }) {
      const { channel } = await client.conversations.open({ users: people[2] })
      return (await client.chat.postMessage({ channel: people[2], text: 'a' })).channel === channel?.id
    },
  },
  {
    name: 'metadata come back only when asked for',
    expected: [undefined, 'kind'],
    async run({ client }) {
      const { channel } = await posted(client, { metadata: { event_type: 'kind', event_payload: { a: 1 } } })
      const read = async (include_all_metadata: boolean) =>
        (await client.conversations.history({ channel, include_all_metadata })).messages?.[0]?.metadata?.event_type
      return [await read(false), await read(true)]
    },
  },
  {
    name: 'blocks that cannot be',
    expected: 'invalid_blocks',
    run: async ({ client }) =>
      code(
        client.chat.postMessage({ channel: await made(client), text: 'a', blocks: [{ type: 'nonsense' }] as never }),
      ),
  },
  {
    name: 'text without blocks takes the blocks away',
    expected: { text: 'b', blocks: 0 },
    async run({ client }) {
      const { channel, ts } = await posted(client, { blocks: divider })
      await client.chat.update({ channel, ts, text: 'b' })
      const found = (await client.conversations.history({ channel })).messages?.find((one) => one.ts === ts)
      return { text: found?.text, blocks: found?.blocks?.length ?? 0 }
    },
  },
  {
    name: 'changing and deleting what is not there',
    expected: ['message_not_found', 'message_not_found'],
    async run({ client }) {
      const channel = await made(client)
      const at = { channel, ts: '1.000001' }
      return [await code(client.chat.update({ ...at, text: 'b' })), await code(client.chat.delete(at))]
    },
  },
  {
    name: 'changing and deleting what somebody else wrote',
    expected: ['cant_update_message', 'cant_delete_message'],
    async run(side) {
      const channel = await made(side.client)
      const at = { channel, ts: await side.written(channel, 'mine') }
      return [await code(side.client.chat.update({ ...at, text: 'b' })), await code(side.client.chat.delete(at))]
    },
  },
  {
    name: 'a line for one who is not in the channel',
    expected: 'user_not_in_channel',
    run: async ({ client, people }) =>
      code(client.chat.postEphemeral({ channel: await made(client), user: people[0], text: 'a' })),
  },
  {
    name: 'replies stand in their thread and not in the history',
    expected: { thread: ['a', 'reply'], history: ['a'], count: 1 },
    async run({ client }) {
      const { channel, ts } = await posted(client)
      await client.chat.postMessage({ channel, text: 'reply', thread_ts: ts })
      const thread = (await client.conversations.replies({ channel, ts })).messages ?? []
      const history = (await client.conversations.history({ channel })).messages?.filter((one) => !one.subtype) ?? []
      return {
        thread: thread.map((one) => one.text),
        history: history.map((one) => one.text),
        count: (history[0] as { reply_count?: number } | undefined)?.reply_count,
      }
    },
  },
  {
    name: 'a link to a message, and to none',
    expected: ['ok', 'message_not_found'],
    async run({ client }) {
      const { channel, ts } = await posted(client)
      const link = (message_ts: string) => code(client.chat.getPermalink({ channel, message_ts }))
      return [await link(ts), await link('1.000001')]
    },
  },
  {
    name: 'a message for later: in the past, too far, in time, taken back',
    expected: ['time_in_past', 'time_too_far', 'ok', 'ok', 'invalid_scheduled_message_id'],
    async run({ client }) {
      const channel = await made(client)
      const now = Math.floor(Date.now() / 1000)
      const later = (post_at: number) => client.chat.scheduleMessage({ channel, text: 'a', post_at })
      const past = [await code(later(now - 10)), await code(later(now + 130 * 86_400))]
      const { scheduled_message_id } = await later(now + 3600)
      const at = { channel, scheduled_message_id: scheduled_message_id as string }
      const take = () => code(client.chat.deleteScheduledMessage(at))
      return [...past, 'ok', await take(), await take()]
    },
  },
]
