/**
 * From `npm run demo` to its line "ready", with npm's own start and the build: `npx tsx bench/start.ts`.
 * In a copy of the project: first with neither `dist` nor `.data`, then again as it is.
 */
import { cp, rm, symlink } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { fromRoot } from '../src/paths.ts'
import { printMachine, quantile } from './support/figures.ts'
import { startProgram } from './support/program.ts'
import { inTempFolder } from './support/temp-folder.ts'

const ROUNDS = 5
const leftOut = /^(\.git|\.data|node_modules|dist|coverage)(\/|$)/

async function copyProject(to: string): Promise<void> {
  await cp(fromRoot(), to, {
    recursive: true,
    filter: (path) => !leftOut.test(relative(fromRoot(), path)),
  })
  await symlink(fromRoot('node_modules'), join(to, 'node_modules'))
}

async function toReady(project: string): Promise<number> {
  const demo = await startProgram(['npm', 'run', 'demo'], {
    folder: project,
    environment: { DEMO_PORT: '0' },
    readyWords: 'ready, open',
  })
  await demo.stop()
  return demo.readyMs
}

await inTempFolder(async (folder) => {
  const project = join(folder, 'project')
  await copyProject(project)
  const first: number[] = []
  const warm: number[] = []
  for (let round = 0; round < ROUNDS; round++) {
    await rm(join(project, 'dist'), { recursive: true, force: true })
    await rm(join(project, '.data'), { recursive: true, force: true })
    first.push(await toReady(project))
    warm.push(await toReady(project), await toReady(project))
  }
  printMachine()
  const row = (times: number[]) => ({
    rounds: times.length,
    'median s': Number((quantile(times, 0.5) / 1_000).toFixed(2)),
    'best s': Number((Math.min(...times) / 1_000).toFixed(2)),
    'worst s': Number((Math.max(...times) / 1_000).toFixed(2)),
  })
  console.table({ 'empty machine to ready': row(first), 'warm start to ready': row(warm) })
})
