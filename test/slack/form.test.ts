import { expect, test } from 'vitest'
import { context, input, modal, option, textField } from '../../src/slack/blocks.ts'
import { errorsByBlock, formValues, listOf, textOf, withTyped } from '../../src/slack/form.ts'
import { readWindow } from './read-aloud.ts'

const fruits = [option('苹果', 'apple'), option('梨', 'pear')]
const view = modal({
  callbackId: 'form',
  title: '表单',
  close: '取消',
  submit: '提交',
  blocks: [
    context('intro'),
    input('client', '客户', { type: 'static_select', action_id: 'client', options: fruits }),
    input('reason@12', '理由', textField('reason', { initial: '原有' })),
    input('ways', '方式', { type: 'checkboxes', action_id: 'ways', options: fruits }, { optional: true }),
  ],
})
const state = {
  client: { client: { type: 'static_select', selected_option: { value: 'pear', text: fruits[1]?.text } } },
  'reason@12': { reason: { type: 'plain_text_input', value: '新的理由' } },
  ways: { ways: { type: 'checkboxes', selected_options: [] } },
}

test('values go by the input’s name, whatever stands behind the @ of its block', () => {
  const values = formValues(state)
  expect(values).toEqual({ client: 'pear', reason: '新的理由', ways: [] })
  expect(textOf(values, 'reason')).toBe('新的理由')
  expect(textOf(values, 'ways')).toBe('')
  expect(listOf(values, 'client')).toEqual(['pear'])
  expect(listOf(values, 'none')).toEqual([])
  expect(formValues({ reason: { reason: { type: 'plain_text_input', value: null } } })).toEqual({ reason: undefined })
})

test('errors go to blocks that the window has, the rest to the first input, none is lost', () => {
  const errors = errorsByBlock(view.blocks, { reason: '必填', leadUnit: '请选择', '': '数据库' })
  expect(errors).toEqual({ 'reason@12': '必填', client: '请选择 数据库' })
})

test('a window shown anew keeps what was typed and chosen, and forgets what was cleared', () => {
  const anew = withTyped(view, { ...state, 'reason@12': { reason: { type: 'plain_text_input', value: null } } })
  expect(readWindow(anew)).toContain('理由')
  const elements = elementsOf(anew)
  expect(elements[0]).toMatchObject({ initial_option: { value: 'pear' } })
  expect(elements[1]).not.toHaveProperty('initial_value')
  expect(elements[2]).not.toHaveProperty('initial_options')
  expect(elementsOf(withTyped(view, state))[1]).toMatchObject({ initial_value: '新的理由' })
})

function elementsOf({ blocks }: typeof view): unknown[] {
  return blocks.flatMap((block) => ('element' in block ? [block.element] : []))
}
