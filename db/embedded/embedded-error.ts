/** The embedded server cannot be used; the message is one line for the person who started the program. */
export class EmbeddedError extends Error {
  override name = 'EmbeddedError'
}
