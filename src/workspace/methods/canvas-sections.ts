import { newId } from '../ids.ts'
import { SlackError } from '../slack-error.ts'
import type { Canvas } from '../state.ts'

type Sections = Canvas['sections']

interface Change {
  operation?: unknown
  section_id?: unknown
  document_content?: unknown
  title_content?: unknown
}

/** The sections of `{ type: 'markdown', markdown }`; none of nothing. */
export function readSections(content: unknown): Sections {
  if (content === undefined || content === null) return []
  const { type, markdown } = content as { type?: unknown; markdown?: unknown }
  if (type !== 'markdown' || typeof markdown !== 'string') throw new SlackError('canvas_creation_failed')
  const parts = markdown.split(/\n{2,}/).map((one) => one.trim())
  return parts.filter(Boolean).map((one) => ({ id: newId('temp:C:'), markdown: one }))
}

/** Does the one change that `canvases.edit` takes at a time (docs.slack.dev, canvases.edit). */
export function editCanvas(canvas: Canvas, changes: unknown): void {
  const [change, ...more] = (Array.isArray(changes) ? changes : []) as Change[]
  if (!change || more.length > 0) throw new SlackError('canvas_editing_failed')
  if (change.operation === 'rename') {
    canvas.title = readSections(change.title_content)
      .map((one) => one.markdown)
      .join(' ')
    return
  }
  const at = canvas.sections.findIndex((one) => one.id === change.section_id)
  const fresh = change.operation === 'delete' ? [] : readSections(change.document_content)
  canvas.sections = arrange(canvas.sections, change, at, fresh)
}

function arrange(sections: Sections, change: Change, at: number, fresh: Sections): Sections {
  const named = change.section_id !== undefined
  if (named && at < 0) throw new SlackError('canvas_editing_failed')
  switch (change.operation) {
    case 'insert_at_start':
      return [...fresh, ...sections]
    case 'insert_at_end':
      return [...sections, ...fresh]
    case 'replace':
      return named ? sections.toSpliced(at, 1, ...fresh) : fresh
  }
  if (!named) throw new SlackError('canvas_editing_failed')
  switch (change.operation) {
    case 'insert_before':
      return sections.toSpliced(at, 0, ...fresh)
    case 'insert_after':
      return sections.toSpliced(at + 1, 0, ...fresh)
    case 'delete':
      return sections.toSpliced(at, 1)
    default:
      throw new SlackError('canvas_editing_failed')
  }
}
