import { channelName, codeOnlyChannelName } from '../../domain/team/channel-name.ts'
import type { ChannelWork } from './client-payload.ts'

/** The name to try, and the one of nothing but the code, by attempt. The dictionary is loaded at the first channel: 0.1 s. */
export async function namesOf({
  client,
  policy,
}: Pick<ChannelWork, 'client' | 'policy'>): Promise<(attempt: number) => readonly [string, string]> {
  const { pinyin } = await import('pinyin-pro')
  const slug = pinyin(client.shortName, { toneType: 'none', type: 'array', nonZh: 'consecutive' }).join('-')
  return (attempt) => [
    channelName(policy.channelPrefix, client.code, slug, attempt),
    codeOnlyChannelName(policy.channelPrefix, client.code, attempt),
  ]
}
