import { useState } from 'preact/hooks'
import { clockText, dayText, type Reader, wallSeconds, wallText } from '../moment.ts'
import { useReader } from '../text/inline.tsx'
import { type SwitchWords, useSwitchWords } from './switch-words.ts'
import type { Flip } from './use-switches.ts'

const minuteMs = 60_000
const hourMs = 60 * minuteMs
const dayMs = 24 * hourMs

/** The workspace's time, and the ways on from there. */
export function TimeTravel({ now, flip }: { now: number; flip: Flip }) {
  const words = useSwitchWords()
  const reader = useReader()
  const ahead = spanText(now - Date.now(), words)
  return (
    <>
      <p class="switch-clock" role="status">
        <span class="unseen">{words.now}</span>
        <time dateTime={new Date(now).toISOString()}>{timeText(now, reader)}</time>
        {ahead && <span class="switch-note">{words.ahead(ahead)}</span>}
      </p>
      <div class="switch-line">
        {([hourMs, dayMs, 7 * dayMs] as const).map((ms, index) => (
          <button key={ms} type="button" class="button" onClick={() => flip('travel', { ms })}>
            {[words.hour, words.day, words.week][index]}
          </button>
        ))}
      </div>
      <GoToMoment now={now} flip={flip} />
      <p class="switch-note">{words.forwardOnly}</p>
    </>
  )
}

function GoToMoment({ now, flip }: { now: number; flip: Flip }) {
  const words = useSwitchWords()
  const { zone } = useReader()
  const [wall, setWall] = useState('')
  const [past, setPast] = useState(false)
  const go = async () => {
    const seconds = wallSeconds(wall, zone)
    const ms = seconds === null ? 0 : seconds * 1000 - now
    setPast(ms <= 0)
    if (ms > 0 && (await flip('travel', { ms }))) setWall('')
  }
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        void go()
      }}
    >
      <div class="switch-line is-bottom">
        <label class="switch-field">
          {words.moment}
          <input
            class={past ? 'field is-invalid' : 'field'}
            type="datetime-local"
            min={wallText(Math.ceil(now / 1000), zone)}
            aria-invalid={past}
            value={wall}
            onInput={(event) => setWall(event.currentTarget.value)}
          />
        </label>
        <button type="submit" class="button">
          {words.go}
        </button>
      </div>
      <div role="alert">{past && <p class="input-error">{words.past}</p>}</div>
    </form>
  )
}

// Against the year 1970, so that the day is named in full: who travels far wants to see where they are.
function timeText(now: number, reader: Reader): string {
  return `${dayText(now, 0, reader)} ${clockText(now, reader)}`
}

/** "7 天 3 小时", the two largest parts; null below a minute, which is but the way the answer took. */
export function spanText(ms: number, words: Pick<SwitchWords, 'days' | 'hours' | 'minutes'>): string | null {
  const minutes = Math.round(ms / minuteMs)
  if (minutes < 1) return null
  const parts = [
    [Math.floor(minutes / 1440), words.days],
    [Math.floor(minutes / 60) % 24, words.hours],
    [minutes % 60, words.minutes],
  ] as const
  const shown = parts.filter(([count]) => count > 0).slice(0, 2)
  return shown.map(([count, say]) => say(count)).join(' ')
}
