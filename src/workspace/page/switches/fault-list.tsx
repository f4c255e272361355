import { Icon } from '../icon.tsx'
import { useSwitchWords } from './switch-words.ts'
import type { Flip } from './use-switches.ts'

interface ShownFault {
  id?: string
  count: number | null
  probability?: number
  /** What it strikes. */
  target: string
  /** What happens, in words. */
  kind: string
  /** Codes and figures of its kind. */
  detail: string
}

interface FaultListProps {
  name: string
  faults: ShownFault[]
  flip: Flip
}

/** The faults that still wait to strike, with what is left of each. */
export function FaultList({ name, faults, flip }: FaultListProps) {
  const words = useSwitchWords()
  if (faults.length === 0) return <p class="switch-note">{words.none}</p>
  return (
    <ul class="fault-list" aria-label={name}>
      {faults.map((fault, index) => (
        <FaultLine key={fault.id ?? index} fault={fault} flip={flip} />
      ))}
    </ul>
  )
}

function FaultLine({ fault, flip }: { fault: ShownFault; flip: Flip }) {
  const words = useSwitchWords()
  const { id, target, kind, detail, count, probability } = fault
  const share = probability === undefined ? '' : `${Math.round(probability * 100)} %`
  return (
    <li class="fault-line">
      <span class="fault-text">
        <span class="fault-target">{target}</span>
        <span>{[kind, detail, share].filter(Boolean).join(' · ')}</span>
      </span>
      <span class="tag">{count === null ? words.untilRemoved : words.left(count)}</span>
      {id !== undefined && (
        <button
          type="button"
          class="plain-button"
          aria-label={words.remove(`${target} ${kind}`)}
          onClick={() => flip('remove-fault', { id })}
        >
          <Icon name="close" size={14} />
        </button>
      )}
    </li>
  )
}
