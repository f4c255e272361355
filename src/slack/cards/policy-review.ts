import type { PolicyReviewProgress, PolicyReviewStand } from '../../../db/queries/policy-review.ts'
import { categories, tiers } from '../../domain/client/category.ts'
import { mostChosen, type Selection, selectionKinds } from '../../domain/review/policy-review.ts'
import type { Preview } from '../../usecases/policy-review/preview-policy-review.ts'
import {
  actions,
  type Block,
  bullets,
  button,
  clip,
  context,
  input,
  lines,
  literal,
  type Message,
  type ModalView,
  modal,
  option,
  type Piece,
  quote,
  severalField,
  severalSearchField,
  textField,
} from '../blocks.ts'
import { blockLimits } from '../limits.ts'
import { common } from '../text/common.ts'
import { momentText } from '../text/moment.ts'
import { policyReviewText } from '../text/policy-review.ts'
import { signs } from '../text/signs.ts'
import { terms } from '../text/terms.ts'
import type { Language } from '../text/words.ts'
import { inboxActions } from './inbox.ts'
import type { Reader } from './recommendation-lines.ts'

/** Action and callback ids. */
export const policyReviewIds = {
  open: 'policy_review_open',
  preview: 'policy_review_preview',
  start: 'policy_review_start',
} as const

/** What a search offers at most. */
export const mostOffered = blockLimits.select.options

/** Branches that a preview names. */
const branchesShown = 20

/** How much of a reason a message shows. */
const longest = 400

/** Asks which clients a policy review is of; the newest ones stand below with how far they have come. */
export function policyReviewForm(earlier: readonly PolicyReviewProgress[], reader: Reader): ModalView {
  const { language } = reader
  const text = policyReviewText[language]
  const term = terms[language]
  const search = (name: 'industries' | 'regions' | 'branches') =>
    input(name, text.kind[name], severalSearchField(name, text.placeholder, mostChosen), { optional: true })
  const list = (name: 'tiers' | 'categories', options: ReturnType<typeof option>[]) =>
    input(name, text.kind[name], severalField(name, options), { optional: true })
  return modal({
    callbackId: policyReviewIds.preview,
    title: text.title,
    submit: text.preview,
    close: common[language].cancel,
    blocks: [
      context(text.about),
      search('industries'),
      search('regions'),
      list(
        'tiers',
        tiers.map((tier) => option(term.tier[tier], tier)),
      ),
      list(
        'categories',
        categories.map((category) => option(term.category[category], category)),
      ),
      search('branches'),
      ...progressBlocks(earlier, reader),
    ],
  })
}

function progressBlocks(earlier: readonly PolicyReviewProgress[], { language, timeZone }: Reader): Block[] {
  if (earlier.length === 0) return []
  const text = policyReviewText[language]
  const rows = earlier.map(({ id, startedAt, startedByName, opened, decided, reason }): Piece[] => {
    const { retain, downgrade, exit } = decided
    const done = text.decided(retain + downgrade + exit, retain, downgrade, exit)
    const begun = text.progress(id, momentText(startedAt, language, timeZone), startedByName, opened)
    return [[begun, done, clip(reason, 60)].join(signs[language].comma)]
  })
  return [bullets(rows, [{ bold: text.earlier }])]
}

/** Industries or regions to choose from, each with how many clients it has. */
export function nameOptions(
  found: readonly { readonly name: string; readonly clients: number }[],
  language: Language,
): ReturnType<typeof option>[] {
  return found
    .filter(({ name }) => name.length <= blockLimits.option.value)
    .map(({ name, clients }) => option(policyReviewText[language].counted(name, clients), name))
}

/** What a selection is of, before anything is opened; asks for the reason and starts it. */
export function policyReviewPreview(selection: Selection, preview: Preview, language: Language): ModalView {
  const text = policyReviewText[language]
  const shown = preview.branches.slice(0, branchesShown)
  const others = preview.branches.slice(branchesShown)
  const rows = [
    ...shown.map(({ branch, clients, underWay }): Piece[] => [text.branchLine(branch, clients, underWay)]),
    ...(others.length > 0
      ? [
          [
            text.otherBranches(
              others.length,
              others.reduce((sum, { clients }) => sum + clients, 0),
            ),
          ],
        ]
      : []),
  ]
  return modal({
    callbackId: policyReviewIds.start,
    title: text.previewTitle,
    submit: text.start,
    close: common[language].cancel,
    metadata: JSON.stringify(selection),
    blocks: [
      lines(...chosenLines(selection, preview.branchNames, language)),
      bullets(rows, [{ bold: text.count(preview.clients) }]),
      ...(preview.underWay > 0 ? [context(text.underWay(preview.underWay))] : []),
      context(text.note),
      input('reason', text.reason, textField('reason', { multiline: true }), { hint: text.reasonHint }),
    ],
  })
}

function chosenLines(selection: Selection, branchNames: readonly string[], language: Language): Piece[][] {
  const term = terms[language]
  const { colon, and } = signs[language]
  const names = {
    industries: selection.industries,
    regions: selection.regions,
    tiers: selection.tiers.map((tier) => term.tier[tier]),
    categories: selection.categories.map((category) => term.category[category]),
    branches: branchNames,
  }
  return selectionKinds.flatMap((kind): Piece[][] =>
    names[kind].length === 0
      ? []
      : [[{ bold: `${policyReviewText[language].kind[kind]}${colon}` }, names[kind].join(and)]],
  )
}

/** Tells a person how many reviews of an act wait for them, with a way to their list. */
export function policyReviewList(
  { row, startedByName, waiting, empty }: PolicyReviewStand,
  language: Language,
): Message {
  const text = policyReviewText[language]
  const said = [
    ...(waiting > 0 ? [text.list(row.id, startedByName, waiting)] : []),
    ...(empty > 0 ? [text.empty(row.id, empty)] : []),
  ]
  return {
    text: literal(said.join(signs[language].gap)),
    blocks: [
      lines(...said.map((one) => [one])),
      quote(clip(row.reason, longest), [{ bold: text.reasonLine }]),
      ...(waiting > 0 ? [actions(button(inboxActions.open, text.open, { style: 'primary', value: ' ' }))] : []),
    ],
  }
}
