import { z } from 'zod'
import { isRefusal } from '../src/domain/refusal.ts'
import { firstWord } from '../src/slack/argument.ts'
import type { ModalView } from '../src/slack/blocks.ts'
import { readId } from '../src/slack/cards/button-value.ts'
import { filingOverview } from '../src/slack/cards/filing-overview.ts'
import { registerActions, registerWindow } from '../src/slack/cards/register-view.ts'
import type { ActionContext, CommandContext, Gesture, GestureContext, TriggeredContext } from '../src/slack/gesture.ts'
import { readerOf, refusalView, sentence, viewOr } from '../src/slack/reader.ts'
import { registerText } from '../src/slack/text/register.ts'
import { readFilingOverview, readRegister } from '../src/usecases/register/read-register.ts'
import type { RegisterNamed } from '../src/usecases/register/register-meant.ts'
import { openComparison } from './register-compare.ts'
import { exportTyped } from './register-export.ts'
import { openFiling } from './register-file.ts'
import { openStructure } from './register-structure.ts'

const pageSchema = z.object({ branchId: z.int(), offset: z.int().min(0) })

/** `/register show|file|export|compare|structure`: branches' registers and their filing with head office (Art. 10(3)). */
export const gesture: Gesture = {
  slash: {
    word: '/register',
    description: { zh: '目录名册：查看、备案、导出、比较', en: 'Registers: see, file, export and compare them' },
    usage: {
      zh: 'show [分行] | file | export [csv] | compare | structure',
      en: 'show [BRANCH] | file | export [csv] | compare | structure',
    },
    run,
  },
  actions: {
    [registerActions.show]: (context) => show(context, readId(context.value) ?? 0),
    [registerActions.overview]: showOwn,
    [registerActions.branch]: (context) => show(context, readId(context.value) ?? 0),
    [registerActions.page]: turn,
    [`${registerActions.page}_back`]: turn,
  },
}

async function run(context: CommandContext): Promise<void> {
  const { word, rest } = firstWord(context.text)
  switch (word) {
    case '':
    case 'show':
    case '查看':
      return rest === '' ? showOwn(context) : show(context, rest)
    case 'file':
    case '备案':
      return openFiling(context, rest)
    case 'export':
    case '导出':
      return exportTyped(context, rest)
    case 'compare':
    case '比较':
      return openComparison(context, rest)
    case 'structure':
    case '结构':
      return openStructure(context, rest)
    default:
      return context.tell(sentence(registerText[context.language].help))
  }
}

/** Head office sees who has filed; everybody else their branch's register. */
async function showOwn(context: TriggeredContext): Promise<void> {
  await context.open({ actionId: registerActions.overview, value: '0' }, async () => {
    const actor = await context.actor('command')
    if (isRefusal(actor)) return refusalView(actor, context.language)
    const overview = await readFilingOverview(context.deps, actor.personId)
    if (overview === null) return registerPage(context, '', 0)
    return viewOr(overview, context.language, (read) => filingOverview(read, readerOf(context)))
  })
}

async function show(context: TriggeredContext, named: RegisterNamed): Promise<void> {
  const again = { actionId: registerActions.show, value: typeof named === 'number' ? String(named) : '0' }
  await context.open(again, () => registerPage(context, named, 0))
}

async function turn(context: ActionContext): Promise<void> {
  const { branchId, offset } = pageSchema.parse(JSON.parse(context.value))
  await context.updateView(await registerPage(context, branchId, offset))
}

async function registerPage(context: GestureContext, named: RegisterNamed, offset: number): Promise<ModalView> {
  const actor = await context.actor('command')
  if (isRefusal(actor)) return refusalView(actor, context.language)
  const view = await readRegister(context.deps, actor.personId, named)
  return viewOr(view, context.language, (read) => registerWindow(read, offset, readerOf(context)))
}
