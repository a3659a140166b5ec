import { useEffect, useState } from 'react'

/** Keeps what only this browser can read in this tab, and only here: it is gone with the tab. */
export function keepCopy(name: string, text: string) {
  try {
    sessionStorage.setItem(name, text)
  } catch {
    // Where the browser keeps nothing, the saved file is the copy.
  }
}

/** What this tab remembers under a name; a file of it may be shown to it as well. `read` gives null for another copy. */
export function useKeptCopy<T>(name: string, read: (text: string) => T | null) {
  const [copy, setCopy] = useState<{ text: string; content: T } | null>(null)
  const take = (text: string | null) => {
    const content = text === null ? null : read(text)
    if (content !== null) setCopy({ text: text!, content })
    return content !== null
  }
  useEffect(() => {
    setCopy(null)
    take(sessionStorage.getItem(name))
  }, [name])
  return { copy, take }
}
