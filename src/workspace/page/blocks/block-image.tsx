import { useState } from 'preact/hooks'
import { Icon } from '../icon.tsx'
import { plainText } from '../text/text-object.tsx'
import type { BlockProps } from './block.tsx'

/** An image block with its title. */
export function BlockImage({ block }: BlockProps) {
  return (
    <figure class="figure">
      {block.title && <figcaption>{plainText(block.title)}</figcaption>}
      <Picture url={block.image_url} alt={block.alt_text} size="block" />
    </figure>
  )
}

interface PictureProps {
  url: string | undefined
  alt: string | undefined
  size: 'block' | 'accessory' | 'context'
}

/** A picture; where it cannot be loaded, or is a file the person may not see, its description stands instead. */
export function Picture({ url, alt = '', size }: PictureProps) {
  const [broken, setBroken] = useState(false)
  const usable = url !== undefined && /^(https?:|\/files\/)/i.test(url) && !broken
  if (usable) return <img class={`picture picture-${size}`} src={url} alt={alt} onError={() => setBroken(true)} />
  return (
    <span class={`picture picture-${size} picture-broken`} role="img" aria-label={alt} title={alt}>
      <Icon name="file" size={16} />
      {size === 'block' && alt}
    </span>
  )
}
