import { type Tier, tiers } from '../src/domain/client/category.ts'
import { isRefusal, type Refusal } from '../src/domain/refusal.ts'
import {
  type CarriedDraft,
  type CarriedLine,
  lineForm,
  passForm,
  publishForm,
} from '../src/slack/cards/criteria-form.ts'
import { criteriaIds, criteriaView, draftView } from '../src/slack/cards/criteria-view.ts'
import { listOf, textOf } from '../src/slack/form.ts'
import type {
  ActionContext,
  Actor,
  CommandContext,
  Gesture,
  SubmitAnswer,
  SubmitContext,
} from '../src/slack/gesture.ts'
import { momentFor, noteView, readerOf, refusalView, viewOr } from '../src/slack/reader.ts'
import { criteriaText } from '../src/slack/text/criteria.ts'
import { dryRunText } from '../src/slack/text/dry-run.ts'
import { refusalText } from '../src/slack/text/refusal.ts'
import { askDryRun } from '../src/usecases/criteria/dry-run.ts'
import { type DraftChange, editDraft } from '../src/usecases/criteria/edit-draft.ts'
import { publishCriteria } from '../src/usecases/criteria/publish-criteria.ts'
import { draftedIn, readCriteria, readDraftOf, type TierCriteria } from '../src/usecases/criteria/read-criteria.ts'
import { readUnderWay } from '../src/usecases/under-way.ts'

/** `/criteria`: the designation criteria as versions, drafted line by line and published by who may (Art. 12, 13). */
export const gesture: Gesture = {
  slash: {
    word: '/criteria',
    description: { zh: '认定标准：查看、起草、发布', en: 'Designation criteria: see, draft and publish them' },
    usage: { zh: '', en: '' },
    run: open,
  },
  actions: {
    [criteriaIds.open]: open,
    [criteriaIds.draft]: (context) =>
      withDraft(context, criteriaIds.draft, (tier) => draftView(tier, readerOf(context))),
    [criteriaIds.line]: changeLine,
    [`${criteriaIds.line}_new`]: (context) =>
      withDraft(context, `${criteriaIds.line}_new`, ({ tier }) =>
        lineForm(tier, behind(context), null, context.language),
      ),
    [criteriaIds.pass]: (context) =>
      withDraft(context, criteriaIds.pass, (tier) =>
        passForm(tier.tier, behind(context), draftedIn(tier).passShare, context.language),
      ),
    [criteriaIds.publish]: beginPublishing,
    [criteriaIds.dryRun]: dryRun,
    [criteriaIds.discard]: discard,
  },
  submits: { [criteriaIds.line]: submitLine, [criteriaIds.pass]: submitPass, [criteriaIds.publish]: submitPublish },
}

async function open(context: CommandContext | ActionContext): Promise<void> {
  await context.open({ actionId: criteriaIds.open, value: ' ' }, async () => {
    const actor = await context.actor('command')
    if (isRefusal(actor)) return refusalView(actor, context.language)
    const criteria = await readCriteria(context.deps, actor.personId)
    return viewOr(criteria, context.language, (both) => criteriaView(both, readerOf(context)))
  })
}

/** The window in which it was pressed, which is redrawn after the form above it. */
function behind({ view }: ActionContext): string {
  return view?.id ?? ''
}

function tierIn(value: string): Tier {
  return tiers.find((tier) => tier === value.split(' ')[0]) ?? 'bank_wide'
}

/** Opens a window above the draft, for who may change it. */
async function withDraft(
  context: ActionContext,
  actionId: string,
  draw: (tier: TierCriteria) => ReturnType<typeof draftView> | Promise<ReturnType<typeof draftView>>,
): Promise<void> {
  await context.open({ actionId, value: context.value }, async () => {
    const actor = await context.actor('form')
    if (isRefusal(actor)) return refusalView(actor, context.language)
    const tier = await readDraftOf(context.deps, actor.personId, tierIn(context.value))
    return isRefusal(tier) ? refusalView(tier, context.language) : draw(tier)
  })
}

async function changeLine(context: ActionContext): Promise<void> {
  const key = context.value.split(' ')[1]
  await withDraft(context, criteriaIds.line, (tier) => {
    const line = draftedIn(tier).lines.find((one) => one.key === key) ?? null
    return lineForm(tier.tier, behind(context), line, context.language)
  })
}

