import { LanguageContext, useChosenLanguage } from './language.ts'
import { ConfirmProvider } from './modal/confirm-dialog.tsx'
import { usePlace } from './place.ts'
import { StartScreen } from './start-screen.tsx'
import { WorkspaceView } from './workspace-view.tsx'

/** The page: a start screen until a person is chosen, then the workspace as that person sees it. */
export function App() {
  const [language, setLanguage] = useChosenLanguage()
  const [place, go] = usePlace()
  const switchLanguage = () => setLanguage(language === 'zh' ? 'en' : 'zh')
  return (
    <LanguageContext.Provider value={language}>
      <ConfirmProvider>
        {place.as ? (
          <WorkspaceView key={place.as} as={place.as} place={place} go={go} switchLanguage={switchLanguage} />
        ) : (
          <StartScreen go={go} switchLanguage={switchLanguage} />
        )}
      </ConfirmProvider>
    </LanguageContext.Provider>
  )
}
