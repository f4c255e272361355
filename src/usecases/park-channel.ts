import type { Tx } from '../../db/connection.ts'
import { beginParking, removeSeats, seatsOfClients } from '../../db/queries/channel.ts'
import { endCooperations } from '../../db/queries/cooperation.ts'
import { queueEffects } from '../../db/queries/effects.ts'
import { endSpecialists } from '../../db/queries/specialist.ts'
import type { SeatHolder } from '../domain/team/seats.ts'
import { parkNotice } from './channel-notices.ts'
import type { Moment } from './transact.ts'

/**
 * Ends an exited client's team and has its channel parked: renamed, its topic saying so, everybody but the bot removed. It
 * can come back; archived only where the bank's settings ask for it (B14). To be called in the
 * transaction of the exit, or of the end of its period of grace.
 *
 * @returns the team as it sat, for the audit entry
 */
export async function parkChannel(
  tx: Tx,
  clientId: number,
  { now }: Moment,
  exitedAt = now,
): Promise<readonly SeatHolder[]> {
  const team = (await seatsOfClients(tx, [clientId])).get(clientId) ?? []
  await removeSeats(tx, clientId, team)
  await endSpecialists(tx, clientId, now)
  await endCooperations(tx, clientId, null, { at: now, by: null, reason: null })
  const lead = team.find(({ seat }) => seat === 'lead_client_manager')
  const channel = await beginParking(tx, clientId, lead?.personId ?? null, exitedAt)
  if (channel) await queueEffects(tx, [parkNotice(clientId)], now)
  return team
}
