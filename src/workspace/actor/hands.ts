import { changeChannel, makeChannel } from '../acts/change-channel.ts'
import { type Click, click } from '../acts/click.ts'
import { closeView } from '../acts/close-view.ts'
import { markMessage } from '../acts/mark-message.ts'
import { openHome } from '../acts/open-home.ts'
import { blocksOf, enter, findSpot } from '../acts/place.ts'
import { runCommand } from '../acts/run-command.ts'
import { say } from '../acts/say.ts'
import { useShortcut } from '../acts/shortcut.ts'
import { submitView } from '../acts/submit-view.ts'
import { suggest } from '../acts/suggest.ts'
import { optionsOf, type Placed } from '../block-kit/input-state.ts'
import type { Block, Option } from '../block-kit/shape.ts'
import type { PagePlace, PageView } from '../protocol.ts'
import { viewFor } from '../screen.ts'
import { stackOf } from '../views.ts'
import type { World } from '../world.ts'
import type { Actor, ClickOptions, GestureResult, SeenMessage, SubmitResult } from './contract.ts'
import type { Eyes } from './eyes.ts'
import { findWhich, type Which } from './find-which.ts'

export type Hands = Pick<
  Actor,
  | 'command'
  | 'shortcut'
  | 'makeChannel'
  | 'changeChannel'
  | 'markMessage'
  | 'say'
  | 'click'
  | 'select'
  | 'suggest'
  | 'type'
  | 'submit'
  | 'close'
  | 'openHome'
>

type Target = SeenMessage | PageView

interface Person {
  world: World
  id: string
  /** Throws with the problem and what is on the screen. */
  fail(problem: string): never
}

/** What a person does. `screen` describes what they see, for errors. */
export function createHands(world: World, id: string, eyes: Eyes, screen: () => string): Hands {
  const fail = (problem: string): never => {
    throw new Error(`${problem}\non the screen of ${eyes.person().realName}:\n${screen()}`)
  }
  const person: Person = { world, id, fail }
  return {
    command: (line, where) => runCommand(world, id, where ?? eyes.dm().id, line),
    shortcut: (callbackId, message) => useShortcut(world, id, callbackId, message ?? null),
    makeChannel: (name, isPrivate = false) => makeChannel(world, id, name, isPrivate).id,
    changeChannel: (where, change) => changeChannel(world, id, where, change),
    markMessage: (message, mark) => markMessage(world, id, message.conversationId, message.ts, mark),
    say(where, text, threadTs) {
      const { ts } = say(world, id, where, text, threadTs)
      return eyes.messages(where).find((one) => one.ts === ts) as SeenMessage
    },
    click: async (target, which, options = {}) => press(person, target, which, options),
    select: async (target, which, choice) =>
      choose(person, target, point(person, currentBlocks(person, target), which), choice),
    async suggest(target, which, query) {
      const placed = point(person, currentBlocks(person, target), which)
      const answer = await suggest(world, id, { ...addressOf(target, placed), query })
      return answer.suggestions?.options ?? fail(`no suggestions for "${query}": ${answer.error}`)
    },
    type: async (target, which, text) =>
      fill(person, target, point(person, currentBlocks(person, target), which), text),
    submit: async (view) => submit(person, view ?? eyes.view() ?? fail('no modal is open')),
    async close(all = false) {
      await closeView(world, id, (eyes.view() ?? fail('no modal is open')).id, all)
    },
    openHome: async (tab = 'home') => openHome(world, id, tab),
  }
}

function point(person: Person, blocks: Block[], which: Which): Placed {
  const found = findWhich(blocks, which)
  return typeof found === 'string' ? person.fail(found) : found
}

function placeOf(target: Target): PagePlace {
  if ('conversationId' in target) return { kind: 'message', conversationId: target.conversationId, ts: target.ts }
  return target.type === 'home' ? { kind: 'home' } : { kind: 'view', viewId: target.id }
}

function addressOf(target: Target, { block, element }: Placed): Pick<Click, 'place' | 'blockId' | 'actionId'> {
  return { place: placeOf(target), blockId: block.block_id, actionId: element.action_id as string }
}

function currentBlocks(person: Person, target: Target): Block[] {
  try {
    return blocksOf(findSpot(person.world, person.id, placeOf(target)))
  } catch (error) {
    return person.fail(`what was to be used is gone (${(error as Error).message})`)
  }
}

