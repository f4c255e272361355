import type { Actor } from '../../workspace/actor/contract.ts'
import type { Workspace } from '../../workspace/workspace.ts'

/** The people of the story, by the employee numbers of the sample bank. */
const employees = {
  manager: 'S440304-M1',
  subPresident: 'S440304-P1',
  branchPresident: 'B4403-P1',
  branchOfficer: 'B4403-O1',
  luohuManager: 'S440303-M1',
  luohuPresident: 'S440303-P1',
  officer: 'HO-C1',
  officer2: 'HO-C2',
  president: 'HO-P1',
} as const

export type Role = keyof typeof employees

/** A person of the story: name with post, and hands and eyes in Slack. */
export interface Player {
  readonly name: string
  readonly actor: Actor
}

/** Finds the story's people in the workspace; throws where one is missing. */
export function castOf(workspace: Workspace): Record<Role, Player> {
  const players = Object.entries(employees).map(([role, number]): [string, Player] => {
    const user = workspace.userByEmail(`${number.toLowerCase()}@bank.example`)
    if (!user) throw new Error(`the sample bank has nobody with number ${number}`)
    return [role, { name: `${user.realName}（${user.title}）`, actor: workspace.as(user.id) }]
  })
  return Object.fromEntries(players) as Record<Role, Player>
}
