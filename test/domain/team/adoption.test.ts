import { expect, test } from 'vitest'
import { type AdoptionGround, type Room, refuseAdoption } from '../../../src/domain/team/adoption.ts'

const room: Room = {
  channelId: 'C1',
  name: '万科对接群',
  isPrivate: true,
  archived: false,
  sharedOutside: false,
  byBot: false,
  members: ['U1', 'U2'],
}
const ground: AdoptionGround = { clientId: 1, clientName: '万科', designated: true, userId: 'U1', owner: null }
const before = { clientId: 1, name: '万科', now: false }

test.each<[string, Partial<Room>, Partial<AdoptionGround>, string | undefined]>([
  ['a private channel of people', {}, {}, undefined],
  ['the client is no strategic one', {}, { designated: false }, 'room_for_strategic'],
  ['it is the client’s already', {}, { owner: { ...before, now: true } }, 'room_already_this'],
  ['it was the client’s before, made by the bot', { byBot: true }, { owner: before }, undefined],
  ['it is another client’s', {}, { owner: { clientId: 2, name: '中集', now: true } }, 'room_of_another'],
  ['it was another client’s', {}, { owner: { clientId: 2, name: '中集', now: false } }, 'room_of_another'],
  ['the bot made it, and its client is not known yet', { byBot: true }, {}, 'room_of_the_app'],
  ['public', { isPrivate: false }, {}, 'room_not_private'],
  ['archived', { archived: true }, {}, 'room_archived'],
  ['shared with another company', { sharedOutside: true }, {}, 'room_shared_outside'],
  ['the administrator is not in it', {}, { userId: 'U9' }, 'adopter_not_in_room'],
])('%s', (_, of, about, refused) => {
  expect(refuseAdoption({ ...room, ...of }, { ...ground, ...about })?.refused).toBe(refused)
})

test('its name is looked at nowhere', () => {
  const named = refuseAdoption({ ...room, name: 'sc-000002-sz-wan-ke-a', byBot: true }, ground)
  expect(named?.refused).toBe('room_of_the_app')
})
