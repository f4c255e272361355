import { wantChannel } from '../../db/queries/channel.ts'
import { setDesignation } from '../../db/queries/client.ts'
import { queueEffects } from '../../db/queries/effects.ts'
import { channelNotices } from '../../src/usecases/channel-notices.ts'
import { reseat } from '../../src/usecases/follow-teams.ts'
import { transact } from '../../src/usecases/transact.ts'
import type { TestBot } from './bot.ts'
import { channelOf } from './gestures.ts'

/** Makes Vanke a regional client of Futian, led by its first client manager, as a designation would. */
export async function designateVanke(bot: TestBot): Promise<void> {
  const clientId = bot.bank.client.vanke
  await transact(bot.deps, { personId: null, source: 'job' }, async (tx, moment) => {
    await setDesignation(tx, clientId, {
      tier: 'regional',
      category: 'regional_group',
      leadUnitId: bot.bank.unit.futian,
      leadClientManagerId: bot.bank.person.futianManager,
      designatedAt: moment.now,
      nextReviewOn: '2099-11-25',
    })
    await reseat(tx, [clientId], moment)
    await wantChannel(tx, clientId)
    await queueEffects(tx, await channelNotices(tx, clientId), moment.now)
    return { result: null, events: [] }
  })
}

/** The same, once its channel is open; the channel's id. */
export async function strategicVanke(bot: TestBot): Promise<string> {
  await designateVanke(bot)
  return (await channelOf(bot, 'futianPresident', '000002-sz')).id
}
