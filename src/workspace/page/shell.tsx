import { useContext, useEffect, useState } from 'preact/hooks'
import { ConversationPane } from './conversation-pane.tsx'
import { HomePane } from './home-pane.tsx'
import { useWords } from './language.ts'
import { LogDrawer } from './log-drawer.tsx'
import { SideBar } from './side-bar.tsx'
import { readStored, writeStored } from './stored.ts'
import { TopBar } from './top-bar.tsx'
import { LiveContext, useWorkspace } from './workspace-context.ts'

/** The frame: bars, side bar, what is looked at, and the log. */
export function Shell({ switchLanguage }: { switchLanguage(): void }) {
  const { state, place } = useWorkspace()
  const [logOpen, setLogOpen] = useState(() => readStored<boolean>('log') ?? false)
  const toggleLog = () => {
    writeStored('log', !logOpen)
    setLogOpen(!logOpen)
  }
  const at = place.at ?? state.directMessages[0]?.id ?? 'home'
  return (
    <div class={logOpen ? 'shell with-log' : 'shell'}>
      <TopBar switchLanguage={switchLanguage} logOpen={logOpen} toggleLog={toggleLog} />
      <SideBar at={at} />
      <main class="main">
        <Notices />
        {at === 'home' ? <HomePane /> : <ConversationPane key={at} id={at} />}
      </main>
      {logOpen && <LogDrawer onClose={toggleLog} />}
    </div>
  )
}

function Notices() {
  const words = useWords()
  const live = useContext(LiveContext)
  const { state } = useWorkspace()
  const [broken, setBroken] = useState(false)
  useEffect(() => live?.onBroken(setBroken), [live])
  const notice = broken ? words.reconnecting : state.botConnected ? null : words.botAway
  return (
    <div class="notices" role="status">
      {notice && <p class="bar-notice">{notice}</p>}
    </div>
  )
}
