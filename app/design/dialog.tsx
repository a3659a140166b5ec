import { forwardRef, useId, useRef, type ReactNode } from 'react'

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

/** The dialog's handle: `show` is modal and puts the focus on what is marked with `data-first`, if anything is. */
export function useDialog() {
  const ref = useRef<HTMLDialogElement>(null)
  const close = () => ref.current?.close()
  const show = () => {
    close()
    ref.current?.showModal()
    ref.current?.querySelector<HTMLElement>('[data-first]')?.focus()
  }
  return { ref, show, close }
}
