/**
 * Beginnings that make a spreadsheet calculate with what was typed (OWASP, "CSV injection"), full-width twins included, and
 * the guard itself, so that taking it off gives back what was there.
 */
const calculates = /^'*[=+\-@\t\r＝＋－＠]/u

/** Text that a spreadsheet takes for text: an apostrophe stands before what it would take for a formula. */
export function guarded(text: string): string {
  return calculates.test(text) ? `'${text}` : text
}

/** What was guarded. */
export function unguarded(text: string): string {
  return text.startsWith("'") && calculates.test(text.slice(1)) ? text.slice(1) : text
}
