import { createServer } from 'node:net'
import { App, LogLevel } from '@slack/bolt'
import type { Workspace } from '../../../src/workspace/workspace.ts'

/** A Bolt app as any bot would build it; only the address and the tokens are of the stand-in. */
export function createSocketBot(workspace: Workspace): App {
  return new App({
    token: workspace.botToken,
    appToken: workspace.appToken,
    socketMode: true,
    logLevel: LogLevel.ERROR,
    clientOptions: clientOptions(workspace),
  })
}

/** The same app behind a port, for signed HTTP; `start` connects it. */
export async function startHttpBot(workspace: Workspace, set: (app: App) => void): Promise<App> {
  const app = new App({
    token: workspace.botToken,
    signingSecret: workspace.signingSecret,
    logLevel: LogLevel.ERROR,
    clientOptions: clientOptions(workspace),
  })
  set(app)
  const port = await freePort()
  await app.start(port)
  await workspace.connectHttp(`http://127.0.0.1:${port}/slack/events`)
  return app
}

function clientOptions(workspace: Workspace) {
  return { slackApiUrl: workspace.apiUrl, retryConfig: { retries: 0 }, rejectRateLimitedCalls: true }
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as { port: number }
  await new Promise((resolve) => server.close(resolve))
  return port
}
