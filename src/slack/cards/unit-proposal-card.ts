import type { types } from '@slack/bolt'
import type { UnitProposalCardRow, UnitProposalView } from '../../../db/queries/unit-proposal-card.ts'
import type { UnitConsent } from '../../domain/team/unit-proposal.ts'
import {
  actions,
  type Block,
  bullets,
  button,
  clip,
  header,
  input,
  lines,
  literal,
  type Message,
  type ModalView,
  modal,
  type Piece,
  quote,
  textField,
} from '../blocks.ts'
import { common } from '../text/common.ts'
import { momentText } from '../text/moment.ts'
import { recommendationText } from '../text/recommendation.ts'
import { signs } from '../text/signs.ts'
import { terms } from '../text/terms.ts'
import { unitText } from '../text/unit.ts'
import type { Language } from '../text/words.ts'
import { decider, fact, type Reader } from './recommendation-lines.ts'

/** Action and callback ids of a proposal's card. */
export const unitProposalIds = {
  agree: 'unit_agree',
  refuse: 'unit_refuse',
  withdraw: 'unit_withdraw',
  open: 'unit_proposal_open',
} as const

/** How much of a long reason a card shows. */
const longest = 1_000

/** The one proposal and consent that a button is bound to. */
export interface ConsentKey {
  readonly proposalId: number
  readonly no: number
}

/** A consent as a button's value. */
export function consentValue({ proposalId, no }: ConsentKey): string {
  return `${proposalId}/${no}`
}

/** Reads it back; null where it is not one of ours. */
export function readConsentValue(value: string): ConsentKey | null {
  const [, proposalId, no] = /^(\d{1,15})\/(\d{1,2})$/.exec(value) ?? []
  return proposalId && no ? { proposalId: Number(proposalId), no: Number(no) } : null
}

/** Which of a card's buttons its holder has. */
export interface UnitButtons {
  /** Consents that are theirs to give. */
  readonly mine: readonly number[]
  readonly mayWithdraw: boolean
}

/** The buttons of a copy as it was sent. */
export function buttonsOfCopy(
  { proposal }: UnitProposalView,
  { consentNo, asked }: Pick<UnitProposalCardRow, 'consentNo' | 'asked'>,
): UnitButtons {
  return { mine: asked ? [consentNo] : [], mayWithdraw: consentNo === 0 && proposal.state === 'open' }
}

/** A proposal's card as the record now stands; buttons only where a press can still do something (B02). */
export function unitProposalCard(view: UnitProposalView, buttons: UnitButtons, reader: Reader): Message {
  const { language } = reader
  const text = unitText[language]
  const { row, proposal } = view
  const subject = subjectOf(view, language)
  const mine = liveConsents(view, buttons)
  const [first] = mine
  return {
    text: literal(
      first
        ? text.newCard(subject, terms[language].unitConsent[first.kind])
        : text.theirCard(subject, text.state[proposal.state]),
    ),
    blocks: [
      header(text.card(row.id, subject)),
      facts(view, reader),
      quote(clip(row.reason, longest), [{ bold: text.reason }]),
      bullets(
        proposal.consents.map((consent) => consentRow(consent, view, reader)),
        [{ bold: text.consents }],
      ),
      ...proposal.consents.flatMap(({ voice }): Block[] =>
        voice?.reason ? [quote(clip(voice.reason, longest), [{ bold: text.refuseLabel }])] : [],
      ),
      ...buttonRows(view, mine, buttons, language),
    ],
  }
}

/** The consents of which a press from this copy can still do something. */
export function liveConsents({ proposal }: UnitProposalView, { mine }: UnitButtons): readonly UnitConsent[] {
  if (proposal.state !== 'open') return []
  return proposal.consents.filter(({ no, state }) => state === 'open' && mine.includes(no))
}

/** What a proposal is about, in one line. */
export function subjectOf({ row, client, unitNames }: UnitProposalView, language: Language): string {
  return unitText[language].subject[row.aim](unitNames.get(row.unitId) ?? '', client.shortName)
}

