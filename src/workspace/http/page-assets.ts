import { existsSync, readdirSync, readFileSync } from 'node:fs'
import type { ServerResponse } from 'node:http'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { sendText } from './body.ts'

/** Serves `src/workspace/page/`: `index.html`, its css and one bundle of `main.tsx`, made at the first request. */
export interface PageAssets {
  /** False = no such file. `name` is what stands after `/page/`; '' is the page itself. */
  serve(name: string, response: ServerResponse): Promise<boolean>
}

const types: Record<string, string> = { css: 'text/css', svg: 'image/svg+xml', png: 'image/png', woff2: 'font/woff2' }

export function createPageAssets(): PageAssets {
  const folder = pageFolder()
  let bundle: Promise<string> | null = null
  return {
    async serve(name, response) {
      if (name === '') return sendFile(join(folder, 'index.html'), 'text/html; charset=utf-8', response)
      if (name === 'main.js') {
        // A failed build is tried again at the next request, so that a page being written can be mended.
        bundle ??= bundlePage(folder).catch((error: unknown) => {
          bundle = null
          throw error
        })
        sendText(response, 200, 'text/javascript; charset=utf-8', await bundle)
        return true
      }
      const type = types[name.split('.').at(-1) ?? '']
      if (!type || !existsSync(folder) || !readdirSync(folder).includes(name)) return false
      return sendFile(join(folder, name), type, response)
    },
  }
}

function sendFile(path: string, type: string, response: ServerResponse): boolean {
  if (!existsSync(path)) return false
  sendText(response, 200, type, readFileSync(path))
  return true
}

async function bundlePage(folder: string): Promise<string> {
  // Loaded here: a bot without anybody at its page never needs it, and every start would wait for it.
  const { build } = await import('esbuild')
  const result = await build({
    entryPoints: [join(folder, 'main.tsx')],
    bundle: true,
    write: false,
    format: 'esm',
    target: 'es2022',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    minify: true,
    logLevel: 'silent',
  })
  return result.outputFiles[0]?.text as string
}

// The compiled program lies deeper than its source, and the page is not compiled with it: start from package.json.
function pageFolder(): string {
  let folder = dirname(fileURLToPath(import.meta.url))
  while (!existsSync(join(folder, 'package.json'))) {
    const parent = dirname(folder)
    if (parent === folder) throw new Error('package.json not found above the program')
    folder = parent
  }
  return join(folder, 'src', 'workspace', 'page')
}
