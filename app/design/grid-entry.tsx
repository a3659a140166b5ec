import {
  memo,
  useCallback,
  useRef,
  useState,
  type ClipboardEvent,
  type KeyboardEvent,
  type ReactNode,
  type RefObject,
} from 'react'
import { Button } from './button'
import { cellAfter, parseClipboard, pasteInto, whyNotPaste, type Cell, type Cells } from './grid'
import { Icon } from './icons'
import type { Option } from './select-field'
import { useDesignTexts } from './texts'

export type GridColumn = {
  key: string
  head: string
  type?: 'text' | 'number'
  options?: readonly Option[]
  /** Share of the width, 1 unless given. */
  grow?: 1 | 2 | 3
}

type GridEntryProps = {
  /** Cells are posted as `name.row.key`, rows from 0. */
  name: string
  caption: string
  columns: readonly GridColumn[]
  rows: Cells
  /** Empty rows offered at the end, also where no script runs. */
  spare?: number
  /** `row.key` → what is wrong and what is expected. */
  errors?: Readonly<Record<string, string>>
  /** Another way to fill the grid, below it: what stands in it now, and how other rows take its place. */
  children?: (rows: Cells, replace: (rows: Cells) => void) => ReactNode
}

/** `<GridEntry name="tiers" caption columns rows errors />`: a table of inputs that takes a paste and the keys of a spreadsheet. */
export function GridEntry({
  name,
  caption,
  columns,
  rows,
  spare = 1,
  errors = {},
  children,
}: GridEntryProps) {
  const texts = useDesignTexts()
  const table = useRef<HTMLTableElement>(null)
  const { cells, change, paste: put, add, remove, replace } = useCells(rows, columns.length, spare)
  const [refused, setRefused] = useState(false)
  const paste = useCallback(
    (at: Cell, text: string) => {
      const tooMuch = whyNotPaste(text) !== null
      setRefused(tooMuch)
      if (!tooMuch) put(at, text)
    },
    [put],
  )
  const onKeyDown = useGridKeys(table, cells.length, columns.length)
  return (
    <div>
      <div className="relative overflow-x-auto rounded border border-line">
        <table ref={table} onKeyDown={onKeyDown} className="w-full min-w-max table-fixed">
          <caption className="sr-only">{caption}</caption>
          <thead>
            <tr className="bg-sunken text-sm text-ink-soft">
              <th scope="col" className="w-10 px-2 py-1.5 text-right font-medium">
                <span aria-hidden>#</span>
                <span className="sr-only">{texts.rowHead}</span>
              </th>
              {columns.map(({ key, head, type, grow = 1 }) => (
                <th
                  key={key}
                  scope="col"
                  className={`border-l border-line px-2.5 py-1.5 font-medium ${widths[grow]} ${type === 'number' ? 'text-right' : 'text-left'}`}
                >
                  {head}
                </th>
              ))}
              <th scope="col" className="w-11">
                <span className="sr-only">{texts.moreActions}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {cells.map(({ id, values }, row) => (
              <GridRow key={id} {...{ name, columns, values, row, errors, change, paste, remove }} />
            ))}
          </tbody>
        </table>
      </div>
      {refused && (
        <p role="alert" className="mt-2 text-sm text-risk">
          {texts.pasteTooMuch}
        </p>
      )}
      <CellErrors name={name} columns={columns} errors={errors} />
      <div className="mt-2 flex flex-wrap items-center gap-3">
        <Button type="button" size="small" icon="plus" onClick={add}>
          {texts.addRow}
        </Button>
        <p className="text-sm text-ink-soft">{texts.pasteHint}</p>
      </div>
      {children?.(
        cells.map(({ values }) => values),
        replace,
      )}
    </div>
  )
}

type GridRowProps = Pick<GridEntryProps, 'name' | 'columns'> & {
  values: readonly string[]
  row: number
  errors: Readonly<Record<string, string>>
  change: (row: number, column: number, value: string) => void
  paste: (at: Cell, text: string) => void
  remove: (row: number) => void
}

