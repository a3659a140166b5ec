import { useEffect, useState } from 'react'
import { type ReadCopy, readCopy } from '../own-copy'

type Envelope = { kind: string; commitment: string }

const nameOf = (envelopes: readonly Envelope[]) =>
  `bid ${envelopes.find(({ kind }) => kind === 'price')?.commitment}`

/** Keeps a copy in this tab, and only here: it is gone with the tab. */
export function keepCopy(text: string, envelopes: readonly Envelope[]) {
  try {
    sessionStorage.setItem(nameOf(envelopes), text)
  } catch {
    // Where the browser keeps nothing, the saved file is the copy.
  }
}

/** What this tab remembers of a bid; a file of it may be shown to it as well. */
export function useKeptCopy(envelopes: readonly Envelope[]) {
  const [copy, setCopy] = useState<{ text: string; content: ReadCopy } | null>(null)
  const name = nameOf(envelopes)
  const take = (text: string | null) => {
    const content = text === null ? null : readCopy(text, envelopes)
    if (content) setCopy({ text: text!, content })
    return content !== null
  }
  useEffect(() => {
    setCopy(null)
    take(sessionStorage.getItem(name))
  }, [name])
  return { copy, take }
}
