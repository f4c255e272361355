import { z } from 'zod'
import { isRefusal, type Refusal } from '../src/domain/refusal.ts'
import { type Policy, policySchema } from '../src/policy.ts'
import { settingForm, settingsIds, settingsView } from '../src/slack/cards/settings-view.ts'
import { listOf } from '../src/slack/form.ts'
import type { ActionContext, CommandContext, Gesture, SubmitAnswer, SubmitContext } from '../src/slack/gesture.ts'
import { fieldErrors, momentFor, noteView, readerOf, refusalView } from '../src/slack/reader.ts'
import { settingsText } from '../src/slack/text/settings.ts'
import { changeSetting } from '../src/usecases/settings/publish-settings.ts'
import { readSettings, type Settings } from '../src/usecases/settings/read-settings.ts'
import { readUnderWay } from '../src/usecases/under-way.ts'

const keySchema = z.string().refine((key): key is keyof Policy => key in policySchema.shape)
const metadataSchema = z.object({ key: keySchema, base: z.int() })

/** `/settings`: what the guideline leaves to the bank, as versions with who, when and why (Art. 15(1)). */
export const gesture: Gesture = {
  slash: {
    word: '/settings',
    description: { zh: '本行设置：查看、更改', en: 'The bank’s settings: see and change them' },
    usage: { zh: '', en: '' },
    run: open,
  },
  actions: { [settingsIds.open]: open, [settingsIds.change]: change },
  submits: { [settingsIds.change]: submit },
}

async function open(context: CommandContext | ActionContext): Promise<void> {
  await context.open({ actionId: settingsIds.open, value: ' ' }, async () => {
    const actor = await context.actor('command')
    if (isRefusal(actor)) return refusalView(actor, context.language)
    const settings = await readSettings(context.deps, actor.personId)
    return settings
      ? settingsView(settings, readerOf(context))
      : noteView(settingsText[context.language].unreadable, context.language)
  })
}

async function change(context: ActionContext): Promise<void> {
  await context.open({ actionId: settingsIds.change, value: context.value }, async () => {
    const actor = await context.actor('form')
    if (isRefusal(actor)) return refusalView(actor, context.language)
    const key = keySchema.safeParse(context.value)
    const settings: Settings | null = await readSettings(context.deps, actor.personId)
    if (!key.success || !settings) return noteView(settingsText[context.language].unreadable, context.language)
    return settingForm(key.data, settings, await readUnderWay(context.deps, null), context.language)
  })
}

async function submit(context: SubmitContext): Promise<SubmitAnswer> {
  const actor = await context.actor('form')
  if (isRefusal(actor)) return wrong(actor, context)
  const { key, base } = metadataSchema.parse(JSON.parse(context.view.metadata))
  const { reason, restart: _, ...typed } = context.view.values
  const restart = listOf(context.view.values, 'restart').map(Number)
  const asked = { key, base, typed, restart, reason: typeof reason === 'string' ? reason : '' }
  const done = await changeSetting(context.deps, actor, asked, momentFor(context))
  if (isRefusal(done)) return wrong(done, context)
  const said = settingsText[context.language].published(done)
  return { kind: 'update', view: noteView(said, context.language, settingsText[context.language].title) }
}

function wrong(refusal: Refusal, { language }: SubmitContext): SubmitAnswer {
  return { kind: 'errors', errors: fieldErrors(refusal, 'reason', language) }
}
