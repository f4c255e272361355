import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { createClock } from '../../src/workspace/clock.ts'
import { createTimers } from '../../src/workspace/timers.ts'
import { startWorkspace, type Workspace } from '../../src/workspace/workspace.ts'
import { botClient } from './support/client.ts'

let workspace: Workspace | undefined
const folder = mkdtempSync(join(tmpdir(), 'clock-'))
afterEach(async () => {
  await workspace?.stop()
  workspace = undefined
})
afterAll(() => rmSync(folder, { recursive: true }))

describe('the clock', () => {
  it('goes with the machine until it is moved, and then from there', async () => {
    workspace = await startWorkspace()
    expect(Math.abs(workspace.now() - Date.now())).toBeLessThan(1000)
    workspace.travel(86_400_000)
    expect(Math.abs(workspace.now() - Date.now() - 86_400_000)).toBeLessThan(1000)
    expect(() => workspace?.travel(-1)).toThrow(RangeError)
  })

  it('stands still when its base does, and stamps messages with the time travelled to', async () => {
    workspace = await startWorkspace({ now: () => 1_800_000_000_000 })
    const { id } = workspace.addUser({ realName: '李', email: 'li@x.cn' })
    const client = botClient(workspace)
    const first = await client.chat.postMessage({ channel: id, text: 'a' })
    workspace.travel(60_000)
    const second = await client.chat.postMessage({ channel: id, text: 'b' })
    expect([first.ts, second.ts].map((ts) => String(ts).split('.')[0])).toEqual(['1800000000', '1800000060'])
  })

  it('keeps what was travelled over a restart', async () => {
    const options = { stateFile: join(folder, 'state.json'), now: () => 1_800_000_000_000 }
    workspace = await startWorkspace(options)
    workspace.travel(5000)
    await workspace.stop()
    workspace = await startWorkspace(options)
    expect(workspace.now()).toBe(1_800_000_005_000)
  })

  it('tells an event again over Socket Mode at once, after a minute and after five', async () => {
    const own = await startWorkspace({ now: () => 1_800_000_000_000 })
    workspace = own
    own.rules.ackMs = 20
    const { url } = await botClient(own, own.appToken).apps.connections.open()
    const socket = new WebSocket(url as string)
    const heard: { type: string; retry_attempt: number; retry_reason: string }[] = []
    socket.on('message', (data) => heard.push(JSON.parse(String(data))))
    await expect.poll(() => heard.map((one) => one.type)).toEqual(['hello'])
    own.addUser({ realName: '李', email: 'li@x.cn' })
    const tries = () => own.log.deliveries('event:team_join')
    const ended = (n: number) =>
      expect.poll(() => tries().map((one) => one.outcome)).toEqual(Array(n).fill('no_answer'))
    await ended(2)
    for (const [wait, n] of [
      [60_000, 3],
      [300_000, 4],
    ] as const) {
      own.travel(wait - 1)
      expect(tries()).toHaveLength(n - 1)
      own.travel(1)
      await ended(n)
    }
    own.travel(86_400_000)
    expect(heard.slice(1).map((one) => [one.retry_attempt, one.retry_reason])).toEqual([
      [0, ''],
      [1, 'timeout'],
      [2, 'timeout'],
      [3, 'timeout'],
    ])
    socket.terminate()
  })
})

describe('timers', () => {
  it('are done in the order of their times', () => {
    const clock = createClock(() => 0)
    const timers = createTimers(clock.now, true)
    const done: number[] = []
    for (const time of [30, 10, 20]) timers.at(time, () => done.push(time))
    timers.at(25, () => {})()
    expect(timers.next()).toBe(10)
    clock.moveTo(20)
    timers.tick()
    expect([done, timers.next()]).toEqual([[10, 20], 30])
    timers.stop()
    expect(timers.next()).toBeNull()
  })
})
