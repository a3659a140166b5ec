import { useEffect } from 'react'
import { Button } from './button'
import { Dialog, useDialog } from './dialog'
import { useDesignTexts } from './texts'

export type KeyLine = { keys: readonly string[]; does: string }

/** `<KeyHelp lines={[{ keys: ['/'], does: 'Search' }]} />`: the shortcuts of a page, opened with `?`. */
export function KeyHelp({ lines }: { lines: readonly KeyLine[] }) {
  const texts = useDesignTexts()
  const dialog = useDialog()
  const { show } = dialog
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== '?' || event.ctrlKey || event.metaKey) return
      if ((event.target as Element).closest('input, textarea, select, dialog')) return
      show()
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [show])
  return (
    <Dialog ref={dialog.ref} title={texts.keys}>
      <KeyLines lines={lines} />
      <form method="dialog" className="mt-4 flex justify-end">
        <Button>{texts.close}</Button>
      </form>
    </Dialog>
  )
}

/** The same list in the flow of a page. */
export function KeyLines({ lines }: { lines: readonly KeyLine[] }) {
  return (
    <dl className="divide-y divide-line">
      {lines.map(({ keys, does }) => (
        <div key={does} className="flex items-center justify-between gap-6 py-1.5">
          <dt>{does}</dt>
          <dd className="flex gap-1">
            {keys.map((key) => (
              <kbd key={key} className="rounded-sm border border-line bg-sunken px-1.5 font-mono text-sm">
                {key}
              </kbd>
            ))}
          </dd>
        </div>
      ))}
    </dl>
  )
}
