import { type Block, lines } from '../blocks.ts'
import { readStepValue } from './button-value.ts'

/** What a form is about, from the value of the button that opened it: known without a question to the database (B10). */
export function aboutLine(value: string): Block[] {
  const about = readStepValue(value)?.about
  return about ? [lines([{ bold: about }])] : []
}
