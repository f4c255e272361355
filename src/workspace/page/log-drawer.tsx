import { useEffect, useRef, useState } from 'preact/hooks'
import { Icon } from './icon.tsx'
import { useWords } from './language.ts'
import { everything, isWanted, LogFilter } from './log-filter.tsx'
import { LogLine } from './log-line.tsx'
import type { Drawer } from './use-drawer.ts'
import { useLog } from './use-log.ts'

/** What went between the bot and the stand-in, newest below. */
export function LogDrawer({ drawer }: { drawer: Drawer }) {
  const words = useWords()
  const entries = useLog()
  const [wanted, setWanted] = useState(everything)
  const shown = entries.filter((entry) => isWanted(entry, wanted, words))
  const list = useRef<HTMLDivElement>(null)
  const last = shown.at(-1)?.seq
  useEffect(() => {
    if (list.current) list.current.scrollTop = list.current.scrollHeight
  }, [last])
  return (
    <section ref={drawer.panel} class="log" aria-label={words.log} tabIndex={-1} onKeyDown={drawer.onKeyDown}>
      <header class="log-head">
        <h2>{words.log}</h2>
        <span class="pane-note">{words.logHint}</span>
        <LogFilter wanted={wanted} onChange={setWanted} />
        <button type="button" class="plain-button" aria-label={words.close} onClick={drawer.close}>
          <Icon name="close" size={16} />
        </button>
      </header>
      <div class="log-columns" aria-hidden="true">
        <span>{words.time}</span>
        <span />
        <span>{words.what}</span>
        <span>{words.outcome}</span>
        <span class="log-ms">{words.duration}</span>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: long lists scroll, by the keyboard too */}
      <div class="log-list" ref={list} tabIndex={0}>
        {shown.map((entry) => (
          <LogLine key={entry.seq} entry={entry} />
        ))}
        {shown.length === 0 && <p class="choices-note">{entries.length === 0 ? words.logEmpty : words.logNone}</p>}
      </div>
    </section>
  )
}
