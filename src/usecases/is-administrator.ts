import type { Tx } from '../../db/connection.ts'
import { holdersAnywhere } from '../../db/queries/standing.ts'

/** Whether a person holds an administrator's post on a date of the bank. */
export async function isAdministrator(tx: Tx, personId: number, today: string): Promise<boolean> {
  return (await holdersAnywhere(tx, 'administrator', today)).includes(personId)
}
