import { z } from 'zod'
import { isRefusal } from '../src/domain/refusal.ts'
import { firstWord, meansPerson, plainArgument } from '../src/slack/argument.ts'
import type { Block } from '../src/slack/blocks.ts'
import { readId } from '../src/slack/cards/button-value.ts'
import { clientActions, clientCardMessage, foundClientsMessage } from '../src/slack/cards/client-card.ts'
import { pictureBlocks } from '../src/slack/cards/figures-picture.ts'
import type { ActionContext, CommandContext, Gesture, GestureContext } from '../src/slack/gesture.ts'
import { readerOf, refusalMessage, sentence } from '../src/slack/reader.ts'
import { clientText } from '../src/slack/text/client.ts'
import { accountsOfTeam } from '../src/usecases/addresses.ts'
import { readClientCard, searchClients } from '../src/usecases/client-card.ts'
import { onlyHit } from '../src/usecases/client-meant.ts'
import { pictureForReader } from '../src/usecases/figures/client-picture.ts'
import { openAdoption } from './channel-adopt.ts'

const pageSize = 8

const nextSchema = z.object({ typed: z.string(), offset: z.int().min(0) })

/** `/client NAME` shows a client to whom it may concern; `find WORDS` searches; `adopt NAME` is for administrators. */
export const gesture: Gesture = {
  slash: {
    word: '/client',
    description: { zh: '查看或查找客户', en: 'Show or find a client' },
    usage: { zh: '名称 | find 关键字 | adopt 名称', en: 'NAME | find WORDS | adopt NAME' },
    run,
  },
  actions: {
    [clientActions.show]: (context) => showClient(context, readId(context.value) ?? 0),
    [clientActions.next]: nextPage,
  },
}

async function run(context: CommandContext): Promise<void> {
  const { word, rest } = firstWord(context.text)
  if (word === 'adopt' || word === '采用') return openAdoption(context, rest)
  const finding = word === 'find' || word === '查找'
  const typed = finding ? rest : plainArgument(context.text)
  if (typed === '') return context.tell(sentence(clientText[context.language].help))
  if (meansPerson(typed)) return context.tell(sentence(clientText[context.language].notAPerson))
  await search(context, typed, 0, !finding)
}

async function nextPage(context: ActionContext): Promise<void> {
  const page = nextSchema.parse(JSON.parse(context.value))
  await search(context, page.typed, page.offset, false)
}

/** One hit is shown at once where a client was named; otherwise the list. */
async function search(context: GestureContext, typed: string, offset: number, named: boolean): Promise<void> {
  const actor = await context.actor('command')
  if (isRefusal(actor)) return context.tell(refusalMessage(actor, context.language))
  const found = await searchClients(context.deps, actor.personId, typed, { limit: pageSize, offset })
  if (isRefusal(found)) return context.tell(refusalMessage(found, context.language))
  const only = onlyHit(found, typed)
  if (named && only) return showClient(context, only.id)
  await context.tell(foundClientsMessage(found, typed, named, offset, pageSize, readerOf(context)))
}

async function showClient(context: GestureContext, clientId: number): Promise<void> {
  const actor = await context.actor('command')
  if (isRefusal(actor)) return context.tell(refusalMessage(actor, context.language))
  const card = await readClientCard(context.deps, actor.personId, clientId)
  if (isRefusal(card)) return context.tell(refusalMessage(card, context.language))
  const accounts = await accountsOfTeam(context.deps, clientId)
  const reader = readerOf(context)
  const picture = await pictureForReader(context.deps, clientId, reader.language)
  const drawn = (blocks?: readonly Block[]) => clientCardMessage(card, accounts, reader, blocks)
  await context.tell(drawn(pictureBlocks(picture, reader.language)), drawn())
}
