import type { Element } from '../../block-kit/shape.ts'
import { AutoLinked, ChannelMention, Emoji, Hyperlink, LoudMention, SlackDate, UserMention } from './inline.tsx'

/** The parts of a `rich_text` block (docs.slack.dev/reference/block-kit/blocks/rich-text-block). */
export function RichText({ elements }: { elements: readonly Element[] }) {
  return <div class="text rich">{elements.map((element) => drawPart(element))}</div>
}

function drawPart(part: Element): preact.ComponentChild {
  const inner = part.elements ?? []
  switch (part.type) {
    case 'rich_text_list':
      return <RichList part={part} />
    case 'rich_text_quote':
      return <blockquote class="quote">{inner.map(drawLeaf)}</blockquote>
    case 'rich_text_preformatted':
      return <pre class="pre">{inner.map(drawLeaf)}</pre>
    default:
      return <div>{inner.map(drawLeaf)}</div>
  }
}

function RichList({ part }: { part: Element }) {
  const items = (part.elements ?? []).map((item) => <li>{(item.elements ?? []).map(drawLeaf)}</li>)
  const indent = `indent-${Math.min(Number(part.indent ?? 0), 8)}`
  if (part.style !== ('ordered' as unknown)) return <ul class={indent}>{items}</ul>
  return (
    <ol class={indent} start={Number(part.offset ?? 0) + 1}>
      {items}
    </ol>
  )
}

function drawLeaf(leaf: Element): preact.ComponentChild {
  return withStyle(leaf, drawContent(leaf))
}

function drawContent(leaf: Element): preact.ComponentChild {
  const text = typeof leaf.text === 'string' ? leaf.text : ''
  switch (leaf.type) {
    case 'text':
      return <AutoLinked text={text} />
    case 'link':
      return <Hyperlink url={leaf.url ?? ''}>{text || leaf.url}</Hyperlink>
    case 'user':
      return <UserMention id={String(leaf.user_id)} />
    case 'channel':
      return <ChannelMention id={String(leaf.channel_id)} />
    case 'usergroup':
      return <LoudMention name={String(leaf.usergroup_id)} />
    case 'broadcast':
      return <LoudMention name={String(leaf.range)} />
    case 'emoji':
      return <Emoji name={String(leaf.name)} />
    case 'date':
      return (
        <SlackDate
          seconds={Number(leaf.timestamp)}
          pattern={String(leaf.format)}
          url={leaf.url ?? null}
          fallback={String(leaf.fallback ?? '')}
        />
      )
    case 'color':
      return <ColorChip value={String(leaf.value)} />
    default:
      return text
  }
}

function ColorChip({ value }: { value: string }) {
  const safe = /^#[0-9a-f]{3,8}$/i.test(value)
  return (
    <code class="code">
      {safe && <span class="color-chip" style={{ background: value }} />}
      {value}
    </code>
  )
}

function withStyle(leaf: Element, content: preact.ComponentChild): preact.ComponentChild {
  const style = (typeof leaf.style === 'object' ? leaf.style : {}) as Record<string, boolean>
  let styled = content
  if (style.code) styled = <code class="code">{styled}</code>
  if (style.bold) styled = <b>{styled}</b>
  if (style.italic) styled = <i>{styled}</i>
  if (style.strike) styled = <s>{styled}</s>
  if (style.underline) styled = <u>{styled}</u>
  return styled
}
