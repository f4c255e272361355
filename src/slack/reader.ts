import { isRefusal, type Refusal } from '../domain/refusal.ts'
import { context, lines, literal, type Message, type ModalView, modal } from './blocks.ts'
import type { Reader } from './cards/recommendation-lines.ts'
import type { GestureContext } from './gesture.ts'
import { common } from './text/common.ts'
import { momentText } from './text/moment.ts'
import { refusalText } from './text/refusal.ts'
import type { Language } from './text/words.ts'

/** The person behind a gesture as the reader of what is drawn. */
export function readerOf(context: GestureContext): Reader {
  return { language: context.language, timeZone: context.timeZone }
}

/** How a moment is written for the person, for "already approved by … at …". */
export function momentFor({ language, timeZone }: GestureContext): (moment: Date) => string {
  return (moment) => momentText(moment, language, timeZone)
}

/** A sentence as a message. */
export function sentence(text: string): Message {
  return { text: literal(text), blocks: [lines([text])] }
}

/** A refusal as a private, neutral note (B01). */
export function refusalMessage(refusal: Refusal, language: Language): Message {
  return sentence(refusalText(refusal, language))
}

/** A window that says one thing. */
export function noteView(text: string, language: Language, title = common[language].problem): ModalView {
  return modal({ callbackId: 'note', title, close: common[language].close, blocks: [lines([text])] })
}

/** A window that says why not. */
export function refusalView(refusal: Refusal, language: Language): ModalView {
  return noteView(refusalText(refusal, language), language)
}

/** The window that stands there while the bot reads, in both languages, as the person's may not be known yet. */
export function loadingView(): ModalView {
  return modal({
    callbackId: 'loading',
    title: common.zh.loading,
    close: common.zh.close,
    blocks: [context(`${common.zh.loading} ${common.en.loading}`)],
  })
}

/** Draws the result, or says why there is none. */
export function viewOr<T>(result: T | Refusal, language: Language, draw: (result: T) => ModalView): ModalView {
  return isRefusal(result) ? refusalView(result, language) : draw(result)
}

/** A refusal as what a form says at a field: its own, or else this one. */
export function fieldErrors(refusal: Refusal, field: string, language: Language): Record<string, string> {
  return { [refusal.field ?? field]: refusalText(refusal, language) }
}
