import type { Element, Option } from '../../block-kit/shape.ts'
import type { PageState } from '../../protocol.ts'
import { useWords } from '../language.ts'
import { usePeople } from '../people.ts'
import { plainText } from '../text/text-object.tsx'
import { useWorkspace } from '../workspace-context.ts'
import { type Choice, type ChoiceSource, optionChoice, ownChoices, peopleChoices, personChoice } from './choice.ts'
import { useDesk } from './desk.ts'
import { contentList } from './draft.ts'
import type { ElementProps } from './element-props.ts'
import { useChange } from './element-props.ts'
import { Select } from './select.tsx'

/** Every kind of select menu: own options, options from outside, people, conversations; one or many. */
export function SelectElement(props: ElementProps) {
  const { block, element, label } = props
  const desk = useDesk()
  const words = useWords()
  const change = useChange(block, element)
  const many = element.type.startsWith('multi_')
  const chosen = useChosen(props)
  const source = useSource(props)
  const fromOutside = element.type.endsWith('external_select')
  const onChange = (choices: Choice[]) => {
    const values = choices.map((one) => one.value)
    change(many ? values : (values[0] ?? null), choices.map(choiceOption))
  }
  return (
    <Select
      id={props.id}
      label={label}
      placeholder={plainText(element.placeholder) || (many ? words.chooseMany : words.choose)}
      chosen={chosen}
      many={many}
      {...(element.max_selected_items ? { maximum: element.max_selected_items } : {})}
      clearable={block.type === 'input' && block.optional === true}
      busy={desk.isBusy(block, element)}
      describedBy={props.describedBy}
      invalid={props.invalid}
      source={source}
      {...(fromOutside ? { minimum: element.min_query_length ?? 3, waitMs: 250 } : {})}
      {...(element.type.endsWith('users_select') ? { waitMs: 120 } : {})}
      onChange={onChange}
    />
  )
}

function choiceOption(choice: Choice): Option {
  return { text: { type: 'plain_text', text: choice.label }, value: choice.value }
}

function useChosen({ block, element }: ElementProps): Choice[] {
  const { state } = useWorkspace()
  const content = useDesk().content(block, element)
  const values = contentList(content)
  const users = usePeople(element.type.endsWith('users_select') ? values : [])
  return values.map((value, index) => {
    const option = content.options.find((one) => one.value === value)
    if (option) return optionChoice(option)
    const user = users[index]
    if (user) return personChoice(user)
    const own = ownChoices(element, '').find((one) => one.value === value)
    return own ?? { value, label: conversationName(state, value) ?? value }
  })
}

function conversationName(state: PageState, id: string): string | null {
  const line = [...state.channels, ...state.directMessages].find((one) => one.id === id)
  return line ? (line.kind.endsWith('_channel') ? `#${line.name}` : line.name) : null
}

function useSource({ block, element }: ElementProps): ChoiceSource {
  const desk = useDesk()
  const { state } = useWorkspace()
  if (element.type.endsWith('external_select')) return (typed) => externalChoices(desk.suggest(block, element, typed))
  if (element.type.endsWith('users_select')) return peopleChoices
  if (/(conversations|channels)_select$/.test(element.type))
    return (typed) => conversationChoices(state, element, typed)
  return (typed) => ownChoices(element, typed)
}

async function externalChoices(asked: ReturnType<ReturnType<typeof useDesk>['suggest']>): Promise<Choice[] | null> {
  return (await asked)?.options ?? null
}

function conversationChoices(state: PageState, element: Element, typed: string): Choice[] {
  const lines = element.type.endsWith('channels_select')
    ? state.channels.filter((one) => one.kind === 'public_channel')
    : [...state.channels, ...state.directMessages]
  const wanted = typed.trim().toLowerCase()
  return lines
    .filter((one) => !one.archived && one.name.toLowerCase().includes(wanted))
    .map((one) => ({ value: one.id, label: conversationName(state, one.id) ?? one.name }))
}
