import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { checkBlocks, checkView, textLength } from '../../src/workspace/block-kit/validate.ts'
import { badBlocks, badViews } from './support/bad-blocks.ts'

const folder = join(import.meta.dirname, 'fixtures', 'block-fixtures')
const read = (path: string): never => JSON.parse(readFileSync(join(folder, path), 'utf8')) as never
const names = (kind: string): string[] => readdirSync(join(folder, 'valid', kind))

const plain = (text: string) => ({ type: 'plain_text', text })
const section = (text: string) => ({ type: 'section', text: { type: 'mrkdwn', text } })
const actions = (...elements: object[]) => [{ type: 'actions', elements }]
const button = { type: 'button', action_id: 'b', text: plain('b') }

/** A block in which the element may stand. */
function around(element: { type: string }): object[] {
  if (element.type === 'image') return [{ type: 'context', elements: [element] }]
  if (element.type === 'url') return [{ type: 'task_card', task_id: 't', title: 't', sources: [element] }]
  if (/button|overflow/.test(element.type)) return actions(element)
  return [{ type: 'input', label: plain('l'), element }]
}

/** A block in which the object may stand, by the fixture's name. */
function aroundObject(name: string, object: never): object[] {
  if (name.startsWith('confirmation')) return actions({ ...button, confirm: object })
  if (name.startsWith('conversation_filter'))
    return actions({ type: 'conversations_select', action_id: 'c', filter: object })
  if (name.startsWith('dispatch')) {
    return [
      {
        type: 'input',
        label: plain('l'),
        element: { type: 'plain_text_input', action_id: 'a', dispatch_action_config: object },
      },
    ]
  }
  if (name.startsWith('option_group'))
    return actions({ type: 'static_select', action_id: 's', option_groups: [object] })
  if (name.startsWith('option')) return actions({ type: 'static_select', action_id: 's', options: [object] })
  if (name.startsWith('text')) return [{ type: 'section', text: object }]
  const workflow = {
    input: { trigger: { url: 'https://a.cn', customizable_input_parameters: [object] } },
    trigger: { trigger: object },
    workflow: object,
  }[name.split('_')[0] as 'input']
  return actions({ type: 'workflow_button', action_id: 'w', text: plain('w'), workflow })
}

/** A rich_text block in which the piece may stand. */
function aroundRichText(piece: { type: string }): object[] {
  const isFrame = piece.type.startsWith('rich_text_')
  return [{ type: 'rich_text', elements: [isFrame ? piece : { type: 'rich_text_section', elements: [piece] }] }]
}

// Fixtures that Slack would refuse: ids must be unique in a message (docs.slack.dev/reference/block-kit/blocks, block_id).
const disagreements = new Set(['webhook_message_basic.json', 'webhook_message_delete.json'])

describe('valid fixtures', () => {
  it.each(names('blocks'))('block %s', (name) => {
    expect(checkBlocks([read(`valid/blocks/${name}`)], 'message', '/blocks')).toEqual([])
  })
  it.each(names('elements'))('element %s', (name) => {
    expect(checkBlocks(around(read(`valid/elements/${name}`)), 'message', '/blocks')).toEqual([])
  })
  it.each(names('objects'))('object %s', (name) => {
    expect(checkBlocks(aroundObject(name, read(`valid/objects/${name}`)), 'message', '/blocks')).toEqual([])
  })
  it.each(names('rich_text'))('rich text %s', (name) => {
    expect(checkBlocks(aroundRichText(read(`valid/rich_text/${name}`)), 'message', '/blocks')).toEqual([])
  })
  it.each(names('views'))('view %s', (name) => {
    expect(checkView(read(`valid/views/${name}`), '/view')).toEqual([])
  })
  it.each([
    ...names('messages').map((name) => `messages/${name}`),
    ...names('attachments').map((name) => `attachments/${name}`),
  ])('%s', (name) => {
    const { blocks, attachments } = read(`valid/${name}`) as {
      blocks?: object[]
      attachments?: { blocks?: object[] }[]
    }
    const lists = [blocks, ...(attachments ?? []).map((one) => one.blocks)].filter((list) => list !== undefined)
    const mistakes = lists.flatMap((list) => checkBlocks(list, 'message', '/blocks'))
    if (disagreements.has(name.split('/')[1] as string)) expect(mistakes.join()).toContain('used twice')
    else expect(mistakes).toEqual([])
  })
})

