import { type Language, words } from './words.ts'

/** Why somebody could not be invited, by Slack's error or our own. */
const reasons = words(
  {
    no_slack_account: '尚无 Slack 账号',
    user_not_found: 'Slack 账号已停用',
    user_disabled: 'Slack 账号已停用',
    user_is_restricted: '访客账号，不能进入团队频道',
    ura_max_channels: '访客账号，不能进入团队频道',
    org_user_not_in_team: '尚未加入本工作区',
    cant_invite: 'Slack 不允许邀请此人',
    restricted_action: '本工作区的设置不允许机器人邀请成员',
    no_permission: '机器人没有邀请成员的权限',
    other: (error: string) => `Slack 拒绝，原因 ${error}`,
  },
  {
    no_slack_account: 'no Slack account yet',
    user_not_found: 'Slack account no longer in use',
    user_disabled: 'Slack account no longer in use',
    user_is_restricted: 'a guest account, which cannot join a team channel',
    ura_max_channels: 'a guest account, which cannot join a team channel',
    org_user_not_in_team: 'not in this workspace yet',
    cant_invite: 'Slack does not let this person be invited',
    restricted_action: 'the workspace does not let the bot invite people',
    no_permission: 'the bot has no permission to invite people',
    other: (error: string) => `refused by Slack, reason ${error}`,
  },
)

/** A failed invitation's error in words; Slack's own name for it where there are none. */
export function invitationFailureText(error: string, language: Language): string {
  const { other, ...known } = reasons[language]
  return Object.entries(known).find(([code]) => code === error)?.[1] ?? other(error)
}
