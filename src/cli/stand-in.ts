import type { Database } from '../../db/connection.ts'
import { staffInOffice } from '../../db/queries/staff.ts'
import { localeOf } from '../sample/locale-of.ts'
import { loadGestures } from '../service.ts'
import { terms } from '../slack/text/terms.ts'
import { startWorkspace, type Workspace } from '../workspace/workspace.ts'

/** Whom the page offers first, in the order in which the story of the tour needs them. */
const storyPosts = [
  ['S440304', 'client_manager'],
  ['S440304', 'sub_branch_president'],
  ['B4403', 'branch_president'],
  ['B4403', 'branch_officer'],
  ['HO', 'corporate_officer'],
  ['HO', 'head_office_president'],
  ['HO', 'administrator'],
] as const

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
  const first = storyPosts.flatMap(([unitCode, position]) => {
    const index = staff.findIndex((person) => person.unitCode === unitCode && person.position === position)
    return users[index]?.id ?? []
  })
  workspace.suggestPeople(first)
  return workspace
}
