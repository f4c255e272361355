import type { Workspace } from '../../workspace/workspace.ts'
import { castOf, type Player, type Role } from './cast.ts'
import { press, pressWithReason, recommend } from './gestures.ts'
import type { Transcript } from './transcript.ts'

/** What the story reads beside Slack: the audit's account of a client's recommendations, oldest first. */
export type AuditOf = (clientCode: string) => Promise<readonly string[]>

const approve = 'recommendation_approve'

/** The guided story: a bank-wide client with a return on the way, then each other ending. */
export async function playStory(t: Transcript, workspace: Workspace, auditOf: AuditOf): Promise<void> {
  const cast = castOf(workspace)
  await bankWide(t, workspace, cast, auditOf)
  await branchDesignates(t, cast)
  await rejected(t, cast)
  await withdrawn(t, cast)
  await jointInitiation(t, workspace, cast)
}

async function bankWide(
  t: Transcript,
  workspace: Workspace,
  { manager, subPresident, branchPresident, officer, president, ...rest }: Record<Role, Player>,
  auditOf: AuditOf,
): Promise<void> {
  const client = '中集集团'
  t.part('支行推荐中集集团为全行性战略客户（第八条(一)） / a sub-branch recommends a bank-wide client')
  await recommend(t, manager, {
    client: '000039.SZ',
    route: 'branch_recommends@',
    category: 'industry_leader',
    reason: '全球集装箱制造龙头，在深圳结算与供应链融资需求大。',
  })
  await t.sees(subPresident.name, subPresident.actor, /中集集团/, /\[(同意|Approve)\]/)
  await press(t, subPresident, approve, client)
  await t.sees(branchPresident.name, branchPresident.actor, /中集集团/, /\[(同意|Approve)\]/)
  await pressWithReason(t, branchPresident, 'recommendation_return', client, '请补充海外业务结算数据。')
  await t.sees(manager.name, manager.actor, /中集集团/, /请补充海外业务结算数据/, /^(?!#)/)

  t.part('补充后重新提交，逐级通过 / supplemented, resubmitted, approved level by level')
  await press(t, manager, 'recommendation_resubmit', client)
  const form = await t.window(manager.actor, '"reason"')
  await manager.actor.type(form, { action_id: 'reason' }, '已补充：海外收入占比过半，跨境结算集中在深圳。')
  t.check('补充后的表单已提交', (await manager.actor.submit()).closed)
  for (const decider of [subPresident, branchPresident, officer, president]) await press(t, decider, approve, client)
  await t.sees(manager.name, manager.actor, /中集集团.*(已认定为|is now)/)
  const team = [manager, subPresident, branchPresident, officer, president]
  await channelWith(t, workspace, manager, client, team, rest.officer2)
  await cardsAgree(t, team, client)
  const story = await auditOf('000039.SZ')
  t.check(
    `审计记录了全过程：${story.join(' → ')}`,
    story.join().includes('submitted') && story.at(-1) === 'recommendation_decided',
  )
}

/** The channel exists, is private, and holds exactly the team and the bot. */
async function channelWith(
  t: Transcript,
  workspace: Workspace,
  manager: Player,
  client: string,
  team: readonly Player[],
  otherOfficer: Player,
): Promise<void> {
  const line = await manager.actor.waitFor(
    () =>
      manager.actor
        .conversations()
        .find((one) => one.kind === 'private_channel' && manager.actor.conversation(one.id).topic.includes(client)),
    { timeoutMs: 20_000 },
  )
  const whole = await manager.actor.waitFor(() => {
    const channel = manager.actor.conversation(line.id)
    return channel.messages.some((one) => one.pinned) && channel.bookmarks.length > 0 ? channel : null
  })
  const members = new Set(whole.members.map((member) => member.id))
  t.check(`私密频道 ${whole.name}，主题：${whole.topic}`, whole.kind === 'private_channel')
  t.check(
    `欢迎卡片已置顶，书签：${whole.bookmarks.map((one) => one.title).join()}`,
    whole.messages.filter((one) => one.pinned).length === 1,
  )
  t.check(
    `团队各级人员都在：${team.map((player) => player.name).join('、')}`,
    team.every((player) => members.has(player.actor.id)) && members.has(otherOfficer.actor.id),
  )
  const officers = [...members].filter((id) => workspace.user(id)?.title.startsWith('总行公司业务管理部'))
  t.check(
    `除团队、总行公司业务管理部 ${officers.length} 人和机器人外没有别人`,
    members.size === team.length - 1 + officers.length + 1 && members.has(workspace.botUserId),
  )
}

/** Everybody's newest card of the client shows the same steps, and no button that could still decide. */
async function cardsAgree(t: Transcript, players: readonly Player[], client: string): Promise<void> {
  for (const player of players) {
    await player.actor.waitFor(
      () =>
        !player.actor
          .messages()
          .some((one) => JSON.stringify(one.blocks).includes(approve) && JSON.stringify(one.blocks).includes(client)),
      { timeoutMs: 20_000 },
    )
  }
  t.check('每个人的卡片都已更新，不再有可按的审批按钮', true)
}

async function branchDesignates(
  t: Transcript,
  { branchOfficer, branchPresident }: Record<Role, Player>,
): Promise<void> {
  t.part('分行直接认定区域性战略客户（第十条(一)） / a branch designates a regional client directly')
  await recommend(t, branchOfficer, {
    client: '000002.SZ',
    route: 'branch_designates@',
    category: 'regional_group',
    leadUnit: '深圳罗湖区支行',
    reason: '区域大型集团，存款与按揭合作稳定。',
  })
  await press(t, branchPresident, approve, '万科')
  await t.sees(branchOfficer.name, branchOfficer.actor, /万科A.*(已认定为|is now)/)
  await branchPresident.actor.waitFor(
    () =>
      branchPresident.actor
        .conversations()
        .find(
          (one) => one.kind === 'private_channel' && branchPresident.actor.conversation(one.id).topic.includes('万科'),
        ),
    { timeoutMs: 20_000 },
  )
  t.check('万科A 的团队频道已开通', true)
}

async function rejected(
  t: Transcript,
  { luohuManager, luohuPresident, branchPresident }: Record<Role, Player>,
): Promise<void> {
  t.part('一条被否决 / one rejected')
  await recommend(t, luohuManager, {
    client: '000005.SZ',
    route: 'sub_branch_recommends@',
    category: 'other_growing',
    reason: '环保业务有成长性。',
  })
  await press(t, luohuPresident, approve, '世纪星源')
  await pressWithReason(t, branchPresident, 'recommendation_reject', '世纪星源', '经营指标未达标，暂不认定。')
  await t.sees(luohuManager.name, luohuManager.actor, /世纪星源.*(否决|rejected)/, /经营指标未达标/)
}

async function withdrawn(t: Transcript, { luohuManager, luohuPresident }: Record<Role, Player>): Promise<void> {
  t.part('一条撤回 / one withdrawn')
  await recommend(t, luohuManager, {
    client: '000007.SZ',
    route: 'sub_branch_recommends@',
    category: 'other_growing',
    reason: '拟推荐，待核实。',
  })
  const card = await luohuPresident.actor.waitFor(() =>
    luohuPresident.actor.messages().findLast((one) => JSON.stringify(one.blocks).includes('全新好')),
  )
  await press(t, luohuManager, 'recommendation_withdraw', '全新好')
  const id = card.ts
  await luohuPresident.actor.waitFor(
    () => luohuPresident.actor.messages().find((one) => one.ts === id && !JSON.stringify(one.blocks).includes(approve)),
    { timeoutMs: 20_000 },
  )
  t.check(`${luohuPresident.name} 的卡片已收回按钮`, true)
}

async function jointInitiation(
  t: Transcript,
  workspace: Workspace,
  { officer, officer2, branchPresident, president }: Record<Role, Player>,
): Promise<void> {
  t.part('总行与分行联合发起；本人不能审批本人发起的（第八条(二)） / joint initiation; nobody decides their own')
  const client = '深振业A'
  await recommend(t, officer, {
    client: '000006.SZ',
    route: 'joint_initiation@',
    category: 'regional_character',
    leadUnit: '深圳福田区支行',
    reason: '总行与深圳分行联合发起。',
  })
  await press(t, branchPresident, approve, client)
  const card = await t.sees(officer2.name, officer2.actor, /深振业A/, /\[(同意|Approve)\]/)
  const copy = await shareCopy(workspace, officer, card.blocks ?? [])
  await officer.actor.click(copy, { action_id: approve })
  t.does(officer.name, '在别处看到同一张卡片，按「同意」')
  await t.sees(officer.name, officer.actor, /本人不能审批|cannot decide on it/)
  await press(t, officer2, approve, client)
  await press(t, president, approve, client)
  await t.sees(officer.name, officer.actor, /深振业A.*(已认定为|is now)/)
}

/** The card as somebody without a say in it may see it: its buttons go to the same bot. */
async function shareCopy(workspace: Workspace, player: Player, blocks: readonly unknown[]) {
  const response = await fetch(`${workspace.apiUrl}chat.postMessage`, {
    method: 'POST',
    headers: { 'content-type': 'application/json; charset=utf-8', authorization: `Bearer ${workspace.botToken}` },
    body: JSON.stringify({ channel: player.actor.id, text: 'copy', blocks }),
  })
  const { ts } = (await response.json()) as { ts?: string }
  return player.actor.waitFor(() => player.actor.messages().find((one) => one.ts === ts))
}
