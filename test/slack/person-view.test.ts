import { expect, test } from 'vitest'
import { leavingView, personForm, personView } from '../../src/slack/cards/person-view.ts'
import type { PersonPage } from '../../src/usecases/organisation/read-person.ts'
import { readWindow } from './read-aloud.ts'

const today = '2026-12-01'
const post = { position: 'sub_branch_president', unitName: '深圳福田区支行', from: '2020-01-01', to: null } as const
const page = (leftOn: string | null): PersonPage => ({
  person: { id: 7, name: '李明', employeeNo: '10023', leftOn },
  posts: [post],
  today,
})
const found = { teams: 1, joined: 0, left: 1, newLeads: 0, steps: 2, examples: ['万科A'] }

test('a person: who works here can leave, who has left can come back, whose day is ahead both', () => {
  const buttons = (leftOn: string | null) => readWindow(personView(page(leftOn), 'zh')).match(/\[[^\]]*离职[^\]]*\]/g)
  expect(buttons(null)).toEqual(['[登记离职]'])
  expect(buttons('2026-12-20')).toEqual(['[登记离职]', '[撤回离职登记]'])
  expect(buttons(today)).toEqual(['[撤回离职登记]'])
})

test.each([
  ['zh', '随之结束的任职：', '约一分钟内', '到 2026年12月20日 将会', '任职不自动恢复', '任职照旧'],
  [
    'en',
    'over with it',
    'within about a minute',
    'What follows on 20 December 2026',
    'do not come back',
    'with all posts',
  ],
] as const)('what it comes to is said before it is done, in %s', (language, over, soon, ahead, anew, stays) => {
  const look = (on: string) =>
    readWindow(leavingView({ kind: 'leave', personId: 7, on }, '', page(null), found, language))
  expect(look(today)).toContain(over)
  expect(look(today)).toContain(soon)
  expect(look('2026-12-20')).toContain(ahead)
  const back = (leftOn: string) => readWindow(personForm('come_back', page(leftOn), language))
  expect(back(today)).toContain(anew)
  expect(back('2026-12-20')).toContain(stays)
  const none = { ...found, teams: 0, steps: 0, examples: [] }
  const done = readWindow(leavingView({ kind: 'come_back', personId: 7 }, '', page(today), none, language))
  expect(done).toContain(anew)
})
