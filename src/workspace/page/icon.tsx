const paths = {
  hash: 'M7.5 3.5 6 16.5M14 3.5l-1.5 13M3.5 7.5h13M3.5 12.5h13',
  lock: 'M5 9h10v7.5H5zM7 9V6.5a3 3 0 0 1 6 0V9',
  home: 'M3.5 9.5 10 3.5l6.5 6M5.5 8v8.5h9V8M8.5 16.5v-4h3v4',
  chat: 'M3.5 4.5h13v9H9l-3.5 3v-3h-2z',
  pin: 'M7 3.5h6M8 3.5V9L5.5 12h9L12 9V3.5M10 12v5',
  people:
    'M7.5 9.5a2.8 2.8 0 1 0 0-5.6 2.8 2.8 0 0 0 0 5.6zM2.5 16c.3-3 2.2-4.5 5-4.5s4.7 1.5 5 4.5M13 4.2a2.7 2.7 0 0 1 0 5.1M15 12c1.5.7 2.3 2 2.5 4',
  down: 'm5.5 8 4.5 4.5L14.5 8',
  right: 'm8 5.5 4.5 4.5L8 14.5',
  close: 'M5 5l10 10M15 5 5 15',
  plus: 'M10 4.5v11M4.5 10h11',
  send: 'M3.5 4 17 10 3.5 16l2-6zM5.5 10H11',
  reply: 'M3.5 4.5h13v9H9l-3.5 3v-3h-2zM7 8h6M7 10.5h4',
  link: 'M8.5 11.5a3 3 0 0 0 4.3 0l2.7-2.7a3 3 0 0 0-4.3-4.3L10 5.7M11.5 8.5a3 3 0 0 0-4.3 0l-2.7 2.7a3 3 0 0 0 4.3 4.3L10 14.3',
  dots: 'M4.5 10h.01M10 10h.01M15.5 10h.01',
  search: 'M9 14.5a5.5 5.5 0 1 0 0-11 5.5 5.5 0 0 0 0 11zM13 13l3.5 3.5',
  log: 'M3.5 4.5h13v11h-13zM6 8l2 2-2 2M10 12.5h3.5',
  globe: 'M10 17a7 7 0 1 0 0-14 7 7 0 0 0 0 14zM3 10h14M10 3c2.5 2 2.5 12 0 14M10 3c-2.5 2-2.5 12 0 14',
  eye: 'M2.5 10c2-3.5 4.5-5 7.5-5s5.5 1.5 7.5 5c-2 3.5-4.5 5-7.5 5s-5.5-1.5-7.5-5zM10 12.2a2.2 2.2 0 1 0 0-4.4 2.2 2.2 0 0 0 0 4.4z',
  open: 'M11.5 3.5h5v5M16.5 3.5 9.5 10.5M14.5 11.5v5h-11v-11h5',
  warn: 'M10 3.5 17.5 16.5h-15zM10 8.5v3.5M10 14.3v.01',
  file: 'M5 2.5h6.5L15.5 6.5v11H5zM11.5 2.5v4h4',
  check: 'm4.5 10.5 3.5 3.5 7.5-8',
  switches:
    'M3.5 6.5h7M14.5 6.5h2M12.5 8.5a2 2 0 1 0 0-4 2 2 0 0 0 0 4zM3.5 13.5h2M9.5 13.5h7M7.5 15.5a2 2 0 1 0 0-4 2 2 0 0 0 0 4z',
  bolt: 'M11 3 4.5 11.5H9L8.5 17l6.5-8.5h-4.5z',
  settings:
    'M10 12.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5zM10 3v2M10 15v2M3 10h2M15 10h2M5 5l1.4 1.4M13.6 13.6 15 15M15 5l-1.4 1.4M6.4 13.6 5 15',
  app: 'M7 4.5h6M10 4.5V7M4.5 7h11v8.5h-11zM8 10.5v1.5M12 10.5v1.5M2.5 10v3M17.5 10v3',
} as const

export type IconName = keyof typeof paths

/** A drawn sign; it says nothing to a screen reader, so name the control that holds it. */
export function Icon({ name, size = 18 }: { name: IconName; size?: number }) {
  return (
    <svg class="icon" width={size} height={size} viewBox="0 0 20 20" aria-hidden="true" focusable="false">
      <path d={paths[name]} />
    </svg>
  )
}
