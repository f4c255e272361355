import { Icon } from './icon.tsx'

const colours = 8

interface AvatarProps {
  id: string
  name: string
  size?: 'small' | 'medium' | 'large'
  app?: boolean
}

/** A person's sign: the given name's last two characters in Chinese, initials elsewhere; the bot has its own. */
export function Avatar({ id, name, size = 'medium', app = false }: AvatarProps) {
  const look = app ? 'avatar-app' : `avatar-${colourOf(id)}`
  return (
    <span class={`avatar avatar-${size} ${look}`} aria-hidden="true">
      {app ? <Icon name="app" size={size === 'small' ? 14 : size === 'medium' ? 22 : 30} /> : initials(name)}
    </span>
  )
}

function initials(name: string): string {
  const letters = [...name.replace(/[（(].*$/, '').trim()]
  if (letters.some((one) => /\p{Script=Han}/u.test(one))) return letters.slice(-2).join('')
  const [first, ...rest] = name.trim().split(/\s+/)
  return `${first?.[0] ?? ''}${rest.at(-1)?.[0] ?? ''}`.toUpperCase()
}

// The id decides, so that a person has the same colour everywhere and always.
function colourOf(id: string): number {
  let sum = 0
  for (const letter of id) sum = (sum * 31 + letter.charCodeAt(0)) % 9973
  return sum % colours
}
