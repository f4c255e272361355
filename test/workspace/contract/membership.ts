import { code, type Expectation, made } from './expectation.ts'

/** Who is in a conversation. */
export const membershipExpectations: Expectation[] = [
  {
    name: 'inviting, and inviting again',
    expected: ['ok', 'already_in_channel'],
    async run({ client, people }) {
      const channel = await made(client)
      const invite = () => code(client.conversations.invite({ channel, users: people[0] }))
      return [await invite(), await invite()]
    },
  },
  {
    name: 'inviting oneself',
    expected: 'cant_invite_self',
    run: async ({ client, bot }) => code(client.conversations.invite({ channel: await made(client), users: bot })),
  },
  {
    name: 'inviting one who is not there fails for all',
    expected: ['user_not_found', false],
    async run({ client, people }) {
      const channel = await made(client)
      const refused = await code(client.conversations.invite({ channel, users: `${people[0]},U0NOTHERE` }))
      return [refused, (await client.conversations.members({ channel })).members?.includes(people[0])]
    },
  },
  {
    name: 'with force those come who can',
    expected: ['ok', true],
    async run({ client, people }) {
      const channel = await made(client)
      const invited = await code(client.conversations.invite({ channel, users: `${people[0]},U0NOTHERE`, force: true }))
      return [invited, (await client.conversations.members({ channel })).members?.includes(people[0])]
    },
  },
  {
    name: 'a hundred and one invitees',
    expected: 'invalid_arguments',
    async run({ client }) {
      const users = Array.from({ length: 101 }, (_, i) => `U${i}`).join(',')
      return code(client.conversations.invite({ channel: await made(client), users }))
    },
  },
  {
    name: 'inviting into an archived channel',
    expected: 'is_archived',
    async run({ client, people }) {
      const channel = await made(client, false)
      await client.conversations.archive({ channel })
      return code(client.conversations.invite({ channel, users: people[0] }))
    },
  },
  {
    name: 'removing a member, one who is none, and oneself',
    expected: ['ok', 'not_in_channel', 'cant_kick_self'],
    async run({ client, people, bot }) {
      const channel = await made(client)
      await client.conversations.invite({ channel, users: people[0] })
      const kick = (user: string) => code(client.conversations.kick({ channel, user }))
      return [await kick(people[0]), await kick(people[0]), await kick(bot)]
    },
  },
  {
    name: 'the last one leaving',
    expected: 'last_member',
    run: async ({ client }) => code(client.conversations.leave({ channel: await made(client) })),
  },
  {
    name: 'opening a direct message twice gives one',
    expected: true,
    async run({ client, people }) {
      const [first, second] = [
        await client.conversations.open({ users: people[1] }),
        await client.conversations.open({ users: people[1] }),
      ]
      return first.channel?.id === second.channel?.id && first.channel?.id?.startsWith('D')
    },
  },
  {
    name: 'opening one with nobody, and with one who is not there',
    expected: ['users_list_not_supplied', 'user_not_found'],
    run: async ({ client }) => [
      await code(client.conversations.open({ users: '' })),
      await code(client.conversations.open({ users: 'U0NOTHERE' })),
    ],
  },
  {
    name: 'a group of three is one, however named',
    expected: true,
    async run({ client, people: [a, b] }) {
      const open = async (users: string) => (await client.conversations.open({ users })).channel?.id
      return (await open(`${a},${b}`)) === (await open(`${b},${a}`))
    },
  },
]
