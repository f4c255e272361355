import { code, divider, type Expectation } from './expectation.ts'

const plain = (text: string) => ({ type: 'plain_text' as const, text })
const modal = (title = 't') => ({ type: 'modal' as const, title: plain(title), blocks: divider })

/** Finding people. */
export const peopleExpectations: Expectation[] = [
  {
    name: 'a person by address, however written',
    expected: 'ok',
    run: async ({ client }) => code(client.users.lookupByEmail({ email: 'ZHANG@x.cn' })),
  },
  {
    name: 'an address nobody has, an id nobody has',
    expected: ['users_not_found', 'user_not_found'],
    run: async ({ client }) => [
      await code(client.users.lookupByEmail({ email: 'no@x.cn' })),
      await code(client.users.info({ user: 'U0NOTHERE' })),
    ],
  },
  {
    name: 'all people, two at a time, each once',
    expected: [true, true],
    async run({ client, people: known }) {
      const seen: string[] = []
      for await (const page of client.paginate('users.list', { limit: 2 }))
        seen.push(...(page as unknown as { members: { id: string }[] }).members.map((one) => one.id))
      return [known.every((id) => seen.includes(id)), new Set(seen).size === seen.length]
    },
  },
]

/** Modals and the home. */
export const viewExpectations: Expectation[] = [
  {
    name: 'a trigger opens one modal',
    expected: ['ok', 'exchanged_trigger_id'],
    async run({ client, trigger }) {
      const trigger_id = await trigger()
      const open = () => code(client.views.open({ trigger_id, view: modal() }))
      return [await open(), await open()]
    },
  },
  {
    name: 'an invented trigger',
    expected: 'invalid_trigger_id',
    run: ({ client }) => code(client.views.open({ trigger_id: 'x', view: modal() })),
  },
  {
    name: 'a title of 25 letters',
    expected: 'invalid_arguments',
    run: async ({ client, trigger }) =>
      code(client.views.open({ trigger_id: await trigger(), view: modal('x'.repeat(25)) })),
  },
  {
    name: 'an old hash',
    expected: ['ok', 'hash_conflict'],
    async run({ client, trigger }) {
      const { view } = await client.views.open({ trigger_id: await trigger(), view: modal() })
      const update = () =>
        code(client.views.update({ view_id: view?.id as string, hash: view?.hash as string, view: modal('u') }))
      return [await update(), await update()]
    },
  },
  {
    name: 'a view that is not there',
    expected: 'not_found',
    run: ({ client }) => code(client.views.update({ view_id: 'V0NOTHERE', view: modal() })),
  },
  {
    name: 'a home, and one with an old hash',
    expected: ['ok', 'hash_conflict'],
    async run({ client, people: [first] }) {
      const publish = (extra: object) =>
        client.views.publish({ user_id: first, view: { type: 'home', blocks: divider }, ...extra })
      return [await code(publish({})), await code(publish({ hash: '1.x' }))]
    },
  },
]
