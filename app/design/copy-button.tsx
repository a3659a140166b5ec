import { useEffect, useState } from 'react'
import { Icon } from './icons'
import { useDesignTexts } from './texts'

/** `<CopyButton text={code} />`: puts a text on the clipboard; absent where no script runs. */
export function CopyButton({ text }: { text: string }) {
  const texts = useDesignTexts()
  const [state, setState] = useState<'absent' | 'ready' | 'copied'>('absent')
  useEffect(() => setState('ready'), [])
  if (state === 'absent') return null
  const copy = () => void navigator.clipboard.writeText(text).then(() => setState('copied'))
  const copied = state === 'copied'
  return (
    <button
      type="button"
      onClick={copy}
      onBlur={() => setState('ready')}
      className="inline-flex min-h-7 items-center gap-1 rounded-sm px-1.5 text-sm text-ink-soft hover:bg-sunken hover:text-ink pointer-coarse:min-h-row print:hidden"
    >
      <Icon name={copied ? 'check' : 'copy'} className="size-3.5" />
      <span aria-live="polite">{copied ? texts.copied : texts.copy}</span>
    </button>
  )
}
