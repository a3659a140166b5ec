import { type ReactNode, useEffect, useState } from 'react'

/** False on the server and while the page has not come alive: what needs scripts cannot be done yet. */
export function useAlive() {
  const [alive, setAlive] = useState(false)
  useEffect(() => setAlive(true), [])
  return alive
}

/** `<Scripted without={sentence}>…</Scripted>`: what a browser without scripts is told instead. */
export function Scripted({ without, children }: { without: ReactNode; children: ReactNode }) {
  return (
    <>
      <noscript>
        <p className="mb-5 max-w-prose rounded border border-line bg-sunken px-3 py-2.5">{without}</p>
      </noscript>
      {children}
    </>
  )
}