function facts(view: UnitProposalView, reader: Reader): Block {
  const { language, timeZone } = reader
  const text = unitText[language]
  const { row, client, unitNames } = view
  const proposer = {
    decidedBy: row.proposedBy,
    deciderName: view.proposerName,
    inNameOf: row.proposedInNameOf,
    principalName: view.proposedForName,
  }
  const by = text.by(decider(proposer, language), momentText(row.proposedAt, language, timeZone))
  return lines(
    ...fact(text.label.state, text.state[row.state], language),
    ...fact(text.label.client, `${client.shortName}${signs[language].brackets(client.code)}`, language),
    ...fact(text.label.from, unitNames.get(row.fromUnitId) ?? null, language),
    ...fact(row.aim === 'lead' ? text.label.toLead : text.label.to, unitNames.get(row.unitId) ?? null, language),
    ...fact(text.label.keeps, row.keepsOld ? text.keepsOld : null, language),
    ...fact(text.label.by, by, language),
  )
}

function consentRow(consent: UnitConsent, view: UnitProposalView, { language, timeZone }: Reader): Piece[] {
  const text = unitText[language]
  const { voice, state, positions, raisedFrom, no } = consent
  const unit = signs[language].brackets(view.unitNames.get(consent.unitId) ?? '')
  const raised = raisedFrom ? signs[language].brackets(recommendationText[language].raised) : ''
  const name = `${terms[language].unitConsent[consent.kind]}${unit}${raised} · `
  if (voice && (state === 'given' || state === 'refused')) {
    const at = momentText(voice.decidedAt, language, timeZone)
    return [
      `${state === 'given' ? '✓' : '✗'} ${name}`,
      { bold: text.saidLine(text.said[state], decider(voice, language), at) },
    ]
  }
  if (state === 'open' && view.proposal.state === 'open')
    return [`● ${name}`, { bold: positions.length > 0 && !view.emptyNos.includes(no) ? text.waits : text.noPost }]
  return [`○ ${name}${text.closed}`]
}

function buttonRows(
  view: UnitProposalView,
  mine: readonly UnitConsent[],
  { mayWithdraw }: UnitButtons,
  language: Language,
): Block[] {
  const text = unitText[language]
  const subject = subjectOf(view, language)
  const { cancel } = common[language]
  const rows: types.Button[][] = mine.map(({ no }) => {
    const value = consentValue({ proposalId: view.row.id, no })
    const confirm = { title: text.confirmTitle, text: text.confirmAgree(subject), confirm: text.agree, deny: cancel }
    return [
      button(unitProposalIds.agree, text.agree, { value, style: 'primary', confirm }),
      button(unitProposalIds.refuse, text.refuse, { value }),
    ]
  })
  if (mayWithdraw) {
    const confirm = {
      title: text.confirmTitle,
      text: text.confirmWithdraw(subject),
      confirm: text.withdraw,
      deny: cancel,
    }
    rows.push([button(unitProposalIds.withdraw, text.withdraw, { value: String(view.row.id), confirm })])
  }
  return rows.map((row) => actions(...row))
}

/** The form in which a refusal gets its reason; it needs nothing from the database, so that it opens while that is slow (B10). */
export function refuseForm(key: ConsentKey, language: Language): ModalView {
  const text = unitText[language]
  return modal({
    callbackId: unitProposalIds.refuse,
    title: text.refuseTitle,
    submit: text.submit,
    close: common[language].cancel,
    metadata: consentValue(key),
    blocks: [input('reason', text.refuseLabel, textField('reason', { multiline: true }))],
  })
}

/** What a proposal came to, for somebody whom it concerns. */
export function unitOutcomeMessage(view: UnitProposalView, reader: Reader): Message {
  const { language } = reader
  const text = unitText[language]
  const { row, client, unitNames, proposal } = view
  const unit = unitNames.get(row.unitId) ?? ''
  const done = row.state === 'carried_out'
  const said = done
    ? text.outcome[row.aim](unit, client.shortName)
    : text.over(subjectOf(view, language), text.state[row.state])
  const goesOn = done && row.keepsOld ? [text.goesOn(unitNames.get(row.fromUnitId) ?? '')] : []
  const reasons = done
    ? [quote(clip(row.reason, longest), [{ bold: text.reason }])]
    : proposal.consents.flatMap(({ voice }) =>
        voice?.reason ? [quote(clip(voice.reason, longest), [{ bold: decider(voice, language) }])] : [],
      )
  return {
    text: literal(said),
    blocks: [
      header(text.card(row.id, subjectOf(view, language))),
      lines([said], ...goesOn.map((line) => [line])),
      ...reasons,
    ],
  }
}
