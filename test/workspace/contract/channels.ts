import { code, type Expectation, freshName, made } from './expectation.ts'
import type { Side } from './side.ts'

/** Making channels. */
export const creatingExpectations: Expectation[] = [
  {
    name: 'a private channel of the bot’s',
    expected: { is_private: true, is_archived: false, is_im: false },
    async run({ client }) {
      const { channel } = await client.conversations.create({ name: freshName('made'), is_private: true })
      return { is_private: channel?.is_private, is_archived: channel?.is_archived, is_im: channel?.is_im }
    },
  },
  {
    name: 'its creator is in it',
    expected: true,
    run: async ({ client, bot }) =>
      (await client.conversations.members({ channel: await made(client) })).members?.includes(bot),
  },
  {
    name: 'a name in use',
    expected: 'name_taken',
    async run({ client }) {
      const name = freshName('taken')
      await client.conversations.create({ name })
      return code(client.conversations.create({ name, is_private: true }))
    },
  },
  {
    name: 'the name of an archived channel',
    expected: 'name_taken',
    async run({ client }) {
      const name = freshName('old')
      const { channel } = await client.conversations.create({ name })
      await client.conversations.archive({ channel: channel?.id as string })
      return code(client.conversations.create({ name }))
    },
  },
  ...[
    { what: 'capitals', name: 'Big', expected: 'invalid_name_specials' },
    { what: 'spaces', name: 'a b', expected: 'invalid_name_specials' },
    { what: '81 letters', name: 'x'.repeat(81), expected: 'invalid_name_maxlength' },
    { what: 'punctuation only', name: '--', expected: 'invalid_name_punctuation' },
  ].map(({ what, name, expected }) => ({
    name: `a channel name of ${what}`,
    expected,
    run: ({ client }: Side) => code(client.conversations.create({ name })),
  })),
]

/** Changing them. */
export const changingExpectations: Expectation[] = [
  {
    name: 'renaming an archived channel',
    expected: 'is_archived',
    async run({ client }) {
      const channel = await made(client)
      await client.conversations.archive({ channel })
      return code(client.conversations.rename({ channel, name: freshName('later') }))
    },
  },
  {
    name: 'renaming rewrites the wish',
    expected: true,
    async run({ client }) {
      const wish = freshName('Re Named')
      const { channel } = await client.conversations.rename({ channel: await made(client), name: wish })
      return channel?.name === wish.toLowerCase().replaceAll(' ', '-')
    },
  },
  {
    name: 'archiving twice',
    expected: ['ok', 'already_archived'],
    async run({ client }) {
      const channel = await made(client)
      return [
        await code(client.conversations.archive({ channel })),
        await code(client.conversations.archive({ channel })),
      ]
    },
  },
  {
    name: 'a bot bringing back a channel that it archived',
    expected: 'not_in_channel',
    async run({ client }) {
      const channel = await made(client)
      await client.conversations.archive({ channel })
      return code(client.conversations.unarchive({ channel }))
    },
  },
  {
    name: 'bringing back what is not archived',
    expected: 'not_archived',
    run: async ({ client }) => code(client.conversations.unarchive({ channel: await made(client) })),
  },
  {
    name: 'a topic of 250 characters, and of 251',
    expected: ['ok', 'too_long'],
    async run({ client }) {
      const channel = await made(client)
      const set = (length: number) => code(client.conversations.setTopic({ channel, topic: 'x'.repeat(length) }))
      return [await set(250), await set(251)]
    },
  },
  {
    name: 'the purpose of an archived channel',
    expected: 'is_archived',
    async run({ client }) {
      const channel = await made(client)
      await client.conversations.archive({ channel })
      return code(client.conversations.setPurpose({ channel, purpose: 'p' }))
    },
  },
  {
    name: 'a channel that is not there',
    expected: 'channel_not_found',
    run: ({ client }) => code(client.conversations.info({ channel: 'C0NOTHERE' })),
  },
]
