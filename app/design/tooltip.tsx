import { useId, type ReactNode } from 'react'

/** `<Tooltip text="counted without the day of publication">5 working days</Tooltip>`: explains on hover and on focus, over the nearest `relative` block. */
export function Tooltip({ text, children }: { text: string; children: ReactNode }) {
  const id = useId()
  return (
    <span className="group/tip inline-block">
      <button
        type="button"
        aria-describedby={id}
        className="cursor-help text-left underline decoration-dotted decoration-edge underline-offset-3"
      >
        {children}
      </button>
      <span
        role="tooltip"
        id={id}
        className="absolute bottom-full left-0 z-30 mb-1 hidden w-72 max-w-full rounded border border-line bg-surface px-2.5 py-1.5 text-left text-sm font-normal whitespace-normal text-ink shadow-float group-focus-within/tip:block group-hover/tip:block"
      >
        {text}
      </span>
    </span>
  )
}
