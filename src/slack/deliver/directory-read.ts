import { z } from 'zod'
import { followRead, readDirectory } from '../directory.ts'
import { done, failed, type OutgoingKind } from './kind.ts'

const payloadSchema = z.object({ believed: z.boolean() })

/** The day's reading of the workspace's directory, for what no event told (B05, B24). */
export const outgoing: OutgoingKind = {
  kind: 'directory_read',
  async deliver({ deps, gateway, languages, teamId }, effect) {
    const { believed } = payloadSchema.parse(effect.payload)
    const read = await readDirectory(deps, gateway)
    if (!read.ok) return failed(read.failure)
    await followRead(deps, languages, teamId, read.value, believed)
    return done
  },
}
