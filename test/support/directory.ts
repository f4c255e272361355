import * as directory from '../../src/slack/directory.ts'
import { createGateway } from '../../src/slack/gateway.ts'
import { createLanguages } from '../../src/slack/languages.ts'
import { createSlackClient } from '../../src/slack/slack-client.ts'
import type { TestBot } from './bot.ts'

/** Reads the workspace's directory and follows it where it was read to its end, here and now. */
export async function readDirectory({ deps, workspace }: TestBot) {
  const { botToken: token, apiUrl, teamId } = workspace
  const { log } = deps
  const read = await directory.readDirectory(
    deps,
    createGateway({ client: createSlackClient({ token, apiUrl, log }), log }),
  )
  if (!read.ok) return { linked: 0, whole: false, doubted: false }
  return { ...(await directory.followRead(deps, createLanguages([]), teamId, read.value, false)), whole: true }
}
