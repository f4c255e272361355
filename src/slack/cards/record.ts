import { verdicts } from '../../domain/recommendation/recommendation.ts'
import { stepKinds } from '../../domain/recommendation/routes.ts'
import type { WholeRecord } from '../../usecases/record.ts'
import { type Block, bullets, divider, lines, type ModalView, modal, type Piece, pieces, quote } from '../blocks.ts'
import { common } from '../text/common.ts'
import { momentText } from '../text/moment.ts'
import { recommendationText } from '../text/recommendation.ts'
import { signs } from '../text/signs.ts'
import { terms } from '../text/terms.ts'
import type { Language } from '../text/words.ts'
import {
  criteriaBlocks,
  decisionLine,
  factLength,
  factLines,
  nameLength,
  type Reader,
  stepBlocks,
} from './recommendation-lines.ts'

/** The record's story as far as one window holds it; older lines first. */
const storyLines = 60

/** Text pieces of one window stay under this, so that Slack takes the whole of it. */
const pieceLength = 2900

/** The whole record in a window: every field in full, every decision with its reason, every question, the audit's story. */
export function recordView({ view, story }: WholeRecord, reader: Reader): ModalView {
  const text = recommendationText[reader.language]
  const blocks: Block[] = [
    lines([{ bold: text.title(view.recommendation.id, view.client.shortName) }]),
    factLines(view, reader),
    ...longFacts(view, reader),
    ...inPieces(view.row.reason ?? '', [{ bold: text.label.reason }]),
    ...criteriaBlocks(view.assessed, reader),
    ...stepBlocks(view, reader),
    ...decisionBlocks(view, reader),
    ...questionBlocks(view, reader),
    divider(),
    bullets(
      story.slice(-storyLines).map((entry) => [storyLine(entry, reader)]),
      [{ bold: text.label.story }],
    ),
  ]
  return modal({
    callbackId: 'record',
    title: text.record,
    close: common[reader.language].close,
    blocks,
  })
}

function inPieces(whole: string, heading: readonly Piece[]): Block[] {
  return pieces(whole || ' ', pieceLength).map((piece, index) => quote(piece, index === 0 ? heading : []))
}

/** What the lines of facts had to shorten, in full. */
function longFacts({ client, row }: WholeRecord['view'], { language }: Reader): Block[] {
  const { label } = recommendationText[language]
  const long = [
    { name: label.client, said: client.legalName, room: nameLength },
    { name: label.industry, said: row.industry ?? '', room: factLength },
    { name: label.region, said: row.region ?? '', room: factLength },
  ]
  return long
    .filter(({ said, room }) => said.length > room)
    .flatMap(({ name, said }) => inPieces(said, [{ bold: name }]))
}

/** Decisions that gave a reason, of all rounds. */
function decisionBlocks(view: WholeRecord['view'], reader: Reader): Block[] {
  return view.recommendation.decisions
    .filter((decision) => decision.reason)
    .flatMap((decision) =>
      inPieces(decision.reason ?? '', [
        { bold: `${recommendationText[reader.language].round(decision.round)} · ` },
        `${terms[reader.language].step[decision.stepKind]} · ${decisionLine(decision, reader)}`,
      ]),
    )
}

function questionBlocks(view: WholeRecord['view'], reader: Reader): Block[] {
  const { label, answer } = recommendationText[reader.language]
  return view.questions.flatMap((question) => [
    ...inPieces(question.question, [{ bold: `${label.questions} · ${question.asker}` }]),
    ...(question.answer ? inPieces(question.answer, [{ bold: answer }]) : []),
  ])
}

function storyLine(entry: WholeRecord['story'][number], reader: Reader): string {
  const text = recommendationText[reader.language]
  const { name, principal } = entry
  const who = name && principal && principal !== name ? text.deputy(name, principal) : (name ?? text.system)
  return text.storyLine(momentText(entry.at, reader.language, reader.timeZone), who, actionText(entry, reader.language))
}

/** What was done; of a decision, which one and on which step. */
function actionText({ action, before, after }: WholeRecord['story'][number], language: Language): string {
  const term = terms[language]
  const said = recommendationText[language].action[action] ?? action
  if (action !== 'recommendation_decided') return said
  const verdict = verdicts.find((one) => one === after?.state) ?? 'approved'
  const step = stepKinds.find((kind) => kind === before?.step)
  return `${term.verdict[verdict]}${signs[language].brackets(step ? term.step[step] : '')}`
}
