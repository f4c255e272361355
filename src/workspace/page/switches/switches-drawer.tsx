import type { ComponentChildren } from 'preact'
import { useId } from 'preact/hooks'
import { Icon } from '../icon.tsx'
import { useWords } from '../language.ts'
import type { Drawer } from '../use-drawer.ts'
import { CallFaults } from './call-faults.tsx'
import { DeliveryFaults } from './delivery-faults.tsx'
import { RuleSwitches } from './rule-switches.tsx'
import { useSwitchWords } from './switch-words.ts'
import { TimeTravel } from './time-travel.tsx'
import { useSwitches } from './use-switches.ts'

/** What nobody in the workspace decides: its time, what goes wrong, and its owners' rules. */
export function SwitchesDrawer({ drawer }: { drawer: Drawer }) {
  const pageWords = useWords()
  const words = useSwitchWords()
  const { switches, flip, trouble } = useSwitches()
  return (
    <section ref={drawer.panel} class="switches" aria-label={words.switches} tabIndex={-1} onKeyDown={drawer.onKeyDown}>
      <header class="switches-head">
        <h2>{words.switches}</h2>
        <button type="button" class="plain-button" aria-label={pageWords.close} onClick={drawer.close}>
          <Icon name="close" size={16} />
        </button>
      </header>
      <div class="switches-trouble" role="alert">
        {trouble && (
          <>
            <Icon name="warn" size={16} />
            {trouble}
          </>
        )}
      </div>
      {switches === null ? (
        <p class="choices-note">{pageWords.loading}</p>
      ) : (
        <div class="switches-body">
          <SwitchGroup name={words.time}>
            <TimeTravel now={switches.now} flip={flip} />
          </SwitchGroup>
          <SwitchGroup name={words.faults} note={words.faultsNote}>
            <CallFaults faults={switches.faults} flip={flip} />
          </SwitchGroup>
          <SwitchGroup name={words.deliveryFaults} note={words.deliveryFaultsNote}>
            <DeliveryFaults faults={switches.deliveryFaults} flip={flip} />
          </SwitchGroup>
          <div class="switch-line">
            <button type="button" class="button" onClick={() => flip('clear-faults', {})}>
              {words.clearAll}
            </button>
            <button type="button" class="button" onClick={() => flip('drop-sockets', {})}>
              {words.dropSockets}
            </button>
          </div>
          <SwitchGroup name={words.rules} note={words.rulesNote}>
            <RuleSwitches rules={switches.rules} flip={flip} />
          </SwitchGroup>
        </div>
      )}
    </section>
  )
}

interface SwitchGroupProps {
  name: string
  note?: string
  children: ComponentChildren
}

function SwitchGroup({ name, note, children }: SwitchGroupProps) {
  const id = useId()
  return (
    <section class="switch-group" aria-labelledby={id}>
      <div class="switch-heading">
        <h3 id={id}>{name}</h3>
        {note && <span class="switch-note">{note}</span>}
      </div>
      {children}
    </section>
  )
}
