import { useContext, useEffect, useState } from 'preact/hooks'
import type { PageActions } from '../../protocol.ts'
import type { PageSwitches, SwitchActions } from '../../protocol-switches.ts'
import { useWords } from '../language.ts'
import { act } from '../page-api.ts'
import { troubleText } from '../trouble-text.ts'
import { useResource } from '../use-resource.ts'
import { LiveContext } from '../workspace-context.ts'
import { useSwitchWords } from './switch-words.ts'

/** Does one switch action; true when the workspace took it. */
export type Flip = <A extends keyof SwitchActions>(action: A, body: PageActions[A]) => Promise<boolean>

interface SwitchesInHand {
  /** Null until the first answer. */
  switches: PageSwitches | null
  flip: Flip
  /** Why the last action was refused, in words; null when it was not. */
  trouble: string | null
}

// Between changes the clock goes on, and nothing tells of that.
const clockMs = 5000

/** How the workspace behaves, kept fresh, and how to change it. */
export function useSwitches(): SwitchesInHand {
  const words = useWords()
  const { invalid } = useSwitchWords()
  const live = useContext(LiveContext)
  const { value, reload } = useResource<PageSwitches>('switches', 'switches')
  const [refused, setRefused] = useState<string | null>(null)
  // A call or a delivery may have used up a fault.
  useEffect(() => live?.on('log', reload), [live, reload])
  useEffect(() => {
    const timer = setInterval(reload, clockMs)
    return () => clearInterval(timer)
  }, [reload])
  const flip: Flip = async (action, body) => {
    const answer = await act(action, body)
    setRefused(answer.ok ? null : (answer.error ?? 'trouble'))
    await reload()
    return answer.ok
  }
  const trouble = refused === 'invalid_input' ? invalid : refused && troubleText(words, refused)
  return { switches: value, flip, trouble }
}
