import type { SeenMessage } from '../../src/workspace/actor/contract.ts'
import type { PageView } from '../../src/workspace/protocol.ts'
import type { PersonKey } from './bank.ts'
import type { TestBot } from './bot.ts'

/** The newest message to a person that holds this text or action id; waits for it. */
export function seen(bot: TestBot, key: PersonKey, part: string): Promise<SeenMessage> {
  const actor = bot.as(key)
  return actor.waitFor(() =>
    actor
      .messages()
      .findLast((message) => JSON.stringify(message.blocks).includes(part) || message.text.includes(part)),
  )
}

/** The window on top once it holds this text or action id. */
export function window(bot: TestBot, key: PersonKey, part: string): Promise<PageView> {
  const actor = bot.as(key)
  return actor.waitFor(() => {
    const view = actor.view()
    return view && JSON.stringify(view).includes(part) ? view : null
  })
}

export interface Recommended {
  /** What is typed after /recommend. */
  readonly client: string
  /** The option's whole text. */
  readonly route: string
  /** The option's value. */
  readonly category: string
  /** Typed into the lead unit's search, and chosen; where the route asks for one. */
  readonly leadUnit?: string
  readonly reason?: string
}

/** Fills and submits the recommendation form. */
export async function recommend(bot: TestBot, key: PersonKey, what: Recommended): Promise<void> {
  const actor = bot.as(key)
  await actor.command(`/recommend ${what.client}`)
  const form = await window(bot, key, '"route"')
  const begun = form.state.route?.route?.selected_option?.value
  if (!begun) await actor.select(form, { action_id: 'route' }, what.route)
  const ready = await window(bot, key, what.category)
  await actor.select(ready, { action_id: 'category' }, what.category)
  if (what.leadUnit) {
    const [unit] = await actor.suggest(ready, { action_id: 'leadUnit' }, what.leadUnit)
    await actor.select(ready, { action_id: 'leadUnit' }, unit?.value ?? '')
  }
  await actor.type(ready, { action_id: 'reason' }, what.reason ?? '结算量大，行业地位突出')
  const result = await actor.submit()
  if (!result.closed) throw new Error(`the form was not accepted: ${actor.render()}`)
}

/** Presses Approve on the person's newest live card, saying yes to the confirm dialog of a last step. */
export async function approve(bot: TestBot, key: PersonKey): Promise<SeenMessage> {
  const card = await seen(bot, key, 'recommendation_approve')
  await bot.as(key).click(card, { action_id: 'recommendation_approve' }, { confirm: true })
  return card
}