const GridRow = memo(function GridRow({
  name,
  columns,
  values,
  row,
  errors,
  change,
  paste,
  remove,
}: GridRowProps) {
  const texts = useDesignTexts()
  const onPaste = (column: number) => (event: ClipboardEvent) => {
    const text = event.clipboardData.getData('text/plain')
    if (whyNotPaste(text) === null && !/[\t\n]/.test(text.trimEnd())) return
    event.preventDefault()
    paste({ row, column }, text)
  }
  return (
    <tr className="border-t border-line">
      <th scope="row" className="figure px-2 text-right text-sm font-normal text-ink-soft">
        {row + 1}
      </th>
      {columns.map(({ key, head, type, options }, column) => {
        const wrong = errors[`${row}.${key}`]
        const shared = {
          name: `${name}.${row}.${key}`,
          id: `${name}.${row}.${key}`,
          value: values[column] ?? '',
          'data-cell': `${row}.${column}`,
          'aria-label': `${head}, ${texts.row(row + 1)}`,
          'aria-invalid': wrong ? (true as const) : undefined,
          'aria-describedby': wrong ? `${name}.${row}.${key}-error` : undefined,
          onPaste: onPaste(column),
          className: `min-h-row w-full px-2.5 focus-visible:outline-2 focus-visible:-outline-offset-2 ${type === 'number' ? 'text-right' : ''} ${wrong ? 'bg-risk-soft text-risk' : 'bg-transparent'}`,
        }
        return (
          <td key={key} className="border-l border-line p-0" title={wrong}>
            {options ? (
              <select {...shared} onChange={(event) => change(row, column, event.target.value)}>
                <option value="" />
                {options.map(({ value, label }) => (
                  <option key={value} value={value}>
                    {label}
                  </option>
                ))}
              </select>
            ) : (
              <input
                {...shared}
                inputMode={type === 'number' ? 'decimal' : undefined}
                autoComplete="off"
                onChange={(event) => change(row, column, event.target.value)}
              />
            )}
          </td>
        )
      })}
      <td className="p-0 text-center">
        <button
          type="button"
          tabIndex={-1}
          aria-label={texts.removeRow(row + 1)}
          onClick={() => remove(row)}
          className="inline-flex size-9 items-center justify-center rounded-sm text-ink-soft hover:bg-sunken hover:text-risk pointer-coarse:size-11"
        >
          <Icon name="cross" className="size-3.5" />
        </button>
      </td>
    </tr>
  )
})

function CellErrors({
  name,
  columns,
  errors,
}: Required<Pick<GridEntryProps, 'name' | 'columns' | 'errors'>>) {
  const texts = useDesignTexts()
  const entries = Object.entries(errors)
  if (entries.length === 0) return null
  return (
    <ul className="mt-2 space-y-0.5 text-sm text-risk">
      {entries.map(([place, message]) => {
        const [row, key] = place.split('.')
        const head = columns.find((column) => column.key === key)?.head ?? ''
        return (
          <li key={place} id={`${name}.${place}-error`}>
            <a href={`#${name}.${place}`} className="underline underline-offset-3">
              {texts.cellError(Number(row) + 1, head)}
            </a>
            {': '}
            {message}
          </li>
        )
      })}
    </ul>
  )
}

type Line = { id: number; values: readonly string[] }

/** The cells with an identity per row, so that removing one leaves the inputs of the others alone. */
function useCells(rows: Cells, columns: number, spare: number) {
  const next = useRef(rows.length + spare)
  const blank = (): Line => ({ id: next.current++, values: Array<string>(columns).fill('') })
  const [cells, setCells] = useState<readonly Line[]>(() =>
    Array.from({ length: rows.length + spare }, (_, id) => ({
      id,
      values: rows[id] ?? Array<string>(columns).fill(''),
    })),
  )
  const change = useCallback((row: number, column: number, value: string) => {
    setCells((lines) =>
      lines.map((line, index) =>
        index === row ? { ...line, values: line.values.with(column, value) } : line,
      ),
    )
  }, [])
  const paste = useCallback(
    (at: Cell, text: string) => {
      setCells((lines) => {
        const pasted = pasteInto(
          lines.map((line) => line.values),
          at,
          parseClipboard(text),
          columns,
        )
        return pasted.map((values, row) => ({ id: lines[row]?.id ?? next.current++, values }))
      })
    },
    [columns],
  )
  const remove = useCallback((row: number) => setCells((lines) => lines.toSpliced(row, 1)), [])
  const add = () => setCells((lines) => [...lines, blank()])
  const replace = (rows: Cells) =>
    setCells(
      rows.map((values) => ({ id: next.current++, values: blank().values.map((_, at) => values[at] ?? '') })),
    )
  return { cells, change, paste, add, remove, replace }
}

/** Arrows and Enter move between cells; left and right only from the edge of what is written, or when all of it is selected. */
function useGridKeys(table: RefObject<HTMLTableElement>, rows: number, columns: number) {
  return (event: KeyboardEvent) => {
    const input = event.target as HTMLInputElement
    const [row, column] = (input.dataset['cell'] ?? '').split('.').map(Number)
    if (row === undefined || column === undefined || event.altKey || event.ctrlKey || event.metaKey) return
    if (input.tagName === 'SELECT' && event.key !== 'Enter') return
    const [start, end] = [input.selectionStart, input.selectionEnd]
    const inside = !(start === 0 && end === input.value.length)
    if (event.key === 'ArrowLeft' && inside && end !== 0) return
    if (event.key === 'ArrowRight' && inside && start !== input.value.length) return
    if (event.key === 'Enter') event.preventDefault()
    const target = cellAfter(event.key, { row, column }, rows, columns)
    if (!target) return
    event.preventDefault()
    const cell = table.current?.querySelector<HTMLInputElement>(
      `[data-cell="${target.row}.${target.column}"]`,
    )
    cell?.focus()
    if (cell?.tagName === 'INPUT') cell.select()
  }
}

const widths = { 1: 'w-32', 2: 'w-64', 3: 'w-96' }
