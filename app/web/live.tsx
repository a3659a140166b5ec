import { useRevalidator } from '@remix-run/react'
import { useEffect, useRef, useState } from 'react'
import { Icon } from '~/design/icons'
import { useWebTexts } from './texts'

const soonest = 1_000

/**
 * `<Live of="/rounds/7/live" state={round.state} />`: a page that follows what it shows: told that something changed, it asks the server
 * for itself anew. Without a script the page is as it was loaded and says nothing.
 */
export function Live({ of, state: shown }: { of: string; state: string }) {
  const texts = useWebTexts()
  const { revalidate, state } = useRevalidator()
  const [isOn, setIsOn] = useState(false)
  const idle = useRef(true)
  idle.current = state === 'idle'
  const loaded = useRef(shown)
  loaded.current = shown
  useEffect(() => {
    let source: EventSource | null = null
    let seen: string | null = null
    let timer: ReturnType<typeof setTimeout> | undefined
    const renew = () => {
      timer = undefined
      if (idle.current) revalidate()
      else timer = setTimeout(renew, soonest)
    }
    const open = () => {
      source = new EventSource(of)
      source.addEventListener('open', () => setIsOn(true))
      source.addEventListener('error', () => setIsOn(false))
      source.addEventListener('message', ({ data, lastEventId }) => {
        // The first message is what the page was just loaded with, unless something happened since.
        const isNew = seen === null ? JSON.parse(data).state !== loaded.current : seen !== lastEventId
        if (isNew) timer ??= setTimeout(renew, soonest)
        seen = lastEventId
      })
    }
    const close = () => {
      source?.close()
      source = null
    }
    // A browser has few connections for all its tabs: one that nobody looks at gives its own back.
    const turn = () => (document.visibilityState === 'visible' ? source || open() : close())
    turn()
    document.addEventListener('visibilitychange', turn)
    return () => {
      document.removeEventListener('visibilitychange', turn)
      clearTimeout(timer)
      close()
    }
  }, [of, revalidate])
  if (!isOn) return null
  return (
    <span className="inline-flex items-center gap-1 text-sm text-ink-soft" title={texts.liveHint}>
      <Icon name="refresh" className="size-3.5 text-ok" />
      {texts.live}
    </span>
  )
}
