import { forwardRef, useCallback, useId, useRef, type ReactNode } from 'react'

type DialogProps = {
  id?: string
  title: string
  /** Shown from the start, for pages that are asked for with the dialog open. */
  open?: boolean
  children: ReactNode
}

/** `const d = useDialog(); <Dialog ref={d.ref} title="…">…</Dialog>; d.show()`: the native dialog, modal when a script opens it. */
export const Dialog = forwardRef<HTMLDialogElement, DialogProps>(function Dialog(
  { id, title, open, children },
  ref,
) {
  const heading = useId()
  return (
    <dialog
      ref={ref}
      id={id}
      open={open}
      aria-labelledby={heading}
      className="fixed inset-x-0 top-16 z-40 m-auto max-h-[calc(100dvh-2rem)] w-[min(32rem,calc(100vw-2rem))] overflow-auto rounded border border-line bg-surface p-5 text-left whitespace-normal text-ink shadow-float modal:top-0 max-sm:modal:mb-4 print:hidden"
    >
      <h2 id={heading} className="text-lg leading-tight font-semibold text-balance">
        {title}
      </h2>
      <div className="mt-2">{children}</div>
    </dialog>
  )
})

/** The dialog's handle: `show` is modal; the focus goes to the first wrong field, else to what is marked `data-first`. */
export function useDialog() {
  const ref = useRef<HTMLDialogElement>(null)
  const close = useCallback(() => ref.current?.close(), [])
  const show = useCallback(() => {
    const dialog = ref.current
    dialog?.close()
    dialog?.showModal()
    const first =
      dialog?.querySelector<HTMLElement>('[aria-invalid]') ??
      dialog?.querySelector<HTMLElement>('[data-first]')
    first?.focus()
  }, [])
  return { ref, show, close }
}
