/**
 * Slack away for 24 hours with 100,000 redraws waiting, on virtual time with three workers: `npx tsx bench/away.ts [EFFECTS]`.
 * Five minutes at the beginning and two at the end of the outage are lived through, the hours between are skipped.
 */
import { type NewEffect, queueEffects } from '../db/queries/effects.ts'
import { done, failed, type OutgoingKind } from '../src/slack/deliver/kind.ts'
import { callsAMinute } from '../src/slack/rates.ts'
import { printMachine } from './support/figures.ts'
import { type VirtualBot, withVirtualBot } from './support/virtual-bot.ts'

const effects = Number(process.argv[2] ?? 100_000)
const CHANGED_AGAIN = 1_000
const HOURS = 24
const MINUTES_AFTER = 10
const place = { channel: '', ts: '' }

const kind: OutgoingKind = {
  kind: 'bench_redraw',
  async deliver({ gateway }, { payload }) {
    const updated = await gateway.updateMessage(place, {
      text: `card ${payload.no}, version ${payload.version}`,
      blocks: [],
    })
    return updated.ok ? done : failed(updated.failure)
  },
}

async function queue({ database, time }: VirtualBot, from: number, to: number, version: number): Promise<void> {
  for (let at = from; at < to; at += 5_000) {
    const rows = Array.from({ length: Math.min(5_000, to - at) }, (_, no): NewEffect => {
      const card = `card ${at + no}`
      return { lane: card, kind: 'bench_redraw', mergeKey: card, payload: { no: at + no, version }, priority: 1 }
    })
    await database.db.transaction((tx) => queueEffects(tx, rows, new Date(time.now())))
  }
}

/** So many virtual minutes. */
async function live({ time }: VirtualBot, minutes: number): Promise<void> {
  const until = time.now() + minutes * 60_000
  await time.run(() => time.now() >= until)
}

const megabytes = () => process.memoryUsage().rss / 1_048_576

await withVirtualBot({ kinds: [kind] }, async (bot) => {
  const { workspace, time } = bot
  const user = workspace.addUser({ realName: 'A', email: 'a@bank.example' })
  place.channel = workspace.addChannel({ name: 'away', creator: user.id, members: [workspace.botUserId] })
  const posted = await workspace.fetch(`${workspace.apiUrl}chat.postMessage`, {
    method: 'POST',
    headers: { authorization: `Bearer ${workspace.botToken}`, 'content-type': 'application/json' },
    body: JSON.stringify({ channel: place.channel, text: 'card' }),
  })
  place.ts = ((await posted.json()) as { ts: string }).ts
  workspace.rules.rateLimits = true
  const away = workspace.faults.add({ method: '*', kind: 'reset', count: Number.POSITIVE_INFINITY })
  await queue(bot, 0, effects, 1)
  await queue(bot, 0, CHANGED_AGAIN, 2)
  await queue(bot, 0, CHANGED_AGAIN, 3)
  for (let no = 0; no < 3; no++) await bot.startWorker()
  await live(bot, 0.5)
  const before = megabytes()
  await live(bot, 4.5)
  const tries = workspace.log.tally('chat.update').calls
  await time.skip((HOURS * 60 - 7) * 60_000)
  await live(bot, 2)
  const after = megabytes()
  const returned = time.now()
  away.remove()
  await time.run(() => workspace.log.tally('chat.update').done > 0)
  const first = (time.now() - returned) / 1_000
  await live(bot, MINUTES_AFTER)
  const { done: drawn, limited } = workspace.log.tally('chat.update')
  const sent = workspace.log
    .calls('chat.update')
    .filter(({ answer }) => answer?.ok)
    .map(({ args }) => String(args.text))
  const stale = sent.filter(
    (text) =>
      /card \d+, version/.test(text) && Number(text.match(/\d+/)?.[0]) < CHANGED_AGAIN && !text.endsWith('version 3'),
  )
  const minutes = (time.now() - returned) / 60_000
  const rate = callsAMinute('chat.update') ?? 0
  printMachine()
  console.table({
    'tries in the first five minutes': tries,
    'memory before, MB': Math.round(before),
    'memory at the end of the outage, MB': Math.round(after),
    'first answer after the return, s': first,
    'drawn in the minutes after': drawn,
    'of the rate, %': Number(((drawn / minutes / rate) * 100).toFixed(1)),
    '429 of our own': limited,
    'superseded versions sent': stale.length,
    'sent twice': sent.length - new Set(sent).size,
  })
})
