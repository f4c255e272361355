import { trimName } from '../client/name.ts'
import type { ImportFaultCode } from './import-fault.ts'
import { type DayKind, dayKinds } from './import-row.ts'
import { type Position, positions } from './position.ts'
import { type UnitLevel, unitLevels } from './unit.ts'

/** A value that was understood, or the reason why it was not. */
export type Read<T> = { readonly value: T } | { readonly fault: ImportFaultCode; readonly max?: number }

const levelNames: Record<UnitLevel, readonly string[]> = {
  head_office: ['总行'],
  branch: ['分行'],
  sub_branch: ['支行'],
}

const positionNames: Record<Position, readonly string[]> = {
  client_manager: ['支行主办客户经理', '主办客户经理'],
  sub_branch_president: ['支行行长'],
  branch_officer: ['分行公司业务人员', '分行经办人员'],
  branch_president: ['分行行长'],
  corporate_officer: ['总行公司业务管理部人员'],
  head_office_president: ['总行行长'],
  product_officer: ['产品经办'],
  administrator: ['系统管理员'],
}

/** A post as files name it in Chinese. */
export function positionName(position: Position): string {
  return positionNames[position][0] ?? position
}

const dayKindNames: Record<DayKind, readonly string[]> = {
  working: ['上班', '补班', '调休上班'],
  free: ['放假', '休息', '节假日'],
}

/** Text without blanks and invisible characters at its ends; inner signs stay as typed (B18). */
export function readText(typed: string, max: number): Read<string> {
  const value = trimName(typed)
  if (/\p{Cc}/u.test(value)) return { fault: 'control_character' }
  // A replacement character is what some program left of a character it could not read.
  if (value.includes('\u{FFFD}')) return { fault: 'damaged_character' }
  return [...value].length > max ? { fault: 'too_long', max } : { value }
}

/** Units, people and clients are told apart by codes: full-width or small letters make no difference. */
export function readCode(typed: string, alphabet: 'any' | 'latin'): Read<string> {
  const text = readText(typed.normalize('NFKC'), 32)
  if ('fault' in text) return text
  const code = text.value.toUpperCase()
  // A spreadsheet shows, and saves, long digit codes as 1.23457E+11: the digits are lost.
  if (/^\d(\.\d+)?E\+\d+$/.test(code)) return { fault: 'code_mangled' }
  const pattern = alphabet === 'any' ? /^[\p{L}\p{N}][\p{L}\p{N}._/-]*$/u : /^[A-Z0-9][A-Z0-9._-]*$/
  return code === '' || pattern.test(code) ? { value: code } : { fault: 'code_format' }
}

/**
 * An e-mail address, as Slack will give it; letter case is kept. ASCII alone, so that the database and this program
 * agree on which addresses differ in letter case only.
 */
export function readEmail(typed: string): Read<string> {
  const text = readText(typed.normalize('NFKC'), 254)
  if ('fault' in text || text.value === '') return text
  return /^[!#-+\--:=?A-~]+@[\w-]+(\.[\w-]+)+$/.test(text.value) ? text : { fault: 'email_format' }
}

/** A date as 2026-09-01, 2026/9/1, 2026.9.1, 2026年9月1日 or 20260901, also in full-width digits; null when empty. */
export function readDate(typed: string): Read<string | null> {
  const plain = trimName(typed)
    .normalize('NFKC')
    // What a spreadsheet adds to a date it takes for a moment.
    .replace(/\s+0{1,2}:00(:00)?$/, '')
    .replace(/[‐‑‒–—−]/g, '-')
    .replace(/\s/g, '')
  if (plain === '') return { value: null }
  const parts =
    /^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})$/.exec(plain)?.filter((_, index) => index !== 2) ??
    /^(\d{4})年(\d{1,2})月(\d{1,2})[日号]$/.exec(plain) ??
    /^(\d{4})(\d{2})(\d{2})$/.exec(plain)
  if (!parts) return { fault: 'date_format' }
  const [year = 0, month = 0, day = 0] = parts.slice(1).map(Number)
  const date = new Date(Date.UTC(year, month - 1, day))
  const real = year >= 1900 && date.getUTCMonth() === month - 1 && date.getUTCDate() === day
  return real ? { value: date.toISOString().slice(0, 10) } : { fault: 'date_not_real' }
}

/** A level by code or Chinese term. */
export function readLevel(typed: string): Read<UnitLevel> {
  const level = wordIn(unitLevels, levelNames, typed)
  return level ? { value: level } : { fault: 'level_unknown' }
}

/** A position by code or Chinese term. */
export function readPosition(typed: string): Read<Position> {
  const position = wordIn(positions, positionNames, typed)
  return position ? { value: position } : { fault: 'position_unknown' }
}

/** Whether a day is worked, by code or Chinese word. */
export function readDayKind(typed: string): Read<DayKind> {
  const kind = wordIn(dayKinds, dayKindNames, typed)
  return kind ? { value: kind } : { fault: 'day_kind_unknown' }
}

/** The words accepted for days, for whoever must choose one. */
export function dayKindChoices(): string[] {
  return dayKinds.map((kind) => `${dayKindNames[kind][0]} (${kind})`)
}

/** The words accepted for positions, for whoever must choose one. */
export function positionChoices(): string[] {
  return positions.map((position) => `${positionNames[position][0]} (${position})`)
}

/** The words accepted for levels. */
export function levelChoices(): string[] {
  return unitLevels.map((level) => `${levelNames[level][0]} (${level})`)
}

function wordIn<W extends string>(words: readonly W[], names: Record<W, readonly string[]>, typed: string): W | null {
  const plain = typed
    .normalize('NFKC')
    .replace(/[\s\p{Cf}\p{Cc}]/gu, '')
    .toLowerCase()
  return words.find((word) => word === plain || names[word].includes(plain)) ?? null
}
