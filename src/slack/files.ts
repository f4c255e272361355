import type { WebClient } from '@slack/web-api'
import { type Calls, needed } from './calls.ts'
import { UnreadableAnswer } from './slack-error.ts'

/** A file's bytes may take longer than a call. */
const UPLOAD_MS = 60_000

/**
 * Files in Slack's three steps (docs.slack.dev, "Working with files"): an address, the bytes, and the completion, which
 * alone makes them visible. What was never completed nobody sees, so only the completion must not be done twice.
 */
export function createFiles(client: WebClient, { again, once }: Calls) {
  return {
    /** An address for so many bytes. */
    beginUpload: (filename: string, length: number) =>
      again(
        'files.getUploadURLExternal',
        () => client.files.getUploadURLExternal({ filename, length }),
        (answer) => ({ url: needed(answer.upload_url, 'upload_url'), fileId: needed(answer.file_id, 'file_id') }),
      ),

    /** Sends the bytes to the address. */
    uploadBytes: (url: string, bytes: Uint8Array) =>
      again(
        'file upload',
        () => sendBytes(url, bytes),
        () => null,
      ),

    /**
     * Shares the file in a conversation that the bot is in, with a line of text that Slack reads as markup; without a
     * conversation it is the bot's alone until a message of the bot's shows it.
     */
    completeUpload: (file: { id: string; title: string }, shared?: { channel: string; comment: string }) =>
      once(
        'files.completeUploadExternal',
        () => {
          const place = shared && { channel_id: shared.channel, initial_comment: shared.comment }
          return client.files.completeUploadExternal({ files: [file], ...place })
        },
        (answer) => needed(answer.files?.[0]?.id, 'files[0].id'),
      ),

    /** Takes one of the bot's own files away. */
    deleteFile: (file: string) =>
      again(
        'files.delete',
        () => client.files.delete({ file }),
        () => null,
      ),
  }
}

async function sendBytes(url: string, bytes: Uint8Array): Promise<void> {
  const headers = { 'content-type': 'application/octet-stream' }
  const answer = await fetch(url, {
    method: 'POST',
    headers,
    body: new Uint8Array(bytes),
    signal: AbortSignal.timeout(UPLOAD_MS),
  })
  await answer.arrayBuffer()
  if (!answer.ok) throw new UnreadableAnswer(`the upload was answered with ${answer.status}`)
}
