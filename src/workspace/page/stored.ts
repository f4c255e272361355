const prefix = 'workspace-page.'

/** A small preference of this browser; null when there is none or the browser keeps none. */
export function readStored<T>(name: string): T | null {
  try {
    const text = localStorage.getItem(prefix + name)
    return text === null ? null : (JSON.parse(text) as T)
  } catch {
    return null
  }
}

/** Keeps a preference; a browser that refuses storage goes on without. */
export function writeStored(name: string, value: unknown): void {
  try {
    localStorage.setItem(prefix + name, JSON.stringify(value))
  } catch {
    // Private windows may refuse; nothing that matters is kept here.
  }
}
