import { existsSync } from 'node:fs'
import { type Browser, chromium } from 'playwright-core'

const wanted = process.env.CHROMIUM_PATH
const path = wanted ?? '/usr/bin/chromium'

/**
 * Why tests in a browser cannot run on this machine; null when they can. Throws where they must run: with `CI` set, or
 * when `CHROMIUM_PATH` names a file that is not there.
 */
export function missingBrowser(): string | null {
  if (existsSync(path)) return null
  const reason = `no Chromium at ${path}: install it or set CHROMIUM_PATH`
  if (wanted !== undefined || process.env.CI === 'true') throw new Error(reason)
  return reason
}

/** A headless Chromium that speaks to nobody but the page under test. */
export function openBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: path,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  })
}
