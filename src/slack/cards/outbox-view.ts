import { isRefusal, type Refusal } from '../../domain/refusal.ts'
import type { Outbox } from '../../usecases/given-up.ts'
import { actions, type Block, button, clip, context, lines, type ModalView, modal, option, plain } from '../blocks.ts'
import { blockLimits } from '../limits.ts'
import { common } from '../text/common.ts'
import { deliveryText } from '../text/delivery.ts'
import { momentText } from '../text/moment.ts'
import { refusalText } from '../text/refusal.ts'
import type { Reader } from './recommendation-lines.ts'

/** Action ids of the outbox's window. */
export const outboxActions = { page: 'outbox_page', row: 'outbox_row', again: 'outbox_again' } as const

/** Rows on a page: each is a block, and there are a hundred blocks at most. */
export const outboxPage = 20

const longestError = 300

/** How the outbox stands and what was given up, with what an administrator can do about it. */
export function outboxView(outbox: Outbox | Refusal, offset: number, reader: Reader): ModalView {
  const text = deliveryText[reader.language]
  return modal({
    callbackId: 'outbox',
    title: text.outbox,
    close: common[reader.language].close,
    blocks: isRefusal(outbox)
      ? [lines([refusalText(outbox, reader.language)])]
      : [
          lines([text.standing(outbox.standing)]),
          ...(outbox.rows.length === 0 ? [context(text.nothingGivenUp)] : []),
          ...outbox.rows.map((row) => rowBlock(row, offset, reader)),
          ...footBlocks(outbox, offset, reader),
        ],
  })
}

function rowBlock(row: Outbox['rows'][number], offset: number, { language, timeZone }: Reader): Block {
  const text = deliveryText[language]
  const at = row.finishedAt ? momentText(row.finishedAt, language, timeZone) : ''
  const kind = text.kind[row.kind] ?? row.kind
  return {
    type: 'section',
    block_id: `given_up_${row.id}`,
    text: plain(`${at}  ${text.givenUpLine(row.id, kind, clip(row.error, longestError))}`, blockLimits.section.text),
    accessory: {
      type: 'overflow',
      action_id: outboxActions.row,
      options: [
        option(text.sendOneAgain, `again ${row.id} ${offset}`),
        option(text.dropOne, `drop ${row.id} ${offset}`),
      ],
      confirm: {
        title: plain(text.sure, blockLimits.confirm.title),
        text: plain(text.sureAbout, blockLimits.confirm.text),
        confirm: plain(text.goOn, blockLimits.confirm.confirm),
        deny: plain(common[language].cancel, blockLimits.confirm.deny),
      },
    },
  }
}

function footBlocks({ rows, standing }: Outbox, offset: number, { language }: Reader): Block[] {
  const text = deliveryText[language]
  const buttons = [
    ...(rows.length > 0
      ? [
          button(outboxActions.again, text.sendPageAgain(rows.length), {
            value: `${offset} ${rows.map(({ id }) => id).join(',')}`,
            style: 'primary',
          }),
        ]
      : []),
    ...(offset > 0 ? [pageButton(offset - outboxPage, common[language].earlier, 'earlier')] : []),
    ...(offset + rows.length < standing.givenUp
      ? [pageButton(offset + outboxPage, common[language].later, 'later')]
      : []),
  ]
  return buttons.length > 0 ? [actions(...buttons)] : []
}

function pageButton(offset: number, label: string, way: string) {
  return button(`${outboxActions.page}_${way}`, label, { value: String(Math.max(0, offset)) })
}
