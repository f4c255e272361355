import { newSecret } from './ids.ts'

/** What somebody allowed on the page that asks whether to install the app. */
export interface Install {
  scopes: string[]
  redirectUri: string
  userId: string
}

/** OAuth codes: one use. */
export interface Installs {
  issue(install: Install): string
  use(code: string): Install | null
}

export function createInstalls(): Installs {
  const issued = new Map<string, Install>()
  return {
    issue(install) {
      const code = newSecret()
      issued.set(code, install)
      return code
    },
    use(code) {
      const install = issued.get(code) ?? null
      issued.delete(code)
      return install
    },
  }
}
