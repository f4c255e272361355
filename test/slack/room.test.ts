import { expect, test } from 'vitest'
import { roomIn } from '../../src/slack/room.ts'

test.each([
  ['万科', { client: '万科', channelId: null, byName: false }],
  ['000002.SZ', { client: '000002.SZ', channelId: null, byName: false }],
  ['C000123', { client: 'C000123', channelId: null, byName: false }],
  ['China Vanke GROUPHOLDING', { client: 'China Vanke GROUPHOLDING', channelId: null, byName: false }],
  ['China Vanke C0123ABCDEF', { client: 'China Vanke', channelId: 'C0123ABCDEF', byName: false }],
  ['万科　<#C0123ABCDEF|vanke>', { client: '万科', channelId: 'C0123ABCDEF', byName: false }],
  ['万科 <#CABCDEFGHIJ|vanke>', { client: '万科', channelId: 'CABCDEFGHIJ', byName: false }],
  ['万科 <#G0123ABCDEF>', { client: '万科', channelId: 'G0123ABCDEF', byName: false }],
  ['万科 https://bank.slack.com/archives/C0123ABCDEF', { client: '万科', channelId: 'C0123ABCDEF', byName: false }],
  [
    '万科 <https://bank.slack.com/archives/C0123ABCDEF/p1700000000000001>',
    { client: '万科', channelId: 'C0123ABCDEF', byName: false },
  ],
  ['万科 #sc-vanke', { client: '万科 #sc-vanke', channelId: null, byName: true }],
  ['万科 ＃万科群', { client: '万科 ＃万科群', channelId: null, byName: true }],
])('%s', (typed, meant) => expect(roomIn(typed)).toEqual(meant))
