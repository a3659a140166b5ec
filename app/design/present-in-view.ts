import { useEffect, useRef } from 'react'

/** A row of tabs wider than a phone is moved so that the present one is seen; the page itself stays where it is. */
export function usePresentInView(present: string) {
  const row = useRef<HTMLElement>(null)
  useEffect(() => {
    const nav = row.current
    const tab = nav?.querySelector<HTMLElement>('[aria-current=page]')
    if (!nav || !tab || nav.scrollWidth <= nav.clientWidth) return
    nav.scrollLeft = tab.offsetLeft - (nav.clientWidth - tab.offsetWidth) / 2
  }, [present])
  return row
}
