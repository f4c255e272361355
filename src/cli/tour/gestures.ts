import type { PageView } from '../../workspace/protocol.ts'
import type { Player } from './cast.ts'
import type { Transcript } from './transcript.ts'

/** What is filled into the recommendation form. */
export interface Filled {
  /** Typed after the command. */
  readonly client: string
  /** Beginning of the chosen route's value. */
  readonly route: string
  /** Value of the chosen category. */
  readonly category: string
  /** Searched and chosen, where the form asks for it. */
  readonly leadUnit?: string
  readonly reason: string
}

/** `/recommend`, the form filled and submitted. */
export async function recommend(t: Transcript, player: Player, filled: Filled): Promise<void> {
  const { actor, name } = player
  t.does(name, `/recommend ${filled.client}`)
  await actor.command(`/recommend ${filled.client}`)
  const form = await t.window(actor, '"route"')
  const chosen = form.state.route?.route?.selected_option?.value ?? ''
  const options = optionsOf(form, 'route')
  const route = options.find((value) => value.startsWith(filled.route)) ?? ''
  if (chosen !== route) await actor.select(form, { action_id: 'route' }, route)
  const ready = await t.window(actor, filled.category)
  await actor.select(ready, { action_id: 'category' }, filled.category)
  if (filled.leadUnit) {
    const [unit] = await actor.suggest(ready, { action_id: 'leadUnit' }, filled.leadUnit)
    await actor.select(ready, { action_id: 'leadUnit' }, unit?.value ?? '')
  }
  await actor.type(ready, { action_id: 'reason' }, filled.reason)
  const sent = await actor.submit()
  t.check(`${name} 提交了表单${sent.closed ? '' : `（${JSON.stringify(sent.errors)}）`}`, sent.closed)
}

function optionsOf(view: PageView, name: string): string[] {
  const block = view.blocks.find((one) => one.block_id === name) as
    | { element?: { options?: { value?: string }[] } }
    | undefined
  return (block?.element?.options ?? []).flatMap((option) => option.value ?? [])
}

/** The newest card with this button, pressed; a last step's confirm dialog is answered with yes. */
export async function press(t: Transcript, player: Player, actionId: string, client: string): Promise<void> {
  const card = await player.actor.waitFor(
    () =>
      player.actor.messages().findLast((one) => {
        const drawn = JSON.stringify(one.blocks)
        return drawn.includes(`"${actionId}"`) && drawn.includes(client)
      }),
    { timeoutMs: 20_000 },
  )
  const pressed = await player.actor.click(card, { action_id: actionId }, { confirm: true })
  t.does(
    player.name,
    `按「${labelOf(card.blocks, actionId)}」${pressed.confirm ? `，并确认：${pressed.confirm.text}` : ''}`,
  )
}

function labelOf(blocks: readonly unknown[] | undefined, actionId: string): string {
  const found = new RegExp(`"action_id":"${actionId}","text":\\{"type":"plain_text","text":"([^"]*)"`)
  return found.exec(JSON.stringify(blocks ?? []))?.[1] ?? actionId
}

/** A button that asks for a reason, and the reason. */
export async function pressWithReason(
  t: Transcript,
  player: Player,
  actionId: string,
  client: string,
  reason: string,
): Promise<void> {
  await press(t, player, actionId, client)
  const form = await t.window(player.actor, '"reason"')
  await player.actor.type(form, { action_id: 'reason' }, reason)
  const sent = await player.actor.submit()
  t.check(`理由已提交：${reason}`, sent.closed)
}
