import { Form } from '@remix-run/react'
import { useEffect, useRef, type RefObject } from 'react'
import { Icon } from './icons'
import { useDesignTexts } from './texts'

export type SearchBoxProps = {
  action: string
  /** What can be found here. */
  placeholder?: string
  defaultValue?: string
  /** `/` brings the focus here; for the one box of the frame. */
  shortcut?: boolean
}

/** `<SearchBox action="/search" placeholder="…" shortcut />`: a GET form with `q`. */
export function SearchBox({ action, placeholder, defaultValue, shortcut = false }: SearchBoxProps) {
  const texts = useDesignTexts()
  const input = useRef<HTMLInputElement>(null)
  useSlash(input, shortcut)
  return (
    <Form method="get" action={action} role="search" className="relative w-full">
      <Icon
        name="search"
        className="pointer-events-none absolute inset-y-0 left-2.5 my-auto size-4 text-ink-soft"
      />
      <input
        ref={input}
        type="search"
        name="q"
        aria-label={texts.search}
        aria-keyshortcuts={shortcut ? '/' : undefined}
        placeholder={placeholder ?? texts.search}
        defaultValue={defaultValue}
        className="control truncate pr-8 pl-8"
      />
      {shortcut && (
        <kbd
          aria-hidden
          className="pointer-events-none absolute inset-y-0 right-2 my-auto h-5 rounded-sm border border-line px-1.5 font-mono text-xs text-ink-soft max-lg:hidden"
        >
          /
        </kbd>
      )}
    </Form>
  )
}

function useSlash(input: RefObject<HTMLInputElement>, active: boolean) {
  useEffect(() => {
    if (!active) return
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey) return
      if ((event.target as Element).closest('input, textarea, select, [contenteditable], dialog')) return
      event.preventDefault()
      input.current?.focus()
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [input, active])
}
