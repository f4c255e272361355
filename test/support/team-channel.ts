import type { TestBot } from './bot.ts'
import { membersOf } from './gestures.ts'
import { strategicVanke } from './strategic.ts'

/** The channel of a strategic client, read by the president of its branch. */
export async function teamChannel(bot: TestBot) {
  const channelId = await strategicVanke(bot)
  await bot.follow()
  const reader = bot.as('shenzhenPresident')
  const inChannel = () => reader.messages(channelId).map((message) => reader.render(message))
  return {
    channelId,
    members: () => membersOf(bot, reader.conversation(channelId)),
    /** What the channel was told of who came and went. */
    lines: () => inChannel().filter((text) => text.includes('营销小组成员变动')),
    card: () => inChannel().find((text) => text.includes('营销小组（第十四条）')) ?? '',
  }
}