describe('invalid cases', () => {
  const { cases } = read('invalid/manifest.json') as { cases: { id: string }[] }

  it('has a payload for every case and for no other', () => {
    expect(Object.keys({ ...badBlocks, ...badViews }).sort()).toEqual(cases.map((one) => one.id).sort())
  })
  it.each(Object.entries(badBlocks))('%s', (_id, block) => {
    const mistakes = checkBlocks([block], 'message', '/blocks')
    expect(mistakes.length).toBeGreaterThan(0)
    // Broken in the one way meant, not because the payload is no block at all.
    expect(mistakes.join()).not.toMatch(
      /unsupported type, or type missing \[json-pointer:\/blocks\/0\]|invalid additional|missing required field \[json-pointer:\/blocks\/0\/(?!text)/,
    )
  })
  it.each(Object.entries(badViews))('%s', (_id, view) => {
    expect(checkView(view, '/view')).toHaveLength(1)
  })
})

describe('beyond the fixtures', () => {
  it('answers in Slack’s lines', () => {
    expect(checkBlocks([{ type: 'header', text: plain('x'.repeat(151)) }], 'message', '/blocks')).toEqual([
      '[ERROR] must be less than 151 characters [json-pointer:/blocks/0/text/text]',
    ])
    expect(checkBlocks([{ type: 'nonsense' }], 'message', '/blocks')).toEqual([
      '[ERROR] unsupported type, or type missing [json-pointer:/blocks/0/type]',
    ])
    expect(checkBlocks([{ type: 'divider', colour: 'red' }], 'message', '/blocks')).toEqual([
      '[ERROR] invalid additional property: colour [json-pointer:/blocks/0]',
    ])
  })

  it('counts blocks by surface', () => {
    const many = Array.from({ length: 51 }, () => ({ type: 'divider' }))
    expect(checkBlocks(many, 'message', '/blocks')).toHaveLength(1)
    expect(checkBlocks(many, 'home', '/blocks')).toEqual([])
  })

  it('wants unique ids, one focus and one table', () => {
    const twice = [
      { ...section('a'), block_id: 'x' },
      { ...section('b'), block_id: 'x' },
    ]
    expect(checkBlocks(twice, 'message', '/blocks').join()).toContain('block_id "x" is used twice')
    expect(checkBlocks(actions(button, button), 'message', '/blocks').join()).toContain('action_id is used twice')
    const focus = (id: string) => ({
      type: 'input',
      label: plain('l'),
      element: { type: 'plain_text_input', action_id: id, focus_on_load: true },
    })
    expect(checkBlocks([focus('a'), focus('b')], 'modal', '/blocks').join()).toContain('focus_on_load')
    const table = { type: 'table', rows: [[{ type: 'raw_text', text: 'a' }]] }
    expect(checkBlocks([table, table], 'message', '/blocks').join()).toContain('only one table')
  })

  it('wants a submit button where there are inputs, and keeps message blocks out of modals', () => {
    const input = { type: 'input', label: plain('l'), element: { type: 'plain_text_input', action_id: 'a' } }
    const modal = { type: 'modal', title: plain('t') }
    expect(checkView({ ...modal, blocks: [input] }, '/view').join()).toContain('submit')
    expect(checkView({ ...modal, submit: plain('ok'), blocks: [input] }, '/view')).toEqual([])
    expect(checkView({ ...modal, blocks: [{ type: 'markdown', text: 'a' }] }, '/view').join()).toContain(
      'unsupported type: markdown',
    )
  })

  it('adds up all texts of a message', () => {
    expect(textLength([section('四个字的'), { type: 'context', elements: [{ type: 'mrkdwn', text: 'ab' }] }])).toBe(6)
  })
})
