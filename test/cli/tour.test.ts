import { afterAll, expect, test } from 'vitest'
import { auditActions } from '../../db/queries/audit.ts'
import { startStandIn } from '../../src/cli/stand-in.ts'
import { playStory } from '../../src/cli/tour/story.ts'
import { createTranscript } from '../../src/cli/tour/transcript.ts'
import { systemClock } from '../../src/clock.ts'
import { createLog } from '../../src/log.ts'
import { importSampleBank } from '../../src/sample/import-sample-bank.ts'
import { startService } from '../../src/service.ts'
import { testDatabase } from '../support/database.ts'

const database = await testDatabase()
const log = createLog('silent')

test('the guided story runs on the sample bank, and every line of it is seen in Slack’s own state', async () => {
  await importSampleBank(database, { log })
  const workspace = await startStandIn(database, { port: 0 })
  const slack = { botToken: workspace.botToken, apiUrl: workspace.apiUrl, listen: { appToken: workspace.appToken } }
  const service = await startService({ slack, database, clock: systemClock, log, rates: false })
  afterAll(async () => {
    await service.stop()
    await workspace.stop()
  })
  const lines: string[] = []
  const transcript = createTranscript((line) => lines.push(line))
  await playStory(transcript, workspace, (code) => database.db.transaction((tx) => auditActions(tx, code)))
  expect(lines.filter((line) => line.includes('✗'))).toEqual([])
  expect(transcript.result()).toMatchObject({ missed: 0 })
  expect(transcript.result().held).toBeGreaterThanOrEqual(25)
}, 120_000)

test('what is not seen is counted and said', () => {
  const lines: string[] = []
  const transcript = createTranscript((line) => lines.push(line))
  transcript.check('a channel', false)
  transcript.check('a card', true)
  expect(transcript.result()).toEqual({ held: 1, missed: 1 })
  expect(lines[0]).toContain('✗')
})
