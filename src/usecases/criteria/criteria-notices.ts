import type { NewEffect } from '../../../db/queries/effects.ts'
import type { Happening } from '../../domain/event.ts'

/** Does a dry run and tells who asked for it. */
export function dryRunNotice({ dryRunId, askedBy }: Extract<Happening, { type: 'criteria_dry_run' }>): NewEffect {
  const payload = { dryRunId, personId: askedBy }
  return { lane: `criteria/person/${askedBy}`, kind: 'criteria_dry_run', payload, priority: 1 }
}

/** Sends a client's figures as a picture. */
export function chartNotice({ clientId, askedBy }: Extract<Happening, { type: 'chart_asked' }>): NewEffect {
  const payload = { clientId, personId: askedBy }
  return { lane: `client/${clientId}/person/${askedBy}`, kind: 'figures_chart', payload, priority: 1 }
}
