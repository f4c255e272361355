import { z } from 'zod'
import { verdicts } from '../../domain/recommendation/recommendation.ts'
import { stepKinds } from '../../domain/recommendation/routes.ts'
import type { WholeRecord } from '../../usecases/record.ts'
import {
  actions,
  type Block,
  bullets,
  button,
  context,
  divider,
  lines,
  type ModalView,
  modal,
  type Piece,
  pieces,
  quote,
} from '../blocks.ts'
import { common } from '../text/common.ts'
import { momentText } from '../text/moment.ts'
import { recommendationText } from '../text/recommendation.ts'
import { storyActions } from '../text/recommendation-story.ts'
import { restartText } from '../text/restart.ts'
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
import { takeOverBlocks } from './take-over.ts'

/** Lines of the story in one block: a page holds whole blocks. */
const storyLines = 40

/** Text pieces of one window stay under this, so that Slack takes the whole of it. */
const pieceLength = 2900

/** What one page of the window holds: Slack takes 100 blocks and 250 kB, of which a Chinese character is three bytes. */
const pageLimits = { blocks: 90, units: 60_000 } as const

/** Action ids of the window's own buttons. */
export const recordActions = { earlier: 'recommendation_record_earlier', later: 'recommendation_record_later' } as const

/** A page of a record, as a button's value. */
const pageSchema = z.object({ r: z.int(), p: z.int().min(0) })

/** Reads which page of which record a button turns to. */
export function readPage(value: string): { recommendationId: number; page: number } {
  const { r, p } = pageSchema.parse(JSON.parse(value))
  return { recommendationId: r, page: p }
}

/**
 * The whole record in a window: every field in full, every decision with its reason, every question, the audit's story;
 * in pages where one window does not hold it. `said` stands on top.
 */
export function recordView(record: WholeRecord, reader: Reader, page = 0, said?: string): ModalView {
  const pages = pagesOf(recordBlocks(record, reader))
  const shown = Math.min(page, pages.length - 1)
  return modal({
    callbackId: 'record',
    title: recommendationText[reader.language].record,
    close: common[reader.language].close,
    blocks: [
      ...(said ? [lines([{ bold: said }])] : []),
      ...(record.mayTakeOver ? takeOverBlocks(record.view.recommendation.id, reader.language) : []),
      ...(pages[shown] ?? []),
      ...turning(record.view.recommendation.id, shown, pages.length, reader.language),
    ],
  })
}

function pagesOf(blocks: readonly Block[]): Block[][] {
  const pages: Block[][] = []
  let units = 0
  for (const block of blocks) {
    const size = JSON.stringify(block).length
    const page = pages.at(-1)
    if (page && page.length < pageLimits.blocks && units + size <= pageLimits.units) {
      page.push(block)
      units += size
    } else {
      pages.push([block])
      units = size
    }
  }
  return pages
}

function turning(id: number, page: number, count: number, language: Language): Block[] {
  if (count === 1) return []
  const { earlier, later, pageOf } = common[language]
  const to = (wanted: number) => ({ value: JSON.stringify({ r: id, p: wanted }) })
  return [
    context(pageOf(page + 1, count)),
    actions(
      ...(page > 0 ? [button(recordActions.earlier, earlier, to(page - 1))] : []),
      ...(page + 1 < count ? [button(recordActions.later, later, to(page + 1))] : []),
    ),
  ]
}

function recordBlocks({ view, story }: WholeRecord, reader: Reader): Block[] {
  const text = recommendationText[reader.language]
  return [
    lines([{ bold: text.title(view.recommendation.id, view.client.shortName) }]),
    factLines(view, reader),
    context(restartText[reader.language].versions(view.row.criteriaVersionId, view.row.policyVersionId)),
    ...longFacts(view, reader),
    ...inPieces(view.row.reason ?? '', [{ bold: text.label.reason }]),
    ...criteriaBlocks(view.assessed, reader),
    ...stepBlocks(view, reader),
    ...decisionBlocks(view, reader),
    ...questionBlocks(view, reader),
    divider(),
    ...storyBlocks(story, reader),
  ]
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

function storyBlocks(story: WholeRecord['story'], reader: Reader): Block[] {
  const blocks: Block[] = []
  for (let at = 0; at < story.length; at += storyLines) {
    const rows = story.slice(at, at + storyLines).map((entry) => [storyLine(entry, reader)])
    blocks.push(bullets(rows, at === 0 ? [{ bold: recommendationText[reader.language].label.story }] : []))
  }
  return blocks
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
  const said = storyActions[language][action] ?? action
  if (action !== 'recommendation_decided') return said
  const verdict = verdicts.find((one) => one === after?.state) ?? 'approved'
  const step = stepKinds.find((kind) => kind === before?.step)
  return `${term.verdict[verdict]}${signs[language].brackets(step ? term.step[step] : '')}`
}
