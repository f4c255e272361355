import type { Workspace } from '../../src/workspace/workspace.ts'

/** A call with the bot's own token, for what the bot itself would not send. Throws where it is refused. */
export async function asBot(
  { apiUrl, botToken }: Pick<Workspace, 'apiUrl' | 'botToken'>,
  method: string,
  args: Record<string, unknown>,
): Promise<Record<string, unknown>> {
  const response = await fetch(`${apiUrl}${method}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json; charset=utf-8', authorization: `Bearer ${botToken}` },
    body: JSON.stringify(args),
  })
  const answer = (await response.json()) as Record<string, unknown>
  if (!answer.ok) throw new Error(`${method}: ${answer.error}`)
  return answer
}
