import { execFileSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, describe, expect, test } from 'vitest'
import { fromRoot } from '../src/paths.ts'
import { tempFolder } from './support/temp-folder.ts'

let project = ''

function write(path: string, text: string): void {
  writeFileSync(join(project, path), text)
}

/** What the program printed; a program that ends with an error throws with what was said. */
function run(...args: string[]): string {
  const said = execFileSync(process.execPath, ['run.js', 'src/program.js', ...args], { cwd: project, encoding: 'utf8' })
  return said.trim()
}

describe('run.js', () => {
  beforeEach(() => {
    project = tempFolder()
    for (const name of ['run.js', 'package.json', 'tsconfig.json', 'tsconfig.build.json'])
      cpSync(fromRoot(name), join(project, name))
    symlinkSync(fromRoot('node_modules'), join(project, 'node_modules'))
    for (const folder of ['src', 'db', 'commands']) mkdirSync(join(project, folder))
    write('commands/old.ts', 'export const old = 1\n')
    write('src/program.ts', "console.log('first', process.argv.slice(2).join(' '))\n")
  })

  test('builds before the first start and passes the arguments on', () => {
    expect(run('--units', 'a.csv')).toBe('first --units a.csv')
  })

  test('builds again after a change, and only then', () => {
    run()
    write('dist/src/program.js', "console.log('as built')\n")
    expect(run()).toBe('as built')
    write('src/program.ts', "console.log('second')\n")
    expect(run()).toBe('second')
  })

  test('leaves nothing of a source that is gone, a gesture found by its folder above all', () => {
    run()
    expect(existsSync(join(project, 'dist/commands/old.js'))).toBe(true)
    rmSync(join(project, 'commands/old.ts'))
    run()
    expect(existsSync(join(project, 'dist/commands/old.js'))).toBe(false)
  })

  test('the calendar is there in what is built, where Node itself loads its package', () => {
    for (const folder of ['src', 'db', 'commands']) cpSync(fromRoot(folder), join(project, folder), { recursive: true })
    const asked = "import { announcedCalendar } from './usecases/working-calendar.ts'\n"
    write('src/program.ts', `${asked}console.log((await announcedCalendar()).years.has(2026))\n`)
    expect(run()).toBe('true')
  })

  test('starts nothing that could not be built, and says why', () => {
    write('src/program.ts', 'const x: = 1\n')
    expect(() => run()).toThrow(expect.objectContaining({ status: 1, stdout: expect.stringContaining('TS1110') }))
    expect(() => run()).toThrow(expect.objectContaining({ status: 1 }))
  })
})
