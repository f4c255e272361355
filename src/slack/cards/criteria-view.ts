import type { CriteriaVersion } from '../../../db/queries/criteria.ts'
import { type ComparedLine, compareCriteria } from '../../domain/criteria/compare-criteria.ts'
import type { CriteriaInForce, TierCriteria } from '../../usecases/criteria/read-criteria.ts'
import {
  actions,
  type Block,
  bullets,
  button,
  context,
  divider,
  header,
  lines,
  type ModalView,
  modal,
  row,
} from '../blocks.ts'
import { common } from '../text/common.ts'
import { criteriaText } from '../text/criteria.ts'
import { momentText } from '../text/moment.ts'
import { signs } from '../text/signs.ts'
import { terms } from '../text/terms.ts'
import type { Language } from '../text/words.ts'
import { lineText } from './criteria-lines.ts'
import { type Reader, threshold } from './recommendation-lines.ts'

/** Action and callback ids of the criteria. */
export const criteriaIds = {
  open: 'criteria_open',
  draft: 'criteria_draft',
  line: 'criteria_line',
  pass: 'criteria_pass',
  dryRun: 'criteria_dry_run',
  publish: 'criteria_publish',
  discard: 'criteria_discard',
} as const

/** The criteria in force of both tiers and their history; a way to the draft for who may publish. */
export function criteriaView(criteria: CriteriaInForce, reader: Reader): ModalView {
  const text = criteriaText[reader.language]
  return modal({
    callbackId: criteriaIds.open,
    title: text.title,
    close: common[reader.language].close,
    blocks: [
      context(text.about, ...(criteria.mayPublish ? [] : [text.readOnly])),
      ...criteria.tiers.flatMap((tier) => tierBlocks(tier, criteria.mayPublish, reader)),
    ],
  })
}

function tierBlocks({ tier, versions }: TierCriteria, mayPublish: boolean, reader: Reader): Block[] {
  const { language } = reader
  const text = criteriaText[language]
  const [newest, ...earlier] = versions
  return [
    divider(),
    header(terms[language].tier[tier]),
    ...(newest
      ? [
          lines([versionText(newest, text.version, reader)]),
          bullets(newest.criteria.lines.map((line) => [lineText(line, language)])),
          context(text.pass(newest.criteria.passShare)),
        ]
      : [lines([text.none])]),
    ...(mayPublish ? [actions(button(criteriaIds.draft, text.edit, { value: tier }))] : []),
    ...(earlier.length > 0
      ? [
          bullets(
            earlier.map((version) => [versionText(version, text.versionLine, reader)]),
            [{ bold: text.earlier }],
          ),
        ]
      : []),
  ]
}

function versionText(
  { id, publishedAt, publishedBy, reason }: CriteriaVersion,
  say: (id: number, at: string, by: string, reason: string) => string,
  { language, timeZone }: Reader,
): string {
  return say(id, momentText(publishedAt, language, timeZone), publishedBy ?? '', reason)
}

/** A tier's draft beside what is in force, line by line, with what can be done; `note` says what was just done. */
export function draftView(tier: TierCriteria, reader: Reader, note = ''): ModalView {
  const { language } = reader
  const text = criteriaText[language]
  const { draft, versions } = tier
  const inForce = versions[0]?.criteria ?? { lines: [], passShare: 100 }
  const drafted = draft?.criteria ?? inForce
  return modal({
    callbackId: criteriaIds.draft,
    title: text.draftTitle,
    close: common[language].close,
    metadata: tier.tier,
    blocks: [
      ...(note ? [lines([{ bold: note }])] : []),
      header(terms[language].tier[tier.tier]),
      context(
        draft ? text.draftBy(draft.changedBy, momentText(draft.changedAt, language, reader.timeZone)) : text.noDraft,
      ),
      ...compareCriteria(inForce, drafted).map((compared) => draftRow(compared, tier.tier, language)),
      context(
        drafted.passShare === inForce.passShare
          ? text.pass(drafted.passShare)
          : `${text.pass(drafted.passShare)}${signs[language].brackets(text.was(`${inForce.passShare}%`))}`,
      ),
      draftActions(tier, language),
    ],
  })
}

function draftRow({ change, line, before }: ComparedLine, tier: string, language: Language): Block {
  const text = criteriaText[language]
  const { brackets, colon } = signs[language]
  const mark = text.change[change]
  const was = change === 'changed' && before ? brackets(text.was(threshold(before, language))) : ''
  const said = `${mark ? `${mark}${colon}` : ''}${lineText(line, language)}${was}`
  return change === 'removed'
    ? lines([{ faint: said }])
    : row(said, button(criteriaIds.line, text.editLine, { value: `${tier} ${line.key}` }))
}

function draftActions({ tier, draft }: TierCriteria, language: Language): Block {
  const text = criteriaText[language]
  const confirm = {
    title: text.discardTitle,
    text: text.discardText,
    confirm: text.discardYes,
    deny: text.discardNo,
  }
  return actions(
    button(`${criteriaIds.line}_new`, text.add, { value: tier }),
    button(criteriaIds.pass, text.passButton, { value: tier }),
    button(criteriaIds.dryRun, text.dryRun, { value: tier }),
    ...(draft
      ? [
          button(criteriaIds.publish, text.publish, { value: tier, style: 'primary' }),
          button(criteriaIds.discard, text.discard, { value: tier, style: 'danger', confirm }),
        ]
      : []),
  )
}
