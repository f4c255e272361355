import { z } from 'zod'
import { isRefusal, type Refusal, refuse } from '../src/domain/refusal.ts'
import type { ModalView } from '../src/slack/blocks.ts'
import { adoptionIds, adoptionView } from '../src/slack/cards/adoption-view.ts'
import { listOf } from '../src/slack/form.ts'
import type {
  ActionContext,
  CommandContext,
  Gesture,
  GestureContext,
  SubmitAnswer,
  SubmitContext,
} from '../src/slack/gesture.ts'
import { refusalMessage, refusalView, sentence } from '../src/slack/reader.ts'
import { readRoom, roomIn } from '../src/slack/room.ts'
import { adoptionText } from '../src/slack/text/adoption.ts'
import { refusalText } from '../src/slack/text/refusal.ts'
import { type Adoption, adoptChannel, readAdoption } from '../src/usecases/adopt-channel.ts'
import { searchClients } from '../src/usecases/client-card.ts'
import { onlyHit } from '../src/usecases/client-meant.ts'
import { openAnother } from '../src/usecases/lost-channel.ts'

/** What was typed, and where: enough to begin again where a window could not open. */
const askedSchema = z.object({ client: z.string(), channelId: z.string() })
const carriedSchema = z.object({ clientId: z.int(), channelId: z.string(), seen: z.string().nullable() })
const lostSchema = z.object({ clientId: z.int(), seen: z.string() })

/** So many that the one named in full is among them; of several others none is guessed. */
const several = 8

/** An administrator makes a channel that people made a client's own, or has another opened for one that is lost. */
export const gesture: Gesture = {
  actions: {
    [adoptionIds.open]: (context) => openWindow(context, askedSchema.parse(JSON.parse(context.value))),
    [adoptionIds.how]: (context) => context.tell(sentence(adoptionText[context.language].howToAdopt(context.value))),
    [adoptionIds.another]: another,
  },
  submits: { [adoptionIds.submit]: adopt },
}

/** `/client adopt CLIENT`, typed in the channel, or with its link or id behind the client. */
export async function openAdoption(context: CommandContext, typed: string): Promise<void> {
  const { client, channelId, byName } = roomIn(typed)
  if (client === '') return context.tell(sentence(adoptionText[context.language].usage))
  if (byName) return context.tell(refusalMessage(refuse('room_by_name'), context.language))
  await openWindow(context, { client, channelId: channelId ?? context.channelId })
}

async function openWindow(context: CommandContext | ActionContext, asked: z.infer<typeof askedSchema>): Promise<void> {
  await context.open({ actionId: adoptionIds.open, value: JSON.stringify(asked) }, async (): Promise<ModalView> => {
    const view = await viewOf(context, asked)
    return 'refused' in view ? refusalView(view, context.language) : view
  })
}

async function viewOf(
  context: GestureContext,
  { client: typed, channelId }: z.infer<typeof askedSchema>,
): Promise<ModalView | Refusal> {
  const actor = await context.actor('command')
  if (isRefusal(actor)) return actor
  const found = await searchClients(context.deps, actor.personId, typed, { limit: several, offset: 0 })
  if (isRefusal(found)) return found
  const client = onlyHit(found, typed)
  if (!client) return refuse('client_unclear', { params: { typed } })
  const room = await readRoom(context.gateway, channelId)
  if (isRefusal(room)) return room
  const adoption = await readAdoption(context.deps, actor, client.id, room)
  if (isRefusal(adoption)) return adoption
  const carried = { clientId: client.id, channelId, seen: adoption.current?.channelId ?? null }
  return adoptionView(adoption, JSON.stringify(carried), context.language)
}

async function adopt(context: SubmitContext): Promise<SubmitAnswer> {
  const { language } = context
  const done = await adopted(context)
  if (!isRefusal(done)) return { kind: 'close', said: adoptionText[language].said(done.client.shortName) }
  if (done.field) return { kind: 'errors', errors: { [done.field]: refusalText(done, language) } }
  return { kind: 'update', view: refusalView(done, language) }
}

/** The channel is looked at once more: what was shown may be an hour old. */
async function adopted(context: SubmitContext): Promise<Adoption | Refusal> {
  const { clientId, channelId, seen } = carriedSchema.parse(JSON.parse(context.view.metadata))
  const actor = await context.actor('form')
  if (isRefusal(actor)) return actor
  const room = await readRoom(context.gateway, channelId)
  if (isRefusal(room)) return room
  const replace = listOf(context.view.values, 'replace').includes('yes')
  return adoptChannel(context.deps, actor, clientId, room, { seen, replace })
}

async function another(context: ActionContext): Promise<void> {
  const { clientId, seen } = lostSchema.parse(JSON.parse(context.value))
  const actor = await context.actor('card')
  const client = isRefusal(actor) ? actor : await openAnother(context.deps, actor, clientId, seen)
  if (isRefusal(client)) return context.tell(refusalMessage(client, context.language))
  await context.redraw(sentence(adoptionText[context.language].opening(client)))
}
