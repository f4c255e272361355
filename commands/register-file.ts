import { z } from 'zod'
import { isAboutAuthority, isRefusal, type Refusal } from '../src/domain/refusal.ts'
import { input, lines, type ModalView, modal, quote, context as smallPrint, textField } from '../src/slack/blocks.ts'
import { readId } from '../src/slack/cards/button-value.ts'
import { filingActions, filingCard } from '../src/slack/cards/filing-card.ts'
import { differenceBlocks } from '../src/slack/cards/register-difference.ts'
import { registerActions } from '../src/slack/cards/register-view.ts'
import { textOf } from '../src/slack/form.ts'
import type { ActionContext, Gesture, SubmitAnswer, SubmitContext, TriggeredContext } from '../src/slack/gesture.ts'
import { momentFor, readerOf, refusalMessage, refusalView, sentence, viewOr } from '../src/slack/reader.ts'
import { common } from '../src/slack/text/common.ts'
import { filingText } from '../src/slack/text/filing.ts'
import { refusalText } from '../src/slack/text/refusal.ts'
import { registerText } from '../src/slack/text/register.ts'
import type { Language } from '../src/slack/text/words.ts'
import { settleRegister } from '../src/usecases/register/decide-filing.ts'
import { type FilingDraft, fileRegister, readFilingDraft } from '../src/usecases/register/file-register.ts'
import { readFilingView } from '../src/usecases/register/read-filing.ts'
import type { RegisterNamed } from '../src/usecases/register/register-meant.ts'

/** How many clients of a kind the form names; the whole is in the register's window. */
const named = 15

const branchSchema = z.object({ branchId: z.int() })
const filingSchema = z.object({ filingId: z.int() })

/** Filing a register, acknowledging it, sending it back with a question, answering it (Art. 10(3)). */
export const gesture: Gesture = {
  actions: {
    [registerActions.file]: (context) => openFiling(context, readId(context.value) ?? 0),
    [filingActions.answer]: (context) => openFiling(context, readId(context.value) ?? 0),
    [filingActions.acknowledge]: acknowledge,
    [filingActions.sendBack]: askQuestion,
  },
  submits: { [registerActions.file]: file, [filingActions.sendBack]: sendBack },
}

/** Opens the form by which a branch files, with what has changed since its last filing. */
export async function openFiling(context: TriggeredContext, branch: RegisterNamed): Promise<void> {
  const again = { actionId: registerActions.file, value: typeof branch === 'number' ? String(branch) : '0' }
  await context.open(again, async () => {
    const actor = await context.actor('form')
    if (isRefusal(actor)) return refusalView(actor, context.language)
    const draft = await readFilingDraft(context.deps, actor.personId, branch)
    return viewOr(draft, context.language, (read) => filingForm(read, context.language))
  })
}

function filingForm(draft: FilingDraft, language: Language): ModalView {
  const text = filingText[language]
  const { added, changed, removed } = draft.difference
  const base = draft.base?.version ?? null
  return modal({
    callbackId: registerActions.file,
    title: text.fileTitle,
    submit: text.fileSubmit,
    close: common[language].cancel,
    metadata: JSON.stringify({ branchId: draft.branch.id }),
    blocks: [
      lines(
        [{ bold: text.fileIntro(draft.branch.name, draft.version) }],
        [registerText[language].count(draft.entries.length)],
        [text.change(added.length, changed.length, removed.length, base)],
        ...(draft.waiting === null ? [] : [[text.replaces(draft.waiting)]]),
      ),
      smallPrint(text.fileNote),
      ...(base === null ? [] : differenceBlocks(draft.difference, named, language)),
      ...(draft.sentBack
        ? [
            quote(draft.sentBack.row.question ?? '', [{ bold: text.label.question }]),
            input('answer', text.answerLabel, textField('answer', { multiline: true }), { hint: text.answerHint }),
          ]
        : []),
    ],
  })
}

async function file(context: SubmitContext): Promise<SubmitAnswer> {
  const actor = await context.actor('form')
  if (isRefusal(actor)) return refused(actor, 'answer', context)
  const { branchId } = branchSchema.parse(JSON.parse(context.view.metadata))
  const filed = await fileRegister(context.deps, actor, { branchId, answer: textOf(context.view.values, 'answer') })
  if (isRefusal(filed)) return refused(filed, 'answer', context)
  const said = filingText[context.language].filed(filed.branchName, filed.version, filed.clients)
  return { kind: 'close', said }
}

async function acknowledge(context: ActionContext): Promise<void> {
  const actor = await context.actor('card')
  if (isRefusal(actor)) return context.tell(refusalMessage(actor, context.language))
  const filingId = readId(context.value) ?? 0
  const done = await settleRegister(context.deps, actor, filingId, { verdict: 'acknowledged' }, momentFor(context))
  const refusal = isRefusal(done) ? refusalText(done, context.language) : undefined
  const view = await readFilingView(context.deps, filingId)
  const asked = !(isRefusal(done) && isAboutAuthority(done))
  if (view) return context.redraw(filingCard(view, { role: 'department', asked }, readerOf(context)), refusal)
  if (refusal) await context.tell(sentence(refusal))
}

/** The form needs nothing from the database, so that it opens while the database is slow (B10). */
async function askQuestion(context: ActionContext): Promise<void> {
  const text = filingText[context.language]
  const form = modal({
    callbackId: filingActions.sendBack,
    title: text.sendBackTitle,
    submit: text.submit,
    close: common[context.language].cancel,
    metadata: JSON.stringify({ filingId: readId(context.value) ?? 0 }),
    blocks: [
      input('question', text.questionLabel, textField('question', { multiline: true }), { hint: text.questionHint }),
    ],
  })
  await context.open({ actionId: filingActions.sendBack, value: context.value }, async () => null, form)
}

async function sendBack(context: SubmitContext): Promise<SubmitAnswer> {
  const actor = await context.actor('form')
  if (isRefusal(actor)) return refused(actor, 'question', context)
  const { filingId } = filingSchema.parse(JSON.parse(context.view.metadata))
  const said = { verdict: 'sent_back', question: textOf(context.view.values, 'question') } as const
  const done = await settleRegister(context.deps, actor, filingId, said, momentFor(context))
  if (isRefusal(done)) return refused(done, 'question', context)
  return { kind: 'close', said: filingText[context.language].sentBack(done.branchName, done.version) }
}

/** At its field; a form without one, that only files, is answered by another window. */
function refused(refusal: Refusal, field: string, { language, view }: SubmitContext): SubmitAnswer {
  if (!(field in view.values)) return { kind: 'update', view: refusalView(refusal, language) }
  return { kind: 'errors', errors: { [field]: refusalText(refusal, language) } }
}
