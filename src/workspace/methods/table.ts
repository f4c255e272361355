import { blockMethods } from './blocks.ts'
import { canvasMethods } from './canvases.ts'
import { channelLifeMethods } from './channel-life.ts'
import { channelMarkMethods } from './channel-marks.ts'
import { channelMemberMethods } from './channel-members.ts'
import { channelReadMethods } from './channel-read.ts'
import { chatMethods } from './chat.ts'
import { fileMethods } from './files.ts'
import type { Method } from './method.ts'
import { oauthMethods } from './oauth.ts'
import { reactionMethods } from './reactions.ts'
import { scheduledMethods } from './scheduled.ts'
import { teamMethods } from './team.ts'
import { userGroupMethods } from './user-groups.ts'
import { userMethods } from './users.ts'
import { viewMethods } from './views.ts'

/** Every method of the Web API that the stand-in knows, by name. */
export const methodTable: Readonly<Record<string, Method>> = {
  ...teamMethods,
  ...userMethods,
  ...channelLifeMethods,
  ...channelMemberMethods,
  ...channelReadMethods,
  ...channelMarkMethods,
  ...chatMethods,
  ...scheduledMethods,
  ...reactionMethods,
  ...viewMethods,
  ...fileMethods,
  ...userGroupMethods,
  ...canvasMethods,
  ...oauthMethods,
  ...blockMethods,
}
