import { Link, useLocation, useRevalidator } from '@remix-run/react'
import { useEffect, useRef, useState } from 'react'
import { Icon } from '~/design/icons'
import { useWebTexts } from './texts'

const every = 2_000

/** `<Refreshing while={import.phase === 'reading'} />`: keeps a page that shows work under way up to date; a link where no script runs. */
export function Refreshing({ while: active }: { while: boolean }) {
  const texts = useWebTexts()
  const place = useLocation()
  const [scripted, setScripted] = useState(false)
  const { revalidate, state } = useRevalidator()
  const idle = useRef(true)
  idle.current = state === 'idle'
  useEffect(() => {
    setScripted(true)
    if (!active) return
    const timer = setInterval(() => {
      if (idle.current && document.visibilityState === 'visible') revalidate()
    }, every)
    return () => clearInterval(timer)
  }, [active, revalidate])
  if (!active || scripted) return null
  return (
    <Link to={place.pathname + place.search} className="inline-flex min-h-row items-center gap-1 text-accent">
      <Icon name="refresh" />
      {texts.refresh}
    </Link>
  )
}
