import type { WholeRecord } from '../../usecases/record.ts'
import { type Block, bullets, clip, divider, lines, type ModalView, modal, type Piece, quote } from '../blocks.ts'
import { common } from '../text/common.ts'
import { momentText } from '../text/moment.ts'
import { recommendationText } from '../text/recommendation.ts'
import { terms } from '../text/terms.ts'
import { criteriaBlocks, decisionLine, factLines, type Reader, stepBlocks } from './recommendation-lines.ts'

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
    ...criteriaBlocks(view.assessed, reader),
    lines([{ bold: text.label.reason }]),
    ...inPieces(view.row.reason ?? ''),
    ...stepBlocks(view, reader),
    ...decisionBlocks(view, reader),
    ...questionBlocks(view, reader),
    divider(),
    lines([{ bold: text.label.story }]),
    bullets(story.slice(-storyLines).map((entry) => storyRow(entry, reader))),
  ]
  return modal({
    callbackId: 'record',
    title: text.record,
    close: common[reader.language].close,
    blocks,
  })
}

function inPieces(whole: string): Block[] {
  const pieces = whole.match(new RegExp(`[\\s\\S]{1,${pieceLength}}`, 'gu')) ?? ['']
  return pieces.map(quote)
}

/** Decisions that gave a reason, of all rounds. */
function decisionBlocks(view: WholeRecord['view'], reader: Reader): Block[] {
  return view.recommendation.decisions
    .filter((decision) => decision.reason)
    .flatMap((decision) => [
      lines([
        { bold: `${recommendationText[reader.language].round(decision.round)} · ` },
        `${terms[reader.language].step[decision.stepKind]}　${decisionLine(decision, reader)}`,
      ]),
      ...inPieces(decision.reason ?? ''),
    ])
}

function questionBlocks(view: WholeRecord['view'], reader: Reader): Block[] {
  const text = recommendationText[reader.language]
  if (view.questions.length === 0) return []
  const rows = view.questions.map((question): Piece[] => [
    { bold: question.asker },
    `　${clip(question.question, 500)}`,
    ...(question.answer ? [`\n→ ${clip(question.answer, 500)}`] : []),
  ])
  return [lines([{ bold: text.label.questions }]), bullets(rows)]
}

function storyRow(entry: WholeRecord['story'][number], reader: Reader): Piece[] {
  const text = recommendationText[reader.language]
  const action = text.action[entry.action] ?? entry.action
  return [
    `${momentText(entry.at, reader.language, reader.timeZone)}　`,
    text.storyLine(action, entry.name ?? text.system),
  ]
}
