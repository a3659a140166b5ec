import { useEffect, useState } from 'react'
import { buttonClass } from '~/design/button'
import { Code } from '~/design/code'
import { Icon } from '~/design/icons'
import { LinkButton } from '~/design/link-button'
import { Notice } from '~/design/notice'
import { useLicensesTexts } from '../../parts/texts'

const secondsShown = 60

/** A license file in the one answer that holds it, to be saved; gone from the page after a minute. */
export function RevealedFile({ name, base64 }: { name: string; base64: string }) {
  const texts = useLicensesTexts().reveal
  const left = useSecondsLeft()
  if (left === 0) return <Hidden />
  return (
    <div className="max-w-xl space-y-2" role="status">
      <a
        className={`${buttonClass('primary')} no-underline`}
        href={`data:application/octet-stream;base64,${base64}`}
        download={name}
      >
        <Icon name="download" />
        {texts.save(name)}
      </a>
      <p className="text-sm text-ink-soft">{texts.hides(left)}</p>
    </div>
  )
}

/** A key in the one answer that holds it; gone from the page after a minute. */
export function Revealed({ text }: { text: string }) {
  const texts = useLicensesTexts().reveal
  const left = useSecondsLeft()
  if (left === 0) return <Hidden />
  return (
    <div className="max-w-xl space-y-2">
      <Code block copy>
        {text}
      </Code>
      <p className="text-sm text-ink-soft">{texts.hides(left)}</p>
    </div>
  )
}

function useSecondsLeft() {
  const [left, setLeft] = useState(secondsShown)
  useEffect(() => {
    const timer = setInterval(() => setLeft((seconds) => Math.max(0, seconds - 1)), 1000)
    return () => clearInterval(timer)
  }, [])
  return left
}

function Hidden() {
  const texts = useLicensesTexts().reveal
  return (
    <Notice meaning="quiet" actions={<LinkButton to="?">{texts.again}</LinkButton>}>
      {texts.hidden}
    </Notice>
  )
}
