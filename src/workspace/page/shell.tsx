import { useContext, useEffect, useState } from 'preact/hooks'
import { ConversationPane } from './conversation-pane.tsx'
import { HomePane } from './home-pane.tsx'
import { useWords } from './language.ts'
import { LogDrawer } from './log-drawer.tsx'
import { SideBar } from './side-bar.tsx'
import { SwitchesDrawer } from './switches/switches-drawer.tsx'
import { TopBar } from './top-bar.tsx'
import { useDrawer } from './use-drawer.ts'
import { LiveContext, useWorkspace } from './workspace-context.ts'

/** The frame: bars, side bar, what is looked at, the log and the switches. */
export function Shell({ switchLanguage }: { switchLanguage(): void }) {
  const { state, place } = useWorkspace()
  const log = useDrawer('log')
  const switches = useDrawer('switches')
  const at = place.at ?? state.directMessages[0]?.id ?? 'home'
  return (
    <div class={`shell${log.open ? ' with-log' : ''}${switches.open ? ' with-switches' : ''}`}>
      <TopBar switchLanguage={switchLanguage} log={log} switches={switches} />
      <SideBar at={at} />
      <main class="main">
        <Notices />
        {at === 'home' ? <HomePane /> : <ConversationPane key={at} id={at} />}
      </main>
      {switches.open && <SwitchesDrawer drawer={switches} />}
      {log.open && <LogDrawer drawer={log} />}
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
