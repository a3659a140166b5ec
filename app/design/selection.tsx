import { Form } from '@remix-run/react'
import { useEffect, useRef, useState, type ChangeEvent, type ReactNode } from 'react'
import { Button, type Look } from './button'
import type { IconName } from './icons'
import { useDesignTexts } from './texts'

/** Posted as `move=…` with one `id` per selected row. */
export type BulkAction = { move: string; label: string; look?: Look; icon?: IconName }

/** Counts what is checked inside `ref`, and checks all of it at once. */
export function useSelection() {
  const ref = useRef<HTMLDivElement>(null)
  const texts = useDesignTexts()
  const [count, setCount] = useState(0)
  useEffect(() => {
    const table = ref.current
    if (!table) return
    const recount = () => setCount(boxesIn(table).filter((box) => box.checked).length)
    table.addEventListener('change', recount)
    recount()
    return () => table.removeEventListener('change', recount)
  }, [])
  const toggleAll = (event: ChangeEvent<HTMLInputElement>) => {
    for (const box of boxesIn(ref.current)) box.checked = event.target.checked
  }
  return { ref, count, toggleAll, texts }
}

function boxesIn(table: HTMLElement | null) {
  return [...(table?.querySelectorAll<HTMLInputElement>('input[name="id"][type="checkbox"]') ?? [])]
}

type RowCheckProps = {
  label: string
  value?: string
  form?: string
  onChange?: (event: ChangeEvent<HTMLInputElement>) => void
}

/** A checkbox as large as a finger, drawn as a small one. */
export function RowCheck({ label, value, form, onChange }: RowCheckProps) {
  return (
    <label className="-m-2 flex size-9 items-center justify-center pointer-coarse:size-11">
      <span className="sr-only">{label}</span>
      <input
        type="checkbox"
        className="size-4"
        onChange={onChange}
        {...(value !== undefined && { name: 'id', value, form })}
      />
    </label>
  )
}

type BulkBarProps = {
  form: string
  count: number
  actions: readonly BulkAction[]
  /** Hidden inputs of the form. */
  hidden?: ReactNode
}

/** Appears when something is selected, also without a script. */
export function BulkBar({ form, count, actions, hidden }: BulkBarProps) {
  const texts = useDesignTexts()
  return (
    <Form
      id={form}
      method="post"
      className="sticky bottom-3 z-20 mx-auto mt-3 hidden w-max max-w-full flex-wrap items-center gap-2 rounded border border-line bg-surface px-3 py-2 shadow-float group-has-[tbody_:checked]/table:flex"
    >
      {hidden}
      <output className="figure mr-2 text-ink-soft empty:hidden">{count > 0 && texts.selected(count)}</output>
      {actions.map(({ move, label, look, icon }) => (
        <Button key={move} name="move" value={move} look={look} icon={icon} size="small">
          {label}
        </Button>
      ))}
    </Form>
  )
}
