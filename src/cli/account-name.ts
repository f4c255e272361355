import { userInfo } from 'node:os'

/** Who runs the command: an account without a name, as containers have it, is told by its number. */
export function accountName(): string {
  try {
    return userInfo().username
  } catch {
    return `uid ${process.getuid?.() ?? '?'}`
  }
}
