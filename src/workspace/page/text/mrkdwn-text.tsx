import { parseMrkdwn, type Token } from '../../mrkdwn.ts'
import { AutoLinked, ChannelMention, Emoji, Hyperlink, LoudMention, SlackDate, UserMention } from './inline.tsx'

/** Message text as Slack draws it. */
export function MrkdwnText({ text }: { text: string }) {
  return <div class="text">{drawTokens(parseMrkdwn(text))}</div>
}

/** The same inside a line of other things. */
export function MrkdwnLine({ text }: { text: string }) {
  return <span class="text">{drawTokens(parseMrkdwn(text))}</span>
}

function drawTokens(tokens: Token[]): preact.ComponentChild[] {
  const drawn: preact.ComponentChild[] = []
  for (let index = 0; index < tokens.length; index += 1) {
    const token = tokens[index] as Token
    if (token.type === 'quote') {
      const [quote, next] = quoteFrom(tokens, index)
      drawn.push(quote)
      index = next
    } else if (token.type !== 'newline' || !besideBox(tokens, index)) drawn.push(drawToken(token))
  }
  return drawn
}

// Quoted lines that follow each other are one quotation with one bar.
function quoteFrom(tokens: Token[], start: number): [preact.ComponentChild, number] {
  const lines: preact.ComponentChild[] = []
  let at = start
  for (;;) {
    const token = tokens[at]
    if (token?.type !== 'quote') break
    lines.push(<div>{token.content.length ? drawTokens(token.content) : ' '}</div>)
    if (tokens[at + 1]?.type !== 'newline' || tokens[at + 2]?.type !== 'quote') break
    at += 2
  }
  return [<blockquote class="quote">{lines}</blockquote>, at]
}

// A box stands on lines of its own already: its line ends would show as empty lines.
function besideBox(tokens: Token[], at: number): boolean {
  return [tokens[at - 1], tokens[at + 1]].some((one) => one?.type === 'quote' || one?.type === 'preformatted')
}

function drawToken(token: Token): preact.ComponentChild {
  switch (token.type) {
    case 'text':
      return <AutoLinked text={token.text} />
    case 'newline':
      return <br />
    case 'bold':
      return <b>{drawTokens(token.content)}</b>
    case 'italic':
      return <i>{drawTokens(token.content)}</i>
    case 'strike':
      return <s>{drawTokens(token.content)}</s>
    case 'quote':
      return drawTokens(token.content)
    case 'code':
      return <code class="code">{token.text}</code>
    case 'preformatted':
      return <pre class="pre">{token.text}</pre>
    default:
      return drawReference(token)
  }
}

type Reference = Extract<Token, { type: 'user' | 'channel' | 'usergroup' | 'broadcast' | 'date' | 'link' | 'emoji' }>

function drawReference(token: Reference): preact.ComponentChild {
  switch (token.type) {
    case 'user':
      return <UserMention id={token.id} label={token.label} />
    case 'channel':
      return <ChannelMention id={token.id} label={token.label} />
    case 'usergroup':
      return <LoudMention name={token.label?.replace(/^@/, '') ?? token.id} />
    case 'broadcast':
      return <LoudMention name={token.range} />
    case 'date':
      return <SlackDate seconds={token.seconds} pattern={token.format} url={token.url} fallback={token.text} />
    case 'link':
      return <Hyperlink url={token.url}>{token.label ?? token.url}</Hyperlink>
    case 'emoji':
      return <Emoji name={token.name} />
  }
}