function seenBlocks(target: Target): Block[] {
  return 'conversationId' in target
    ? [...target.blocks, ...target.attachments.flatMap((one) => one.blocks ?? [])]
    : target.blocks
}

async function press(person: Person, target: Target, which: Which, options: ClickOptions): Promise<GestureResult> {
  const seen = options.stale ? { seen: seenBlocks(target) } : {}
  const placed = point(person, seen.seen ?? currentBlocks(person, target), which)
  const entry = options.value ?? which.text
  const input =
    placed.element.type === 'overflow' && entry !== undefined
      ? { input: valuesFor(person, placed, entry, [])[0] as string }
      : {}
  return send(person, placed, { ...addressOf(target, placed), ...input, ...seen }, options)
}

async function send(person: Person, placed: Placed, act: Click, options: ClickOptions): Promise<GestureResult> {
  const { confirm } = placed.element
  const words = confirm && {
    title: confirm.title.text,
    text: confirm.text.text,
    confirm: confirm.confirm.text,
    deny: confirm.deny.text,
  }
  if (words && !options.confirm)
    return person.fail(`asks first: ${JSON.stringify(words)}; pass { confirm: true } to say yes`)
  const outcome = await click(person.world, person.id, { ...act, confirmed: options.confirm === true })
  return words ? { ...outcome, confirm: words } : outcome
}

async function choose(
  person: Person,
  target: Target,
  placed: Placed,
  choice: string | readonly string[],
): Promise<GestureResult> {
  const many = placed.element.type.startsWith('multi_') || placed.element.type === 'checkboxes'
  const offers = placed.element.type.endsWith('external_select') ? await searchFor(person, target, placed, choice) : []
  const values = valuesFor(person, placed, choice, offers)
  return fill(person, target, placed, many ? values : (values[0] ?? null))
}

// As a person does: type the words, take what comes.
async function searchFor(
  person: Person,
  target: Target,
  placed: Placed,
  choice: string | readonly string[],
): Promise<Option[]> {
  for (const query of [choice].flat()) await suggest(person.world, person.id, { ...addressOf(target, placed), query })
  const viewOrTs = 'conversationId' in target ? target.ts : target.id
  return person.world.offers.get([person.id, viewOrTs, placed.block.block_id, placed.element.action_id].join(' ')) ?? []
}

/** Option texts or values → values; ids and dates stay as they are. */
function valuesFor(
  person: Person,
  { element }: Placed,
  choice: string | readonly string[],
  offers: readonly Option[],
): string[] {
  const options = [...optionsOf(element), ...offers]
  const takesOptions = /static_select|external_select|radio_buttons|checkboxes|overflow/.test(element.type)
  return [choice].flat().map((wanted) => {
    if (!takesOptions) return wanted
    const found = options.find((one) => one.value === wanted || one.text.text === wanted) ?? only(options, wanted)
    return (
      found?.value ??
      person.fail(`"${wanted}" is not offered; there are: ${options.map((one) => one.text.text).join(', ')}`)
    )
  })
}

function only(options: readonly Option[], part: string): Option | undefined {
  const found = options.filter((one) => one.text.text.includes(part))
  return found.length === 1 ? found[0] : undefined
}

async function fill(
  person: Person,
  target: Target,
  placed: Placed,
  input: string | string[] | null,
): Promise<GestureResult> {
  const address = addressOf(target, placed)
  // In an input block nothing is sent until the form is, unless the block asks for it.
  if (placed.block.type !== 'input' || placed.block.dispatch_action)
    return send(person, placed, { ...address, input }, { confirm: true })
  const spot = findSpot(person.world, person.id, address.place)
  enter(person.world, person.id, spot, { [address.blockId]: { [address.actionId]: input } })
  return { ok: true }
}

async function submit(person: Person, view: PageView): Promise<SubmitResult> {
  const { world, id } = person
  const outcome = await submitView(world, id, view.id, {})
  const top = stackOf(world, id).at(-1)
  const still = world.state.views.get(view.id)
  if (outcome.error === 'no_answer' || outcome.error === 'bad_answer') return { closed: false, trouble: outcome.error }
  if (still && Object.keys(still.errors).length > 0) return { closed: false, errors: still.errors }
  return { closed: !still, ...(top ? { view: viewFor(world, top) } : {}) }
}
