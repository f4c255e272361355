import { describe, expect, it } from 'vitest'
import { decodeEntities, parseMrkdwn, references } from '../../src/workspace/mrkdwn.ts'

describe('mrkdwn', () => {
  it('reads styles, mentions, links and emoji', () => {
    expect(
      parseMrkdwn('*粗* _斜_ ~删~ `a&lt;b` <@U123|li> <#C9> <!here> <https://a.cn/?a=1&amp;b=2|名> :tada:'),
    ).toEqual([
      { type: 'bold', content: [{ type: 'text', text: '粗' }] },
      { type: 'text', text: ' ' },
      { type: 'italic', content: [{ type: 'text', text: '斜' }] },
      { type: 'text', text: ' ' },
      { type: 'strike', content: [{ type: 'text', text: '删' }] },
      { type: 'text', text: ' ' },
      { type: 'code', text: 'a<b' },
      { type: 'text', text: ' ' },
      { type: 'user', id: 'U123', label: 'li' },
      { type: 'text', text: ' ' },
      { type: 'channel', id: 'C9', label: null },
      { type: 'text', text: ' ' },
      { type: 'broadcast', range: 'here' },
      { type: 'text', text: ' ' },
      { type: 'link', url: 'https://a.cn/?a=1&b=2', label: '名' },
      { type: 'text', text: ' ' },
      { type: 'emoji', name: 'tada' },
    ])
  })

  it('leaves escaped markup as the text a person typed', () => {
    const typed = '&lt;!channel&gt; &lt;@U123&gt; &amp;lt;'
    expect(parseMrkdwn(typed)).toEqual([{ type: 'text', text: '<!channel> <@U123> &lt;' }])
    expect(references(typed)).toEqual([])
  })

  it('finds references inside styles and quotes', () => {
    expect(references('&gt; *<!channel>*\n_<@W7>_').map((token) => token.type)).toEqual(['broadcast', 'user'])
  })

  it('finds none inside code', () => {
    expect(references('`<!channel>` ```<@U1>```')).toEqual([])
  })

  it('takes no style inside words, no emoji inside times, no style over an open end', () => {
    for (const text of ['a*b*c', 'snake_case_name', '9:30:15', '2 * 3 * 4', '~half']) {
      expect(parseMrkdwn(text)).toEqual([{ type: 'text', text }])
    }
  })

  it('draws quotes by line and fences over lines', () => {
    expect(parseMrkdwn('&gt; a\nb\n```\nx\ny\n```')).toEqual([
      { type: 'quote', content: [{ type: 'text', text: 'a' }] },
      { type: 'newline' },
      { type: 'text', text: 'b' },
      { type: 'newline' },
      { type: 'preformatted', text: 'x\ny' },
    ])
  })

  it('reads dates with format, link and fallback', () => {
    expect(parseMrkdwn('<!date^1764000000^{date_short} {time}^https://a.cn/|11月24日>')).toEqual([
      { type: 'date', seconds: 1764000000, format: '{date_short} {time}', url: 'https://a.cn/', text: '11月24日' },
    ])
    expect(parseMrkdwn('<!date^soon^{time}|x>')).toEqual([{ type: 'text', text: '<!date^soon^{time}|x>' }])
  })

  it('decodes three entities and no more', () => {
    expect(decodeEntities('&amp;&lt;&gt;&quot;&#39;&nbsp;')).toBe('&<>&quot;&#39;&nbsp;')
  })
})
