import { loadGestures } from '../service.ts'
import { manifest } from '../slack/manifest.ts'

const [language, requestUrl] = process.argv.slice(2)
if (language !== 'zh' && language !== 'en') {
  console.error(
    'npm run manifest -- zh|en [https://address/slack/events]\nWithout an address the app uses Socket Mode.',
  )
  process.exit(2)
}
console.log(
  JSON.stringify(manifest(await loadGestures(), language, requestUrl ? { requestUrl } : { socketMode: true }), null, 2),
)
