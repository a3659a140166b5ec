import { type RefObject, useEffect } from 'react'

/** The board by keys: j and k walk over the lines, Enter matches as proposed, e opens, x selects. */
export function useBoardKeys(board: RefObject<HTMLElement>) {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const element = event.target as Element
      if (event.ctrlKey || event.metaKey || event.altKey) return
      if (element.closest('input:not([type=checkbox]), textarea, select, dialog')) return
      const lines = [...(board.current?.querySelectorAll<HTMLElement>('[data-line]') ?? [])]
      const at = lines.findIndex((line) => line.contains(document.activeElement))
      const deed = deeds[event.key]
      if (!deed || (event.key === 'Enter' && lines[at] !== document.activeElement)) return
      event.preventDefault()
      deed(lines, at)
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [board])
}

type Deed = (lines: readonly HTMLElement[], at: number) => void

const step =
  (by: number): Deed =>
  (lines, at) =>
    lines[Math.max(0, Math.min(at + by, lines.length - 1))]?.focus()
const press =
  (what: string): Deed =>
  (lines, at) =>
    lines[at]?.querySelector<HTMLElement>(what)?.click()

const deeds: Record<string, Deed> = {
  j: step(1),
  ArrowDown: step(1),
  k: step(-1),
  ArrowUp: step(-1),
  Enter: press('[data-confirm]'),
  e: press('[data-edit]'),
  x: press('input[type=checkbox]'),
}
