import type { Category, Tier } from '../../domain/client/category.ts'
import { type Share, type StructureFact, structureFacts } from '../../domain/register/structure.ts'
import type { RegisterStructure } from '../../usecases/register/read-structure.ts'
import { type Block, bullets, clip, context, header, lines, type ModalView, modal } from '../blocks.ts'
import { common } from '../text/common.ts'
import { momentText } from '../text/moment.ts'
import { registerText } from '../text/register.ts'
import { terms } from '../text/terms.ts'
import type { Language } from '../text/words.ts'
import type { Reader } from './recommendation-lines.ts'

/** So many values of a fact are named; the rest are told together. */
const most = 12
const longestValue = 60

/** How a register is made up: by tier, category, industry, region and lead unit, with what changed since the last filing. */
export function structureWindow(structure: RegisterStructure, reader: Reader): ModalView {
  const { language, timeZone } = reader
  const text = registerText[language]
  const { branch, since, clients } = structure
  const told = since ? text.changedSince(since.version, momentText(since.filedAt, language, timeZone)) : text.noChange
  return modal({
    callbackId: 'register_structure',
    title: text.structureTitle,
    close: common[language].close,
    blocks: [
      header(branch ? text.branch(branch.name) : text.bank),
      lines([text.count(clients)]),
      context(structure.partial ? text.partial : told),
      ...structureFacts.flatMap((fact) => factBlock(fact, structure, language)),
    ],
  })
}

function factBlock(fact: StructureFact, { shares, clients }: RegisterStructure, language: Language): Block[] {
  const all = shares[fact]
  if (all.length === 0) return []
  const text = registerText[language]
  const rest = all.slice(most)
  const rows = all.slice(0, most).map((share) => [shareText(fact, share, clients, language)])
  const others = rest.reduce((sum, { count }) => sum + count, 0)
  const more = rest.length > 0 ? [[text.otherValues(rest.length, others)]] : []
  return [bullets([...rows, ...more], [{ bold: text.fact[fact] }])]
}

function shareText(fact: StructureFact, share: Share, clients: number, language: Language): string {
  const { tier, category } = terms[language]
  const named: Partial<Record<StructureFact, string>> = {
    tier: tier[share.value as Tier],
    category: category[share.value as Category],
  }
  const percent = clients === 0 ? 0 : Math.round((share.count / clients) * 100)
  const change = share.change ? ` (${share.change > 0 ? '+' : '−'}${Math.abs(share.change)})` : ''
  const name = clip(named[fact] ?? (share.value || '–'), longestValue)
  return `${registerText[language].share(name, share.count, percent)}${change}`
}
