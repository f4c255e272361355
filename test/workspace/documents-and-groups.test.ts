import type { WebClient } from '@slack/web-api'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { startWorkspace, type Workspace } from '../../src/workspace/workspace.ts'
import { botClient, codeOf } from './support/client.ts'

let workspace: Workspace
let client: WebClient
let n = 0

beforeAll(async () => {
  workspace = await startWorkspace()
  for (const scope of ['usergroups:read', 'usergroups:write', 'canvases:read', 'canvases:write', 'files:read'])
    workspace.scopes.add(scope)
  client = botClient(workspace)
})
afterAll(() => workspace.stop())
beforeEach(() => {
  const all = { paidPlan: true, mayManageUserGroups: true, canvases: true, fileUploads: true }
  Object.assign(workspace.rules, all)
})
const person = () => workspace.addUser({ realName: `人${++n}`, email: `p${n}@x.cn` }).id

describe('user groups', () => {
  it('are made, named once, filled, switched off and listed', async () => {
    const made = await client.usergroups.create({ name: '审批人', handle: 'approvers' })
    const usergroup = made.usergroup?.id as string
    expect(await codeOf(client.usergroups.create({ name: '审批人' }))).toBe('name_already_exists')
    expect(await codeOf(client.usergroups.create({ name: 'b', handle: 'approvers' }))).toBe('handle_already_exists')
    const users = [person(), person()]
    await client.usergroups.users.update({ usergroup, users: users.join(',') })
    expect((await client.usergroups.users.list({ usergroup })).users).toEqual(users)
    expect(await codeOf(client.usergroups.users.update({ usergroup, users: 'U0' }))).toBe('invalid_users')
    await client.usergroups.update({ usergroup, description: '四眼' })
    const { usergroups } = await client.usergroups.list({ include_count: true, include_users: true })
    expect(usergroups).toMatchObject([{ handle: 'approvers', description: '四眼', user_count: 2, users }])
    await client.usergroups.disable({ usergroup })
    expect((await client.usergroups.list({})).usergroups).toEqual([])
    await client.usergroups.enable({ usergroup })
    expect((await client.usergroups.list({})).usergroups).toHaveLength(1)
    expect(await codeOf(client.usergroups.users.list({ usergroup: 'S0' }))).toBe('no_such_subteam')
  })

  it('need a paid plan, and to change them the right', async () => {
    workspace.rules.mayManageUserGroups = false
    expect(await codeOf(client.usergroups.create({ name: 'c' }))).toBe('permission_denied')
    expect((await client.usergroups.list({})).ok).toBe(true)
    workspace.rules.paidPlan = false
    expect(await codeOf(client.usergroups.list({}))).toBe('plan_upgrade_required')
  })
})

describe('canvases', () => {
  const markdown = (text: string) => ({ type: 'markdown' as const, markdown: text })

  it('hold sections that can be found and changed one at a time', async () => {
    const document_content = markdown('# 客户\n\n中集集团\n\n## 小组\n\n李工')
    const { canvas_id } = await client.canvases.create({ title: '档案', document_content })
    const id = canvas_id as string
    const look = async (criteria: object) =>
      (await client.canvases.sections.lookup({ canvas_id: id, criteria } as never)).sections?.map((one) => one.id) ?? []
    expect(await look({ section_types: ['any_header'] })).toHaveLength(2)
    expect(await look({ section_types: ['h2'], contains_text: '客户' })).toEqual([])
    const [section] = await look({ contains_text: '李工' })
    const edit = (change: object) => client.canvases.edit({ canvas_id: id, changes: [change] as never })
    await edit({ operation: 'insert_after', section_id: section, document_content: markdown('王工') })
    await edit({ operation: 'delete', section_id: section })
    expect(await look({ contains_text: '李工' })).toEqual([])
    expect(await look({ contains_text: '王工' })).toHaveLength(1)
    expect(await codeOf(edit({ operation: 'delete', section_id: section }))).toBe('canvas_editing_failed')
    await client.canvases.access.set({ canvas_id: id, access_level: 'read', user_ids: [person()] })
    await client.canvases.delete({ canvas_id: id })
    expect(await codeOf(edit({ operation: 'rename', title_content: markdown('x') }))).toBe('canvas_not_found')
  })

  it('stand once in a channel, and can be switched off', async () => {
    const channel_id = workspace.addChannel({ name: 'with-canvas', creator: workspace.botUserId })
    await client.conversations.canvases.create({ channel_id })
    expect(await codeOf(client.conversations.canvases.create({ channel_id }))).toBe('channel_canvas_already_exists')
    workspace.rules.paidPlan = false
    expect(await codeOf(client.canvases.create({}))).toBe('free_teams_cannot_create_non_tabbed_canvases')
    workspace.rules.canvases = false
    expect(await codeOf(client.canvases.create({}))).toBe('canvas_disabled_user_team')
  })
})

describe('files', () => {
  it('are sent, looked at and taken away again, from messages too', async () => {
    const channel_id = workspace.addChannel({ name: 'with-files', creator: workspace.botUserId })
    await client.filesUploadV2({ channel_id, filename: 'a.csv', content: '客户\n中集', initial_comment: '名单' })
    const list = () => client.conversations.history({ channel: channel_id })
    const file = (await list()).messages?.[0]?.files?.[0]?.id as string
    expect((await client.files.info({ file })).file).toMatchObject({ name: 'a.csv', channels: [channel_id] })
    await client.files.delete({ file })
    expect(await codeOf(client.files.info({ file }))).toBe('file_not_found')
    expect((await list()).messages?.[0]).not.toHaveProperty('files')
    workspace.rules.fileUploads = false
    expect(await codeOf(client.files.getUploadURLExternal({ filename: 'b', length: 1 }))).toBe('file_uploads_disabled')
  })
})
