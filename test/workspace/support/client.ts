import { LogLevel, WebClient } from '@slack/web-api'
import type { Workspace } from '../../../src/workspace/workspace.ts'

/** Slack's own client with the bot's token, repeating nothing by itself. */
export function botClient(workspace: Workspace, token = workspace.botToken): WebClient {
  return new WebClient(token, {
    slackApiUrl: workspace.apiUrl,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    logLevel: LogLevel.ERROR,
  })
}

/** The error code of a call that must fail; throws when it does not. */
export async function codeOf(call: Promise<unknown>): Promise<string> {
  return ((await answerOf(call)) as { error: string }).error
}

/** The whole answer of a call that must fail. */
export async function answerOf(call: Promise<unknown>): Promise<Record<string, unknown>> {
  try {
    await call
  } catch (error) {
    const { data } = error as { data?: Record<string, unknown> }
    if (data) return data
    throw error
  }
  throw new Error('the call was expected to fail')
}
