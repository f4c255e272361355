import { deliver } from '../deliver/deliver.ts'
import { postEphemeral } from '../messages.ts'
import { payloadChannelName } from '../present.ts'
import type { ResponseTarget } from '../response-urls.ts'
import { SlackError } from '../slack-error.ts'
import type { Conversation, User } from '../state.ts'
import { wordsFor } from '../words.ts'
import type { World } from '../world.ts'
import { ownCommand } from './own-command.ts'
import { actingUser, type Outcome, ownConversation } from './person.ts'
import { applyReply } from './reply.ts'

/** The account in whose name Slack itself speaks. */
export const slackbotId = 'USLACKBOT'

/** A person enters a slash command, the whole line. What goes wrong they read as a line of Slackbot's. */
export async function runCommand(world: World, userId: string, conversationId: string, line: string): Promise<Outcome> {
  const user = actingUser(world, userId)
  const conversation = ownConversation(world, conversationId, userId)
  const match = /^(\/\S+)(?:\s+([\s\S]*))?$/.exec(line.trim())
  if (!match) throw new SlackError('invalid_input')
  const [command, text] = [match[1] as string, (match[2] ?? '').trim()]
  const words = wordsFor(user.locale)
  const spec = world.commands?.find((one) => one.command === command)
  try {
    if (ownCommand(world, user, conversation, command, text)) return { ok: true }
  } catch (error) {
    if (!(error instanceof SlackError)) throw error
    return refuse(world, conversation, user, words.commandRefused(command, error.code), error.code)
  }
  if (world.commands && !spec)
    return refuse(world, conversation, user, words.commandUnknown(command), 'unknown_command')
  if (conversation.archived) throw new SlackError('is_archived')
  const target: ResponseTarget = { userId, conversationId, ts: null, ephemeral: true }
  const shown = spec?.shouldEscape ? escapeMentions(world, text) : text
  const payload = commandPayload(world, user, conversation, command, shown, target)
  const ack = await deliver(world, `command:${command}`, userId, 'slash_commands', payload)
  if (ack.outcome !== 'acknowledged')
    return refuse(world, conversation, user, words.commandNoAnswer(command), 'no_answer')
  try {
    answerWith(world, target, ack.body)
    return { ok: true }
  } catch (error) {
    if (!(error instanceof SlackError)) throw error
    return refuse(world, conversation, user, words.commandBadAnswer(command), 'bad_answer')
  }
}

function answerWith(world: World, target: ResponseTarget, body: unknown): void {
  if (typeof body === 'string' && body.trim()) applyReply(world, target, { text: body })
  else if (typeof body === 'object' && body !== null && Object.keys(body).length > 0) {
    applyReply(world, target, body as Record<string, unknown>)
  }
}

function refuse(world: World, conversation: Conversation, user: User, text: string, error: string): Outcome {
  postEphemeral(world, conversation, { user: slackbotId, byBot: false }, user.id, { text })
  return { ok: false, error }
}

function commandPayload(
  world: World,
  user: User,
  conversation: Conversation,
  command: string,
  text: string,
  target: ResponseTarget,
): Record<string, unknown> {
  const { team, app, verificationToken } = world.state
  return {
    token: verificationToken,
    team_id: team.id,
    team_domain: team.domain,
    channel_id: conversation.id,
    channel_name: payloadChannelName(conversation),
    user_id: user.id,
    user_name: user.name,
    command,
    text,
    api_app_id: app.id,
    is_enterprise_install: 'false',
    response_url: world.responseUrls.issue(target),
    trigger_id: world.triggers.issue(user.id, null),
  }
}

function escapeMentions(world: World, text: string): string {
  const people = text.replace(/@([a-z0-9._-]+)/g, (whole, name: string) => {
    const id = world.lookups.byHandle.get(name)
    return id ? `<@${id}|${name}>` : whole
  })
  return people.replace(/#([\p{L}\p{N}_-]+)/gu, (whole, name: string) => {
    const id = world.lookups.byChannelName.get(name)
    return id ? `<#${id}|${name}>` : whole
  })
}
