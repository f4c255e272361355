import type { UnderWay } from '../../usecases/under-way.ts'
import { type Block, context, input, option } from '../blocks.ts'
import { restartText } from '../text/restart.ts'
import { terms } from '../text/terms.ts'
import type { Language } from '../text/words.ts'

/** What is on its way, and which of it is to begin anew (B06). */
export function restartBlocks(under: UnderWay, language: Language): Block[] {
  const text = restartText[language]
  const options = under.running.map(({ id, client, step }) =>
    option(text.option(id, client, terms[language].step[step]), String(id)),
  )
  return [
    context(text.underWay(under.recommendations, under.reviews)),
    ...(options.length > 0
      ? [
          input('restart', text.label, { type: 'multi_static_select', action_id: 'restart', options } as const, {
            optional: true,
            hint: text.hint,
          }),
        ]
      : []),
  ]
}
