import { useEffect, useState } from 'react'
import { Code } from '~/design/code'
import { LinkButton } from '~/design/link-button'
import { Notice } from '~/design/notice'
import { useLicensesTexts } from '../../parts/texts'

const secondsShown = 60

/** A key in the one answer that holds it; gone from the page after a minute. */
export function Revealed({ text }: { text: string }) {
  const texts = useLicensesTexts().reveal
  const [left, setLeft] = useState(secondsShown)
  useEffect(() => {
    const timer = setInterval(() => setLeft((seconds) => Math.max(0, seconds - 1)), 1000)
    return () => clearInterval(timer)
  }, [])
  if (left === 0)
    return (
      <Notice meaning="quiet" actions={<LinkButton to="?">{texts.again}</LinkButton>}>
        {texts.hidden}
      </Notice>
    )
  return (
    <div className="max-w-xl space-y-2">
      <Code block copy>
        {text}
      </Code>
      <p className="text-sm text-ink-soft">{texts.hides(left)}</p>
    </div>
  )
}
