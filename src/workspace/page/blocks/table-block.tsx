import type { Element } from '../../block-kit/shape.ts'
import { RichText } from '../text/rich-text.tsx'
import type { BlockProps } from './block.tsx'

interface Cell {
  type: string
  text?: string
  elements?: Element[]
}

interface Column {
  align?: 'left' | 'center' | 'right'
  is_wrapped?: boolean
}

/** A table; its first row is the heading, as Slack draws it. */
export function TableBlock({ block }: BlockProps) {
  const rows = (block.rows ?? []) as Cell[][]
  const columns = (block.column_settings ?? []) as (Column | null)[]
  const [head = [], ...body] = rows
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table scrolls, by the keyboard too
    <div class="table-scroll" tabIndex={0}>
      <table class="table">
        <thead>
          <tr>{drawRow(head, columns, 'th')}</tr>
        </thead>
        <tbody>
          {body.map((row, index) => (
            <tr key={index}>{drawRow(row, columns, 'td')}</tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function drawRow(row: Cell[], columns: (Column | null)[], Tag: 'th' | 'td') {
  return row.map((cell, index) => {
    const column = columns[index]
    return (
      <Tag style={{ textAlign: column?.align ?? 'left' }} class={column?.is_wrapped ? 'is-wrapped' : undefined}>
        {cell.type === 'rich_text' ? <RichText elements={cell.elements ?? []} /> : cell.text}
      </Tag>
    )
  })
}
