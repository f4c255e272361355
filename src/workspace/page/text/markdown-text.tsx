import { marked, type Token, type Tokens } from 'marked'
import { withEmoji } from './emoji.ts'
import { Hyperlink } from './inline.tsx'

/** Standard Markdown, as a `markdown` block carries it. HTML in it stays visible text, as in Slack. */
export function MarkdownText({ text }: { text: string }) {
  return <div class="text markdown">{drawBlocks(marked.lexer(text))}</div>
}

function drawBlocks(tokens: Token[]): preact.ComponentChild[] {
  return tokens.map((token) => drawBlock(token))
}

function drawBlock(token: Token): preact.ComponentChild {
  switch (token.type) {
    case 'heading':
      return <p class={`markdown-heading level-${(token as Tokens.Heading).depth}`}>{drawInline(token.tokens)}</p>
    case 'paragraph':
      return <p>{drawInline(token.tokens)}</p>
    case 'blockquote':
      return <blockquote class="quote">{drawBlocks(token.tokens ?? [])}</blockquote>
    case 'code':
      return <pre class="pre">{(token as Tokens.Code).text}</pre>
    case 'hr':
      return <hr class="divider" />
    case 'list':
      return drawList(token as Tokens.List)
    case 'table':
      return drawTable(token as Tokens.Table)
    case 'space':
    case 'def':
      return null
    default:
      return drawInner(token)
  }
}

function drawList(list: Tokens.List): preact.ComponentChild {
  const items = list.items.map((item) => (
    <li class={item.task ? 'task' : undefined}>
      {item.task && <input type="checkbox" checked={item.checked === true} disabled />}
      {drawBlocks(item.tokens)}
    </li>
  ))
  return list.ordered ? <ol start={Number(list.start) || 1}>{items}</ol> : <ul>{items}</ul>
}

function drawTable(table: Tokens.Table): preact.ComponentChild {
  const cell = (Tag: 'th' | 'td') => (one: Tokens.TableCell) => (
    <Tag style={{ textAlign: one.align ?? 'left' }}>{drawInline(one.tokens)}</Tag>
  )
  return (
    <div class="table-scroll">
      <table class="table">
        <thead>
          <tr>{table.header.map(cell('th'))}</tr>
        </thead>
        <tbody>
          {table.rows.map((row) => (
            <tr>{row.map(cell('td'))}</tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function drawInline(tokens: Token[] | undefined): preact.ComponentChild[] {
  return (tokens ?? []).map((token) => {
    switch (token.type) {
      case 'strong':
        return <b>{drawInline(token.tokens)}</b>
      case 'em':
        return <i>{drawInline(token.tokens)}</i>
      case 'del':
        return <s>{drawInline(token.tokens)}</s>
      case 'codespan':
        return <code class="code">{(token as Tokens.Codespan).text}</code>
      case 'br':
        return <br />
      case 'link':
        return <Hyperlink url={(token as Tokens.Link).href}>{drawInline(token.tokens)}</Hyperlink>
      case 'image':
        return <Hyperlink url={(token as Tokens.Image).href}>{(token as Tokens.Image).text}</Hyperlink>
      default:
        return drawInner(token)
    }
  })
}

function drawInner(token: Token): preact.ComponentChild {
  const inner = 'tokens' in token ? token.tokens : undefined
  return inner?.length ? drawInline(inner) : leafText(token)
}

function leafText(token: Token): string {
  return withEmoji('text' in token && token.type !== 'html' ? String(token.text) : token.raw)
}
