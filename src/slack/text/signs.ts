import { words } from './words.ts'

/** Signs that are full-width in Chinese and ASCII in English; around an empty text there are no brackets. */
export const signs = words(
  {
    /** Between two sentences. */
    gap: '',
    colon: '：',
    comma: '，',
    and: '、',
    brackets: (inner: string) => (inner === '' ? '' : `（${inner}）`),
  },
  {
    gap: ' ',
    colon: ': ',
    comma: ', ',
    and: ', ',
    brackets: (inner: string) => (inner === '' ? '' : ` (${inner})`),
  },
)
