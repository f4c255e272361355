import type { types } from '@slack/bolt'
import type { RegisterCardRow } from '../../../db/queries/register-card.ts'
import type { FilingView } from '../../usecases/register/read-filing.ts'
import { actions, type Block, button, clip, header, lines, literal, type Message, quote } from '../blocks.ts'
import { filingText } from '../text/filing.ts'
import { momentText } from '../text/moment.ts'
import { decider, fact, type Reader } from './recommendation-lines.ts'
import { differenceBlocks } from './register-difference.ts'

/** Action ids of a filing's card. */
export const filingActions = {
  acknowledge: 'register_acknowledge',
  sendBack: 'register_send_back',
  answer: 'register_answer',
  compare: 'register_compare',
  export: 'register_export',
} as const

/** Whose copy it is, and whether its holder is asked to acknowledge. */
type Copy = Pick<RegisterCardRow, 'role' | 'asked'>

/** How many clients of a kind a card names, and how much of a long text it shows. */
const named = 10
const longestText = 1_000

/** A copy of a filing's card as the record now stands; buttons only where a press can still do something (B02). */
export function filingCard(view: FilingView, copy: Copy, reader: Reader): Message {
  const text = filingText[reader.language]
  const { row, branchName } = view
  const asked = isLiveFiling(view, copy) && copy.role === 'department'
  const said = asked
    ? text.newCard(branchName, row.version)
    : text.theirCard(branchName, row.version, text.state[row.state])
  return {
    text: literal(said),
    blocks: [
      header(text.title(branchName, row.version)),
      facts(view, reader),
      ...saying(text.label.question, view.answered),
      ...saying(text.label.answer, row.answer),
      ...saying(text.label.question, row.question),
      ...(view.baseVersion === null ? [] : differenceBlocks(view.difference, named, reader.language)),
      actions(...buttonsOf(view, copy, reader)),
    ],
  }
}

/** Whether somebody still waits for a press on the copy. */
export function isLiveFiling({ row, newest }: FilingView, { role, asked }: Copy): boolean {
  return role === 'department' ? asked && row.state === 'filed' : row.state === 'sent_back' && newest
}

function saying(heading: string, said: string | null): Block[] {
  return said ? [quote(clip(said, longestText), [{ bold: heading }])] : []
}

function facts(view: FilingView, { language, timeZone }: Reader): Block {
  const text = filingText[language]
  const { row } = view
  const filer = {
    decidedBy: row.filedBy,
    deciderName: view.filerName,
    inNameOf: row.filedInNameOf,
    principalName: view.filedForName,
  }
  return lines(
    ...fact(text.label.state, stateOf(view, { language, timeZone }), language),
    ...fact(text.label.filed, text.by(decider(filer, language), momentText(row.filedAt, language, timeZone)), language),
    ...fact(text.label.clients, text.clients(row.clients), language),
    ...fact(text.label.change, text.change(row.added, row.changed, row.removed, view.baseVersion), language),
  )
}

function stateOf(
  { row, deciderName, decidedForName, nobodyAsked }: FilingView,
  { language, timeZone }: Reader,
): string {
  const text = filingText[language]
  if (nobodyAsked) return text.nobodyAsked
  const state = text.state[row.state]
  if (!row.decidedAt || row.decidedBy === null || row.decidedInNameOf === null) return state
  const by = decider(
    {
      decidedBy: row.decidedBy,
      deciderName: deciderName ?? '',
      inNameOf: row.decidedInNameOf,
      principalName: decidedForName ?? '',
    },
    language,
  )
  return text.settled(state, by, momentText(row.decidedAt, language, timeZone))
}

function buttonsOf(view: FilingView, copy: Copy, { language }: Reader): types.Button[] {
  const text = filingText[language]
  const value = String(view.row.id)
  const live = isLiveFiling(view, copy)
  return [
    ...(live && copy.role === 'department'
      ? [
          button(filingActions.acknowledge, text.acknowledge, { value, style: 'primary' }),
          button(filingActions.sendBack, text.sendBack, { value }),
        ]
      : []),
    ...(live && copy.role === 'branch'
      ? [button(filingActions.answer, text.answer, { value: String(view.row.branchId), style: 'primary' })]
      : []),
    ...(view.baseVersion === null ? [] : [button(filingActions.compare, text.compare, { value })]),
    button(filingActions.export, text.export, { value }),
  ]
}
