import { useId } from 'preact/hooks'
import { type FaultKind, faultKinds } from '../../faults.ts'
import type { Listed, PageFault } from '../../protocol-switches.ts'
import { useLog } from '../use-log.ts'
import { FaultForm, NumberField, numberField, struckFields, textField } from './fault-form.tsx'
import { FaultList } from './fault-list.tsx'
import { type SwitchWords, useSwitchWords } from './switch-words.ts'
import type { Flip } from './use-switches.ts'

/** What goes wrong with the app's calls. */
export function CallFaults({ faults, flip }: { faults: Listed<PageFault>[]; flip: Flip }) {
  const words = useSwitchWords()
  const shown = faults.map((fault) => ({
    ...fault,
    target: fault.method,
    kind: words.faultKinds[fault.kind],
    detail: detailText(fault),
  }))
  return (
    <>
      <FaultList name={words.activeFaults} faults={shown} flip={flip} />
      <FaultForm
        name={words.addFault}
        kinds={faultKinds}
        kindNames={words.faultKinds}
        extras={(kind) => <KindField kind={kind} words={words} />}
        add={(kind, fields) => void flip('add-fault', readFault(kind, fields))}
      >
        <MethodField label={words.method} />
      </FaultForm>
    </>
  )
}

// The methods this bot has called are those worth naming.
function MethodField({ label }: { label: string }) {
  const id = useId()
  const methods = new Set(useLog().flatMap((entry) => (entry.kind === 'call' ? entry.method : [])))
  return (
    <label class="switch-field is-wide">
      {label}
      <input class="field is-code" name="method" list={id} defaultValue="*" required autocomplete="off" />
      <datalist id={id}>
        {[...methods].sort().map((method) => (
          <option key={method} value={method} />
        ))}
      </datalist>
    </label>
  )
}

function KindField({ kind, words }: { kind: FaultKind; words: SwitchWords }) {
  if (kind === 'delay') return <NumberField name="ms" label={words.delayMs} min={0} first="1000" />
  if (kind === '429') return <NumberField name="retryAfter" label={words.retryAfter} min={0} first="30" />
  if (kind !== 'error' && kind !== 'late-error') return null
  return (
    <label class="switch-field is-wide">
      {words.errorCode}
      <input class="field is-code" name="error" placeholder="internal_error" autocomplete="off" />
    </label>
  )
}

function readFault(kind: FaultKind, fields: FormData): PageFault {
  const error = textField(fields, 'error')
  const ms = numberField(fields, 'ms')
  const retryAfter = numberField(fields, 'retryAfter')
  return {
    method: textField(fields, 'method'),
    kind,
    ...struckFields(fields),
    ...(error ? { error } : {}),
    ...(ms === undefined ? {} : { ms }),
    ...(retryAfter === undefined ? {} : { retryAfter }),
  }
}

function detailText({ error, ms, retryAfter }: PageFault): string {
  const parts = [error, ms === undefined ? '' : `${ms} ms`, retryAfter === undefined ? '' : `${retryAfter} s`]
  return parts.filter(Boolean).join(' · ')
}
