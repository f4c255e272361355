import { currentPolicy, type PolicyVersion, policyHistory } from '../../../db/queries/settings.ts'
import { isAdministrator } from '../is-administrator.ts'
import { ask, type Deps } from '../transact.ts'
import { type PolicyField, policyFields, valueAt } from './policy-fields.ts'

/** How many versions the history tells of. */
const told = 10

/** A value of the settings with what stands there; undefined where the settings leave it out. */
export type SettingField = PolicyField & { readonly value: unknown }

/** The bank's settings as they are now. */
export interface Settings {
  readonly fields: readonly SettingField[]
  /** Newest first; the first is the one in force. */
  readonly versions: readonly PolicyVersion[]
  /** Whether the reader may change them. */
  readonly mayChange: boolean
}

/** Reads the settings; null where none can be read. Everybody may see them: they say who decides what. */
export function readSettings(deps: Deps, personId: number): Promise<Settings | null> {
  return ask(deps, async (tx, { today }) => {
    const current = await currentPolicy(tx)
    if (!current) return null
    const versions = await policyHistory(tx, told)
    const mayChange = await isAdministrator(tx, personId, today)
    const fields = policyFields().map((field) => ({ ...field, value: valueAt(current.policy, field) }))
    return { fields, versions, mayChange }
  })
}
