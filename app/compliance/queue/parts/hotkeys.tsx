import { useEffect } from 'react'
import { KeyHelp, KeyLines } from '~/design/key-help'
import { useInventoryTexts } from '../../parts/texts'

/** Presses what carries `data-hotkey`, so that a queue can be worked through without a mouse. */
export function Hotkeys() {
  const texts = useInventoryTexts().queue
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.key.length !== 1) return
      if ((event.target as Element).closest('input, textarea, select, dialog')) return
      const target = document.querySelector<HTMLElement>(`[data-hotkey="${CSS.escape(event.key)}"]`)
      if (!target) return
      event.preventDefault()
      if (target instanceof HTMLInputElement) target.focus()
      else target.click()
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [])
  const lines = [
    { keys: ['j', 'k'], does: texts.keys.move },
    { keys: ['1', '…', '8'], does: texts.keys.confirm },
    { keys: ['s'], does: texts.keys.search },
    { keys: ['n'], does: texts.keys.component },
    { keys: ['l'], does: texts.keys.later },
    { keys: ['u'], does: texts.keys.undo },
  ]
  return (
    <>
      <KeyHelp lines={lines} />
      <details className="mt-8 max-w-md text-sm text-ink-soft max-sm:hidden print:hidden">
        <summary className="inline-flex min-h-7 items-center hover:text-ink">{texts.keys.title}</summary>
        <KeyLines lines={lines} />
      </details>
    </>
  )
}
