import { unitText } from '../../src/slack/text/unit.ts'
import type { PersonKey } from './bank.ts'
import type { TestBot } from './bot.ts'
import { seen, window } from './gestures.ts'

/** Opens the window of a client's units from its card. */
export async function openUnits(bot: TestBot, key: PersonKey, client: string): Promise<void> {
  const actor = bot.as(key)
  if (actor.view()) await actor.close(true)
  await actor.command(`/client ${client}`)
  const card = await actor.waitFor(
    () => actor.ephemerals().findLast((message) => JSON.stringify(message.blocks).includes('units_open')),
    { timeoutMs: 15_000 },
  )
  await actor.click(card, { action_id: 'units_open' })
  const titles = [unitText.zh.title, unitText.en.title]
  await actor.waitFor(() => titles.includes(actor.view()?.title ?? ''), { timeoutMs: 15_000 })
}

export interface Naming {
  readonly aim: 'add' | 'change'
  /** Typed into the search, and the first hit chosen. */
  readonly unit: string
  readonly reason?: string
  readonly keepsOld?: boolean
}

/** Names a unit in the form behind the window of the units. */
export async function nameInForm(bot: TestBot, key: PersonKey, client: string, naming: Naming): Promise<void> {
  const actor = bot.as(key)
  await openUnits(bot, key, client)
  await actor.click(await window(bot, key, `units_${naming.aim}`), { action_id: `units_${naming.aim}` })
  const form = await window(bot, key, '"block_id":"unit"')
  const [unit] = await actor.suggest(form, { action_id: 'unit' }, naming.unit)
  await actor.select(form, { action_id: 'unit' }, unit?.value ?? '')
  if (naming.reason) await actor.type(form, { action_id: 'reason' }, naming.reason)
  if (naming.keepsOld) await actor.select(form, { action_id: 'keepsOld' }, ['yes'])
  await actor.submit()
}

/** Agrees on the person's live card of a proposal. */
export async function agree(bot: TestBot, key: PersonKey, number: number): Promise<void> {
  const card = await seen(bot, key, 'unit_agree', `U-${number}｜`)
  await bot.as(key).click(card, { action_id: 'unit_agree' }, { confirm: true })
}

/** Refuses on the person's live card of a proposal. */
export async function refuseConsent(bot: TestBot, key: PersonKey, number: number, reason: string): Promise<void> {
  const card = await seen(bot, key, 'unit_refuse', `U-${number}｜`)
  await bot.as(key).click(card, { action_id: 'unit_refuse' })
  const form = await window(bot, key, 'plain_text_input')
  await bot.as(key).type(form, { action_id: 'reason' }, reason)
  await bot.as(key).submit()
}
