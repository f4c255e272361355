import { expect } from 'vitest'
import { fromRoot } from '../../src/paths.ts'
import type { Workspace } from '../../src/workspace/workspace.ts'
import type { testDatabase } from './database.ts'
import { type Program, startProgram } from './program.ts'

/** The bot as a process of its own, ready: nothing in memory is shared. Its database sessions go by the name. */
export async function startBotProcess(
  { workspace, database }: { workspace: Workspace; database: Awaited<ReturnType<typeof testDatabase>> },
  name: string,
): Promise<Program> {
  const { botToken, apiUrl, appToken } = workspace
  const slack = { botToken, apiUrl, listen: { appToken } }
  const args = [JSON.stringify(database.options.server), JSON.stringify(slack), name]
  const program = startProgram(fromRoot('test', 'support', 'bot-program.ts'), args)
  expect(await program.line()).toBe('ready')
  return program
}
