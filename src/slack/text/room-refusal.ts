import type { Refusal, RefusalCode } from '../../domain/refusal.ts'
import { words } from './words.ts'

/** Refusals about a channel that is to become a client's. */
export type RoomRefusal = Extract<
  RefusalCode,
  `room_${string}` | 'adopter_not_in_room' | 'replacement_unconfirmed' | 'channel_moved_on' | 'client_unclear'
>

type Saying = (params: Refusal['params']) => string

export const roomRefusals = words<Record<RoomRefusal, Saying>>(
  {
    room_for_strategic: (p) => `${p.client}目前不是战略客户，没有团队频道可采用。请先认定。`,
    room_unseen: () =>
      '本应用看不到这个频道。请在要采用的私密频道里输入 /invite 邀请本应用，再在该频道里输入 /client adopt 客户名称。',
    room_unreadable: (p) => `Slack 暂时不能提供这个频道的资料（${p.error}）。请稍后再试。`,
    room_by_name: () =>
      '频道名称不能证明是哪个频道，不按名称采用。请在要采用的频道里输入 /client adopt 客户名称，或在客户名称后粘贴频道链接或频道 ID。',
    room_already_this: (p) => `这个频道已经是${p.client}的团队频道，无需再办。`,
    room_of_another: (p) => `这个频道是（或曾是）${p.client}的团队频道，不能用于其他客户。请另选频道。`,
    room_of_the_app: () => '这个频道是本应用开设的，正要归某一客户使用，不能采用。请另选频道。',
    room_not_private: () => '只能采用私密频道。请先把频道改为私密，或在要采用的私密频道里输入本命令。',
    room_archived: () => '这个频道已归档。请先取消归档并邀请本应用，再采用。',
    room_shared_outside: () =>
      '这个频道已（或正要）与外部机构共享（Slack Connect），不能放客户资料。请先取消共享，再采用。',
    adopter_not_in_room: () => '您不在这个频道里，不能把它用作团队频道。请先加入该频道。',
    replacement_unconfirmed: (p) => `${p.client}已有团队频道 ${p.name}。要以这个频道代替，请勾选确认。`,
    channel_moved_on: () => '该客户的团队频道刚刚有变动，请重新输入命令，按最新情况办理。',
    client_unclear: (p) => `“${p.typed}”没有对应到唯一的客户。请写客户的全称或代码，例如 /client adopt 000002.SZ。`,
  },
  {
    room_for_strategic: (p) =>
      `${p.client} is not a strategic client now, so it has no team channel. It has to be designated first.`,
    room_unseen: () =>
      'The app does not see this channel. In the private channel that is to be adopted, type /invite and invite the app; then type /client adopt CLIENT there.',
    room_unreadable: (p) => `Slack cannot tell about this channel just now (${p.error}). Please try again later.`,
    room_by_name: () =>
      'A name does not prove which channel is meant, so none is adopted by it. Type /client adopt CLIENT in the channel itself, or paste its link or id behind the client.',
    room_already_this: (p) => `This is the team channel of ${p.client} already. Nothing more to do.`,
    room_of_another: (p) =>
      `This is, or was, the team channel of ${p.client} and is given to no other client. Please choose another channel.`,
    room_of_the_app: () =>
      'The app made this channel, and it is about to be some client’s. Please choose another channel.',
    room_not_private: () =>
      'Only a private channel can be adopted. Make it private first, or type this in the private channel that is meant.',
    room_archived: () => 'This channel is archived. Unarchive it and invite the app first.',
    room_shared_outside: () =>
      'This channel is, or is about to be, shared with another company (Slack Connect), where no client data may stand. End that first.',
    adopter_not_in_room: () => 'You are not in this channel and cannot make it a team’s. Please join it first.',
    replacement_unconfirmed: (p) =>
      `${p.client} has the team channel ${p.name} already. To have this one in its place, tick the box.`,
    channel_moved_on: () =>
      'The team channel of this client has just changed. Please type the command again to see how things stand.',
    client_unclear: (p) =>
      `“${p.typed}” does not mean one client. Please give its full name or its code, as in /client adopt 000002.SZ.`,
  },
)
