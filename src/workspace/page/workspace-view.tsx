import { useEffect, useMemo, useState } from 'preact/hooks'
import type { PageState, PageViews } from '../protocol.ts'
import { useWords } from './language.ts'
import { type Live, openLive } from './live.ts'
import { ModalStack } from './modal/modal-stack.tsx'
import { query } from './page-api.ts'
import { createPeople } from './people.ts'
import type { Place } from './place.ts'
import { rememberPerson } from './recent-people.ts'
import { Shell } from './shell.tsx'
import { StartScreen } from './start-screen.tsx'
import { useResource } from './use-resource.ts'
import { LiveContext, WorkspaceContext } from './workspace-context.ts'

interface WorkspaceViewProps {
  as: string
  place: Place
  go(place: Partial<Place>): void
  switchLanguage(): void
}

/** The workspace as one person sees it, kept fresh. */
export function WorkspaceView(props: WorkspaceViewProps) {
  const [live, setLive] = useState<Live | null>(null)
  useEffect(() => {
    const opened = openLive(props.as)
    setLive(opened)
    return opened.close
  }, [props.as])
  return (
    <LiveContext.Provider value={live}>
      <LoadedWorkspace {...props} />
    </LiveContext.Provider>
  )
}

function LoadedWorkspace({ as, place, go, switchLanguage }: WorkspaceViewProps) {
  const words = useWords()
  const { value: state, failed } = useResource<PageState>(`state?${query({ as })}`, 'state')
  const views = useResource<PageViews>(`views?${query({ as })}`, 'views')
  const people = useMemo(createPeople, [])
  useTitle(state)
  useEffect(() => {
    if (state) rememberPerson(state.me)
  }, [state?.me.id])
  if (!state) {
    if (!failed) return <p class="page-note">{words.loading}</p>
    const notice = failed === 'refused' ? words.unknownPerson : words.unreachable
    return <StartScreen go={go} switchLanguage={switchLanguage} notice={notice} />
  }
  return (
    <WorkspaceContext.Provider value={{ me: state.me, state, people, place, go, reloadViews: views.reload }}>
      <Shell switchLanguage={switchLanguage} />
      <ModalStack stack={views.value?.stack ?? []} />
    </WorkspaceContext.Provider>
  )
}

function useTitle(state: PageState | null) {
  const lines = state ? [...state.channels, ...state.directMessages] : []
  const unread = lines.reduce((sum, line) => sum + line.unread, 0)
  const title = state ? `${unread ? `(${unread}) ` : ''}${state.me.realName} · ${state.team.name}` : null
  useEffect(() => {
    if (title) document.title = title
  }, [title])
}
