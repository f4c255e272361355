import { useLanguage } from './language.ts'

const zh = {
  newChannel: '新建频道',
  make: '新建',
  isPrivate: '私密频道',
  settings: '频道设置',
  name: '频道名称',
  nameHint: '小写字母、数字、- 和 _',
  topic: '主题',
  purpose: '说明',
  save: '保存',
  saved: '已保存',
  invite: '邀请应用加入',
  invited: '应用已在频道中',
  refused: {
    name_taken: '已有同名频道，请换一个名称。',
    not_authorized: '只有频道创建者和工作区管理员可以改名。',
    too_long: '太长了，最多 250 个字。',
    user_is_restricted: '访客不能更改频道设置。',
    is_archived: '此频道已归档。',
    not_in_channel: '您不在这个频道中。',
    unreachable: '无法连接到工作区，请稍后重试。',
  } as Readonly<Record<string, string>>,
  badName: '名称只能用小写字母、数字、- 和 _，最多 80 个字，不能为空。',
  otherwise: (code: string) => `没有保存（${code}），请重试。`,
}

type ChannelWords = typeof zh

const en: ChannelWords = {
  newChannel: 'New channel',
  make: 'Create',
  isPrivate: 'Private channel',
  settings: 'Channel settings',
  name: 'Channel name',
  nameHint: 'Small letters, digits, - and _',
  topic: 'Topic',
  purpose: 'Description',
  save: 'Save',
  saved: 'Saved',
  invite: 'Invite the app',
  invited: 'The app is in the channel',
  refused: {
    name_taken: 'There is a channel of this name; choose another.',
    not_authorized: 'Only the channel’s creator and workspace administrators rename it.',
    too_long: 'Too long; 250 characters at most.',
    user_is_restricted: 'Guests cannot change a channel’s settings.',
    is_archived: 'This channel is archived.',
    not_in_channel: 'You are not in this channel.',
    unreachable: 'The workspace cannot be reached. Try again later.',
  },
  badName: 'A name has small letters, digits, - and _ only, 80 at most, and is not empty.',
  otherwise: (code) => `Not saved (${code}). Try again.`,
}

/** The words of a channel's making and settings. */
export function useChannelWords(): ChannelWords {
  return useLanguage() === 'zh' ? zh : en
}

/** Why a change was refused, by Slack's code. */
export function refusalWords(words: ChannelWords, code: string): string {
  if (code.startsWith('invalid_name')) return words.badName
  return words.refused[code] ?? words.otherwise(code)
}
