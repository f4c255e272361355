import { useState } from 'preact/hooks'
import type { PageRules } from '../../protocol-switches.ts'
import { type SwitchWords, useSwitchWords } from './switch-words.ts'
import type { Flip } from './use-switches.ts'

type RuleKind = 'switch' | 'number' | 'number or none' | 'token'

/** How each rule is set, in the order of the page; a rule that is missing here does not compile. */
const ruleKinds: Record<keyof PageRules, RuleKind> = {
  mayCreatePrivate: 'switch',
  mayCreatePublic: 'switch',
  mayArchive: 'switch',
  archivingRemovesBot: 'switch',
  uniqueNames: 'switch',
  botMayUnarchive: 'switch',
  mayKick: 'switch',
  mayInviteExternal: 'switch',
  mayManageUserGroups: 'switch',
  paidPlan: 'switch',
  canvases: 'switch',
  fileUploads: 'switch',
  fileProcessingMs: 'number',
  unicodeChannelNames: 'switch',
  messagesTab: 'switch',
  homeTab: 'switch',
  refusesLostThreads: 'switch',
  commercialApp: 'switch',
  shortPages: 'switch',
  rateLimits: 'switch',
  postBurst: 'number',
  postsPerMinute: 'number or none',
  eventsPerHour: 'number',
  editWindowMs: 'number or none',
  ackMs: 'number',
  tokenState: 'token',
}

interface RulesProps {
  rules: PageRules
  flip: Flip
}

/** What the workspace's owners and plan decide. */
export function RuleSwitches({ rules, flip }: RulesProps) {
  const words = useSwitchWords()
  const names = Object.keys(ruleKinds) as (keyof PageRules)[]
  const rule = (name: keyof PageRules): RuleProps => ({
    words,
    kind: ruleKinds[name],
    label: words.ruleNames[name],
    value: rules[name],
    set: (value) => flip('set-rule', { name, value }),
  })
  return (
    <>
      <div class="options">
        {names
          .filter((name) => ruleKinds[name] === 'switch')
          .map((name) => (
            <SwitchRule key={name} {...rule(name)} />
          ))}
      </div>
      <div class="switch-form">
        {names.map((name) => {
          if (ruleKinds[name] === 'switch') return null
          return ruleKinds[name] === 'token' ? (
            <TokenRule key={name} {...rule(name)} />
          ) : (
            <NumberRule key={name} {...rule(name)} />
          )
        })}
      </div>
    </>
  )
}

type RuleValue = PageRules[keyof PageRules]

interface RuleProps {
  words: SwitchWords
  kind: RuleKind
  label: string
  value: RuleValue
  set(value: RuleValue): Promise<boolean>
}

function SwitchRule({ label, value, set }: RuleProps) {
  const onChange = async (box: HTMLInputElement) => {
    if (!(await set(box.checked))) box.checked = value === true
  }
  return (
    <label class="option">
      <input type="checkbox" checked={value === true} onChange={(event) => void onChange(event.currentTarget)} />
      {label}
    </label>
  )
}

function NumberRule({ words, kind, label, value, set }: RuleProps) {
  // The switches are read again every few seconds, which must not take away what is being typed.
  const [typed, setTyped] = useState<string | null>(null)
  const onChange = async (text: string) => {
    await set(text === '' ? null : Number(text))
    // What was typed while the answer was on its way stays.
    setTyped((now) => (now === text ? null : now))
  }
  return (
    <label class="switch-field">
      {label}
      <input
        class="field"
        type="number"
        min={1}
        step={1}
        placeholder={kind === 'number or none' ? words.noLimit : undefined}
        value={typed ?? String(value ?? '')}
        onInput={(event) => setTyped(event.currentTarget.value)}
        onChange={(event) => void onChange(event.currentTarget.value)}
      />
    </label>
  )
}

function TokenRule({ words, label, value, set }: RuleProps) {
  const states = Object.keys(words.tokens) as PageRules['tokenState'][]
  const onChange = async (field: HTMLSelectElement) => {
    if (!(await set(field.value as PageRules['tokenState']))) field.value = String(value)
  }
  return (
    <label class="switch-field">
      {label}
      <select class="field" value={String(value)} onChange={(event) => void onChange(event.currentTarget)}>
        {states.map((state) => (
          <option key={state} value={state}>
            {words.tokens[state]}
          </option>
        ))}
      </select>
    </label>
  )
}
