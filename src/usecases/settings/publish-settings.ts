import { isDeepStrictEqual } from 'node:util'
import type { Tx } from '../../../db/connection.ts'
import { insertPolicy } from '../../../db/queries/import-defaults.ts'
import { currentPolicy, lockPolicies, newestPolicyId, policyHistory } from '../../../db/queries/settings.ts'
import type { DomainEvent } from '../../domain/event.ts'
import { authorityGaps } from '../../domain/recommendation/authority-gaps.ts'
import { isRefusal, type Refusal, refuse } from '../../domain/refusal.ts'
import { type Policy, policySchema } from '../../policy.ts'
import { isAdministrator } from '../is-administrator.ts'
import { lackEvents } from '../lack.ts'
import { restartAll } from '../restart-recommendation.ts'
import { type Act, type Deps, type Moment, transact } from '../transact.ts'
import { type PolicyField, policyFields, readTyped, type Typed, valueAt, withValues } from './policy-fields.ts'

/** What an administrator wants changed. */
export interface SettingsChange {
  /** The version that the person saw. */
  readonly base: number
  readonly key: keyof Policy
  /** By the field's path, joined with dots. */
  readonly typed: Readonly<Record<string, Typed>>
  readonly reason: string
  /** Recommendations on their way that begin anew under the new version; the others keep theirs (B06). */
  readonly restart: readonly number[]
}

/** Publishes the settings with one of them changed; the new version's number, or why not. */
export function changeSetting(
  deps: Deps,
  actor: Act & { readonly personId: number },
  change: SettingsChange,
  momentText: (at: Date) => string,
): Promise<number | Refusal> {
  return transact<number | Refusal>(deps, actor, async (tx, moment) => {
    if (!(await isAdministrator(tx, actor.personId, moment.today)))
      return { result: refuse('administrators_only'), events: [] }
    await lockPolicies(tx)
    const current = await currentPolicy(tx)
    if (!current) return { result: refuse('no_policy'), events: [] }
    if (current.id !== change.base) return { result: await overtaken(tx, momentText), events: [] }
    const wanted = changed(current.policy, change)
    if (isRefusal(wanted)) return { result: wanted, events: [] }
    const before = { [change.key]: current.policy[change.key] }
    const by = { before, reason: change.reason.trim(), personId: actor.personId }
    const published = await publish(tx, wanted, by, moment)
    const restarts = await restartAll(tx, change.restart, moment)
    return { ...published, events: [...published.events, ...restarts] }
  })
}

/** Publishes a whole document, from the operator's command line. */
export function publishDocument(
  deps: Deps,
  document: Policy,
  by: { readonly reason: string; readonly operator: string },
): Promise<number> {
  return transact(deps, { personId: null, source: 'operator' }, async (tx, moment) => {
    await lockPolicies(tx)
    const current = await currentPolicy(tx)
    const before = current ? { ...current.policy } : { policyVersionId: await newestPolicyId(tx) }
    return publish(tx, document, { ...by, before, personId: null }, moment)
  })
}

async function overtaken(tx: Tx, momentText: (at: Date) => string): Promise<Refusal> {
  const [newest] = await policyHistory(tx, 1)
  const at = newest ? momentText(newest.publishedAt) : ''
  return refuse('settings_changed', { params: { name: newest?.publishedBy ?? '', at } })
}

function changed(policy: Policy, { key, typed, reason }: SettingsChange): Policy | Refusal {
  if (reason.trim() === '') return refuse('reason_required', { field: 'reason' })
  const values = new Map<PolicyField, unknown>()
  for (const field of policyFields().filter(({ path }) => path[0] === key)) {
    const value = readTyped(field.shape, typed[field.path.join('.')])
    if (value === undefined) return refuse('setting_impossible', { field: field.path.join('.') })
    values.set(field, value)
  }
  const parsed = policySchema.safeParse(withValues(policy, values))
  if (!parsed.success) return refuse('setting_impossible', { field: fieldOf(parsed.error.issues[0]?.path, values) })
  if ([...values.keys()].every((field) => isDeepStrictEqual(valueAt(policy, field), valueAt(parsed.data, field))))
    return refuse('setting_unchanged')
  return newGap(policy, parsed.data) ?? parsed.data
}

/** The field that an issue is about; one about several together goes to the first. */
function fieldOf(path: readonly PropertyKey[] = [], values: ReadonlyMap<PolicyField, unknown>): string {
  const names = [...values.keys()].map((field) => field.path.join('.'))
  return names.find((name) => path.join('.').startsWith(name)) ?? names[0] ?? ''
}

/** Steps that would be left to nobody: what came to them would wait for ever (B04). */
function newGap(before: Policy, after: Policy): Refusal | null {
  const known = authorityGaps(before)?.steps ?? []
  const step = authorityGaps(after)?.steps.find((kind) => !known.includes(kind))
  return step ? refuse('nobody_may_decide', { params: { step } }) : null
}

async function publish(
  tx: Tx,
  document: Policy,
  by: { before: Record<string, unknown>; reason: string; personId: number | null; operator?: string },
  { now }: Moment,
): Promise<{ result: number; events: DomainEvent[] }> {
  const { reason, personId, before, operator } = by
  const policyVersionId = await insertPolicy(tx, { document, publishedAt: now, publishedBy: personId, reason })
  const after = personId === null ? document : pick(document, Object.keys(before))
  const published: DomainEvent = {
    happening: { type: 'policy_published', policyVersionId },
    article: '15(1)',
    before,
    after: { ...after, reason, ...(operator && { operator }) },
  }
  return { result: policyVersionId, events: [published, ...(await lackEvents(tx))] }
}

function pick(document: Policy, keys: readonly string[]): Partial<Policy> {
  return Object.fromEntries(keys.map((key) => [key, document[key as keyof Policy]]))
}
