import { useEffect, useState } from 'react'
import { Icon } from './icons'
import { iconOf, toneOf, type Meaning } from './meaning'
import { useDesignTexts } from './texts'

/** `<Toast meaning="ok">Draft saved</Toast>`: what just happened, said once on the next page; give it a `key` per event. */
export function Toast({ meaning = 'ok', children }: { meaning?: Meaning; children: string }) {
  const texts = useDesignTexts()
  const [shown, setShown] = useState(true)
  const [scripted, setScripted] = useState(false)
  useEffect(() => setScripted(true), [])
  if (!shown) return null
  return (
    <div
      role={meaning === 'risk' ? 'alert' : 'status'}
      className={`mb-4 flex items-center gap-2 rounded border px-3 py-2 print:hidden ${toneOf[meaning]}`}
    >
      <Icon name={iconOf[meaning]} />
      <p className="flex-1">{children}</p>
      {scripted && (
        <button
          type="button"
          aria-label={texts.dismiss}
          onClick={() => setShown(false)}
          className="-my-1 flex size-8 items-center justify-center rounded-sm hover:bg-surface"
        >
          <Icon name="cross" />
        </button>
      )}
    </div>
  )
}
