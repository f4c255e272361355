import type { Tx } from '../../../db/connection.ts'
import { insertFigures } from '../../../db/queries/figures.ts'
import type { Criteria, CriteriaValues } from '../../domain/criteria/criteria.ts'
import { monthBefore } from '../../domain/criteria/period.ts'
import type { Moment } from '../transact.ts'

/** What a recommendation says of a client's figures. */
export interface Recommended {
  readonly recommendationId: number
  readonly clientId: number
  readonly enteredBy: number
  readonly criteria: Criteria
  readonly values: CriteriaValues
}

/** Keeps the figures of a recommendation as the client's, of the last whole month. The client's row must be held. */
export async function keepRecommendedFigures(tx: Tx, given: Recommended, moment: Moment): Promise<void> {
  const { label, endsOn } = monthBefore(moment.today)
  const figures = given.criteria.lines.flatMap(({ key, unit }) => {
    const value = given.values[key]
    const { clientId, enteredBy, recommendationId } = given
    return value === undefined
      ? []
      : [
          {
            clientId,
            metric: key,
            period: label,
            periodEnd: endsOn,
            value,
            unit,
            source: `R-${recommendationId}`,
            enteredBy,
          },
        ]
  })
  await insertFigures(tx, figures, moment.now)
}
