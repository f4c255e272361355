import { useEffect } from 'preact/hooks'
import type { PageHome, PageView } from '../protocol.ts'
import { AppTabs } from './app-tabs.tsx'
import { Avatar } from './avatar.tsx'
import { Blocks } from './blocks/block.tsx'
import { DeskContext, useNewDesk, useOwnDrafts } from './elements/desk.ts'
import { Icon } from './icon.tsx'
import { useWords } from './language.ts'
import { act, query } from './page-api.ts'
import { troubleText } from './trouble-text.ts'
import { useResource } from './use-resource.ts'
import { useWorkspace } from './workspace-context.ts'

/** The bot's Home tab. */
export function HomePane() {
  const words = useWords()
  const { me, state } = useWorkspace()
  const { value } = useResource<PageHome>(`home?${query({ as: me.id })}`, 'home')
  useEffect(() => {
    void act('open-home', { as: me.id, tab: 'home' })
  }, [me.id])
  return (
    <div class="pane">
      <header class="pane-head">
        <div class="pane-title">
          <Avatar id={state.bot.userId} name={state.bot.name} size="small" app />
          <h1>{state.bot.name}</h1>
        </div>
        <AppTabs here="home" />
      </header>
      <section class="home">
        {value?.home ? <HomeContent view={value.home} /> : value && <p class="page-note">{words.emptyHome}</p>}
      </section>
    </div>
  )
}

function HomeContent({ view }: { view: PageView }) {
  const words = useWords()
  const desk = useNewDesk({ place: { kind: 'home' }, blocks: view.blocks, state: view.state, store: useOwnDrafts() })
  return (
    <DeskContext.Provider value={desk}>
      {desk.trouble && (
        <p class="message-trouble" role="alert">
          <Icon name="warn" size={16} />
          {troubleText(words, desk.trouble)}
        </p>
      )}
      <Blocks blocks={view.blocks} />
    </DeskContext.Provider>
  )
}
