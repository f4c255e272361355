import { code, type Expectation } from './expectation.ts'

/** Who may call what. */
export const tokenExpectations: Expectation[] = [
  { name: 'no token', expected: 'not_authed', run: ({ stranger }) => code(stranger.auth.test()) },
  {
    name: 'a token without the scope',
    expected: { error: 'missing_scope', needed: 'groups:write', provided: 'users:read' },
    run: (side) =>
      side.onlyReadingUsers(async (client) => {
        try {
          return await client.conversations.create({ name: 'poor', is_private: true })
        } catch (error) {
          const { error: told, needed, provided } = (error as { data: Record<string, unknown> }).data
          return { error: told, needed, provided }
        }
      }),
  },
  { name: 'a method nobody knows', expected: 'unknown_method', run: ({ client }) => code(client.apiCall('no.such')) },
  {
    name: 'who the bot is',
    expected: true,
    run: async ({ client, bot }) => (await client.auth.test()).user_id === bot,
  },
]
