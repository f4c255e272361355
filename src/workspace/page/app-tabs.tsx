import { useWords } from './language.ts'
import { placeAddress } from './place.ts'
import { useWorkspace } from './workspace-context.ts'

/** The app's two tabs. */
export function AppTabs({ here }: { here: 'home' | 'messages' }) {
  const words = useWords()
  const { state, place, go } = useWorkspace()
  const dm = state.directMessages.find((line) => line.kind === 'app_dm')?.id ?? null
  const tabs = [
    { kind: 'home', name: words.appPage, at: 'home' },
    { kind: 'messages', name: words.messages, at: dm },
  ]
  return (
    <nav class="tabs" aria-label={state.bot.name}>
      {tabs.map(({ kind, name, at }) => (
        <a
          key={kind}
          class={kind === here ? 'tab is-here' : 'tab'}
          href={placeAddress({ as: place.as, at, thread: null })}
          aria-current={kind === here ? 'page' : undefined}
          onClick={(event) => {
            event.preventDefault()
            go({ at, thread: null })
          }}
        >
          {name}
        </a>
      ))}
    </nav>
  )
}
