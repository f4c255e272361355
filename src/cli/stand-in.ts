import type { Database } from '../../db/connection.ts'
import { staffInOffice } from '../../db/queries/staff.ts'
import { localeOf } from '../sample/locale-of.ts'
import { loadGestures } from '../service.ts'
import { terms } from '../slack/text/terms.ts'
import { startWorkspace, type Workspace } from '../workspace/workspace.ts'

/** The unit whose people the page offers first: the story of the tour is theirs. */
export const storyUnit = 'S440304'

/** The stand-in for Slack, with everybody of the bank as its people and the bot's commands on its page. */
export async function startStandIn(
  database: Database,
  options: { port: number; stateFile?: string },
): Promise<Workspace> {
  const commands = (await loadGestures()).flatMap(({ slash }) =>
    slash ? [{ command: slash.word, description: slash.description.zh, usageHint: slash.usage.zh }] : [],
  )
  const workspace = await startWorkspace({ ...options, teamName: '示例银行', appName: '战略客户', commands })
  const staff = await database.db.transaction((tx) => staffInOffice(tx))
  const users = workspace.addUsers(
    staff.map((person) => ({
      name: person.employeeNo.toLowerCase(),
      realName: person.name,
      email: person.email,
      title: `${terms.zh.position[person.position]} · ${person.unit}`,
      locale: localeOf(person.employeeNo),
      tz: 'Asia/Shanghai',
    })),
  )
  const first = staff.flatMap((person, index) => (isOfStory(person) ? (users[index]?.id ?? []) : []))
  workspace.suggestPeople(first.slice(0, 10))
  return workspace
}

function isOfStory(person: { unitCode: string; position: string }): boolean {
  return (
    person.unitCode === storyUnit ||
    (person.unitCode === 'B4403' && person.position === 'branch_president') ||
    (person.unitCode === 'HO' &&
      ['corporate_officer', 'head_office_president', 'administrator'].includes(person.position))
  )
}
