import type { Tx } from '../../../db/connection.ts'
import {
  entriesOf,
  filingsOf,
  insertFiling,
  lockBranchFilings,
  type NamedFiling,
  standingFiling,
} from '../../../db/queries/filing.ts'
import { registerNow } from '../../../db/queries/register.ts'
import { currentPolicy } from '../../../db/queries/settings.ts'
import { standingOf } from '../../../db/queries/standing.ts'
import { branchesById } from '../../../db/queries/unit.ts'
import { trimName } from '../../domain/client/name.ts'
import type { Unit } from '../../domain/organisation/unit.ts'
import { isAboutAuthority, isRefusal, type Refusal, refuse } from '../../domain/refusal.ts'
import { compareRegisters, isSameRegister, type RegisterDifference } from '../../domain/register/compare-registers.ts'
import { mayFile } from '../../domain/register/decide-filing.ts'
import { type RegisterEntry, registerArticle } from '../../domain/register/register.ts'
import type { Policy } from '../../policy.ts'
import { type Act, ask, type Deps, type Moment, type Outcome, transact } from '../transact.ts'
import { type RegisterNamed, registerMeant } from './register-meant.ts'

/** What a branch would file now. */
export interface FilingDraft {
  readonly branch: Unit
  readonly entries: readonly RegisterEntry[]
  readonly difference: RegisterDifference
  /** The version it is compared with; null for a first one. */
  readonly base: { readonly id: number; readonly version: number } | null
  /** The newest one, where it was sent back: its question has to be answered. */
  readonly sentBack: NamedFiling | null
  /** The newest one's version, where it still waits for the corporate department. */
  readonly waiting: number | null
  readonly version: number
}

/** What the person would file for a branch, or why they may not. */
export function readFilingDraft(deps: Deps, personId: number, named: RegisterNamed): Promise<FilingDraft | Refusal> {
  return ask(deps, async (tx, moment) => {
    const standing = await standingOf(tx, personId, moment.today)
    const policy = (await currentPolicy(tx))?.policy
    if (!standing) return refuse('not_mapped')
    if (!policy) return refuse('no_policy')
    const meant = await registerMeant(tx, standing, named)
    if (isRefusal(meant)) return meant
    if (!meant.branch) return refuse('branch_unknown', { article: registerArticle, params: { typed: named } })
    const allowed = mayFile(meant.branch, policy.registerFilers, standing)
    return isRefusal(allowed) ? allowed : draftOf(tx, meant.branch, policy)
  })
}

async function draftOf(tx: Tx, branch: Unit, policy: Policy): Promise<FilingDraft> {
  const entries = await registerNow(tx, branch.id, null, policy.timeZone)
  const [newest] = await filingsOf(tx, branch.id, 1)
  const base = await standingFiling(tx, branch.id)
  return {
    branch,
    entries,
    difference: compareRegisters(base ? await entriesOf(tx, base.id) : [], entries),
    base,
    sentBack: newest?.row.state === 'sent_back' ? newest : null,
    waiting: newest?.row.state === 'filed' ? newest.row.version : null,
    version: (newest?.row.version ?? 0) + 1,
  }
}

/** What a person files. */
export interface FilingRequest {
  readonly branchId: number
  /** To the question of the one that was sent back. */
  readonly answer: string
}

export interface Filed {
  readonly filingId: number
  readonly version: number
  readonly branchName: string
  readonly clients: number
}

/** Files a branch's register as it now stands: a new version, told to the corporate department (Art. 10(3)). */
export function fileRegister(
  deps: Deps,
  act: Act & { personId: number },
  request: FilingRequest,
): Promise<Filed | Refusal> {
  return transact(deps, act, async (tx, moment): Promise<Outcome<Filed | Refusal>> => {
    const filed = await file(tx, act.personId, request, moment)
    if (!isRefusal(filed)) return filed
    const { branchId: unitId } = request
    const refused = { refused: filed.refused }
    const events = isAboutAuthority(filed)
      ? [{ happening: { type: 'register_filing_refused', unitId } as const, article: registerArticle, after: refused }]
      : []
    return { result: filed, events }
  })
}

async function file(
  tx: Tx,
  personId: number,
  request: FilingRequest,
  moment: Moment,
): Promise<Outcome<Filed> | Refusal> {
  await lockBranchFilings(tx, request.branchId)
  const standing = await standingOf(tx, personId, moment.today)
  const policy = (await currentPolicy(tx))?.policy
  const [branch] = await branchesById(tx, [request.branchId])
  if (!standing) return refuse('not_mapped')
  if (!policy) return refuse('no_policy')
  if (!branch) return refuse('not_found', { params: { number: request.branchId } })
  const allowed = mayFile(branch, policy.registerFilers, standing)
  if (isRefusal(allowed)) return allowed
  const draft = await draftOf(tx, branch, policy)
  const answer = trimName(request.answer)
  if (draft.sentBack && answer === '') return refuse('reason_required', { article: registerArticle, field: 'answer' })
  if (draft.waiting !== null && isSameRegister(draft.difference))
    return refuse('filing_waits', { article: registerArticle, params: { version: draft.waiting } })
  return save(tx, draft, { personId, inNameOf: allowed.inNameOf, answer }, moment)
}

async function save(
  tx: Tx,
  draft: FilingDraft,
  by: { personId: number; inNameOf: number; answer: string },
  moment: Moment,
): Promise<Outcome<Filed>> {
  const { branch, entries, base, sentBack, version } = draft
  const { added, changed, removed } = draft.difference
  const counts = { clients: entries.length, added: added.length, changed: changed.length, removed: removed.length }
  const filingId = await insertFiling(
    tx,
    {
      branchId: branch.id,
      version,
      baseId: base?.id ?? null,
      answersId: sentBack?.row.id ?? null,
      answer: sentBack ? by.answer : null,
      ...counts,
      filedBy: by.personId,
      filedInNameOf: by.inNameOf,
      filedAt: moment.now,
    },
    entries,
  )
  const event = {
    happening: { type: 'register_filed', filingId, inNameOf: by.inNameOf } as const,
    article: registerArticle,
    before: { version: base?.version ?? null },
    after: { branchId: branch.id, version, ...counts, ...(sentBack && { answer: by.answer }) },
  }
  return { result: { filingId, version, branchName: branch.name, clients: entries.length }, events: [event] }
}
