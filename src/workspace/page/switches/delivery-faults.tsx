import { useId } from 'preact/hooks'
import { type DeliveryFaultKind, deliveryFaultKinds } from '../../deliver/delivery-faults.ts'
import type { Listed, PageDeliveryFault } from '../../protocol-switches.ts'
import { FaultForm, NumberField, numberField, struckFields, textField } from './fault-form.tsx'
import { FaultList } from './fault-list.tsx'
import { useSwitchWords } from './switch-words.ts'
import type { Flip } from './use-switches.ts'

// As the log names deliveries.
const beginnings = ['event:', 'command:', 'block_actions', 'block_suggestion', 'view_submission', 'view_closed']

/** What goes wrong between the workspace and the app. */
export function DeliveryFaults({ faults, flip }: { faults: Listed<PageDeliveryFault>[]; flip: Flip }) {
  const words = useSwitchWords()
  const id = useId()
  const shown = faults.map((fault) => ({
    ...fault,
    target: fault.what,
    kind: words.deliveryFaultKinds[fault.kind],
    detail: fault.behind === undefined ? '' : `${words.behind} ${fault.behind}`,
  }))
  return (
    <>
      <FaultList name={words.activeDeliveryFaults} faults={shown} flip={flip} />
      <FaultForm
        name={words.addDeliveryFault}
        kinds={deliveryFaultKinds}
        kindNames={words.deliveryFaultKinds}
        extras={(kind) => kind === 'late' && <NumberField name="behind" label={words.behind} min={1} first="1" />}
        add={(kind, fields) => void flip('add-delivery-fault', readFault(kind, fields))}
      >
        <label class="switch-field is-wide">
          {words.what}
          <input class="field is-code" name="what" list={id} defaultValue="*" required autocomplete="off" />
          <datalist id={id}>
            {beginnings.map((one) => (
              <option key={one} value={one} />
            ))}
          </datalist>
        </label>
      </FaultForm>
    </>
  )
}

function readFault(kind: DeliveryFaultKind, fields: FormData): PageDeliveryFault {
  const behind = numberField(fields, 'behind')
  return {
    what: textField(fields, 'what'),
    kind,
    ...struckFields(fields),
    ...(behind === undefined ? {} : { behind }),
  }
}
