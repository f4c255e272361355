import type { ComponentChildren, RefObject } from 'preact'
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks'
import { isComposing } from './composing.ts'

interface AnchoredProps {
  anchor: RefObject<HTMLElement | null>
  onClose(): void
  /** `match` = as wide as the anchor, at least 240 px; else the content decides. */
  width?: 'match'
  /** Which edges line up. */
  align?: 'start' | 'end'
  class?: string
  children: ComponentChildren
}

interface Spot {
  left?: number
  right?: number
  top?: number
  bottom?: number
  maxHeight: number
  minWidth?: number
}

const gap = 4
const wanted = 360

/**
 * A panel beside its anchor, above or below as there is room, never cut off by a scrolling parent. Escape, a press elsewhere
 * and the focus leaving close it; inside a dialog Escape closes only this.
 */
export function Anchored({ anchor, onClose, width, align = 'start', class: name = '', children }: AnchoredProps) {
  const panel = useRef<HTMLDivElement>(null)
  const [spot, setSpot] = useState<Spot | null>(null)
  useLayoutEffect(() => {
    const place = () => anchor.current && setSpot(findSpot(anchor.current, width, align))
    place()
    addEventListener('scroll', place, true)
    addEventListener('resize', place)
    return () => {
      removeEventListener('scroll', place, true)
      removeEventListener('resize', place)
    }
  }, [anchor, width, align])
  useDismiss(panel, anchor, onClose)
  const style = spot ? pixels(spot) : { visibility: 'hidden' }
  return (
    <div ref={panel} class={`anchored ${name}`} style={style}>
      {children}
    </div>
  )
}

function findSpot(anchor: HTMLElement, width: 'match' | undefined, align: 'start' | 'end'): Spot {
  const box = anchor.getBoundingClientRect()
  const below = innerHeight - box.bottom - gap - 8
  const above = box.top - gap - 8
  const down = below >= Math.min(wanted, 260) || below >= above
  const side =
    align === 'end' ? { right: Math.max(8, innerWidth - box.right) } : { left: Math.min(box.left, innerWidth - 256) }
  return {
    ...side,
    ...(down ? { top: box.bottom + gap } : { bottom: innerHeight - box.top + gap }),
    maxHeight: Math.min(wanted, down ? below : above),
    ...(width === 'match' ? { minWidth: Math.max(240, box.width) } : {}),
  }
}

function pixels(spot: Spot): Record<string, string> {
  return Object.fromEntries(Object.entries(spot).map(([name, value]) => [name, `${value}px`]))
}

function useDismiss(panel: RefObject<HTMLElement | null>, anchor: RefObject<HTMLElement | null>, onClose: () => void) {
  useEffect(() => {
    const inside = (target: EventTarget | null) =>
      target instanceof Node && (panel.current?.contains(target) || anchor.current?.contains(target))
    const onPress = (event: PointerEvent) => {
      if (!inside(event.target)) onClose()
    }
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || isComposing(event)) return
      event.preventDefault()
      event.stopPropagation()
      anchor.current?.focus()
      onClose()
    }
    const onFocus = (event: FocusEvent) => {
      if (!inside(event.target)) onClose()
    }
    document.addEventListener('pointerdown', onPress, true)
    document.addEventListener('keydown', onKey, true)
    document.addEventListener('focusin', onFocus)
    return () => {
      document.removeEventListener('pointerdown', onPress, true)
      document.removeEventListener('keydown', onKey, true)
      document.removeEventListener('focusin', onFocus)
    }
  }, [panel, anchor, onClose])
}