async function beginPublishing(context: ActionContext): Promise<void> {
  await withDraft(context, criteriaIds.publish, async (tier) =>
    publishForm(tier, behind(context), await readUnderWay(context.deps, tier.tier), context.language),
  )
}

/** The window says that it has begun; the result is a message. */
async function dryRun(context: ActionContext): Promise<void> {
  await changed(
    context,
    async (actor, tier) => {
      const asked = await askDryRun(context.deps, actor, tier)
      return isRefusal(asked) ? asked : readDraftOf(context.deps, actor.personId, tier)
    },
    dryRunText[context.language].begun,
  )
}

async function discard(context: ActionContext): Promise<void> {
  await changed(context, async (actor, tier) => {
    const done = await editDraft(context.deps, actor, tier, { kind: 'discard' }, momentFor(context))
    return Array.isArray(done) ? (done[0] as Refusal) : done
  })
}

/** Does something about the draft and redraws its window, or says there why not. */
async function changed(
  context: ActionContext,
  act: (actor: Actor, tier: Tier) => Promise<TierCriteria | Refusal>,
  said = '',
): Promise<void> {
  const actor = await context.actor('form')
  const now = isRefusal(actor) ? actor : await act(actor, tierIn(context.value))
  await context.updateView(viewOr(now, context.language, (tier) => draftView(tier, readerOf(context), said)))
}

async function submitLine(context: SubmitContext): Promise<SubmitAnswer> {
  const { tier, behind, seen } = JSON.parse(context.view.metadata) as CarriedLine
  const { values } = context.view
  const text = (name: string) => textOf(values, name)
  const typed = {
    key: seen?.key ?? text('key'),
    zh: text('zh'),
    en: text('en'),
    unit: text('unit'),
    comparison: text('comparison'),
    threshold: text('threshold'),
    weight: text('weight'),
    evidence: text('evidence'),
    article: text('article'),
  }
  const removes = seen !== null && listOf(values, 'remove').includes('yes')
  return edit(context, tier, behind, removes ? { kind: 'remove', seen } : { kind: 'line', seen, typed })
}

function submitPass(context: SubmitContext): Promise<SubmitAnswer> {
  const { tier, behind } = JSON.parse(context.view.metadata) as CarriedLine
  return edit(context, tier, behind, { kind: 'pass', typed: textOf(context.view.values, 'passShare') })
}

/** Changes the draft, redraws the window behind the form, and closes the form. */
async function edit(context: SubmitContext, tier: Tier, behind: string, change: DraftChange): Promise<SubmitAnswer> {
  const actor = await context.actor('form')
  const done = isRefusal(actor) ? [actor] : await editDraft(context.deps, actor, tier, change, momentFor(context))
  if (Array.isArray(done)) return wrong(done, context, change.kind === 'pass' ? 'passShare' : 'zh')
  const said = criteriaText[context.language].saved
  if (behind) await context.gateway.updateView({ id: behind }, draftView(done as TierCriteria, readerOf(context), said))
  return { kind: 'close', said }
}

async function submitPublish(context: SubmitContext): Promise<SubmitAnswer> {
  const { tier, behind, seen } = JSON.parse(context.view.metadata) as CarriedDraft
  const { values } = context.view
  const { language } = context
  const actor = await context.actor('form')
  if (isRefusal(actor)) return wrong([actor], context, 'reason')
  const restart = listOf(values, 'restart').map(Number)
  const publishing = { tier, seen, reason: textOf(values, 'reason'), restart }
  const done = await publishCriteria(context.deps, actor, publishing, momentFor(context))
  if (isRefusal(done)) return wrong([done], context, 'reason')
  const now = await readDraftOf(context.deps, actor.personId, tier)
  if (behind && !isRefusal(now)) await context.gateway.updateView({ id: behind }, draftView(now, readerOf(context)))
  const said = criteriaText[language].published(done.criteriaVersionId, done.restarted)
  return { kind: 'update', view: noteView(said, language, criteriaText[language].title) }
}

function wrong(refusals: readonly Refusal[], { language }: SubmitContext, field: string): SubmitAnswer {
  const errors = refusals.map((refusal) => [refusal.field ?? field, refusalText(refusal, language)] as const)
  return { kind: 'errors', errors: Object.fromEntries(errors) }
}
