import { Link, useLocation } from '@remix-run/react'
import { useId, type ReactNode } from 'react'
import { useFormat } from './format'
import { Icon } from './icons'
import { Pagination, type Paging } from './pagination'
import { sortingOf, sortParam, withParams, type Sorting } from './search-params'
import { BulkBar, RowCheck, useSelection, type BulkAction } from './selection'
import { useDesignTexts } from './texts'

export type Column<Row> = {
  /** The value of `?sort=` and the name in the CSV. */
  key: string
  head: string
  /** Numbers and money stand right; dates and chips stay in one line. */
  type?: 'text' | 'number' | 'money' | 'date' | 'chip'
  cell: (row: Row) => ReactNode
  sortable?: boolean
  /** On a phone: the line's title, its end, a detail of the second line, or not shown. */
  narrow?: 'title' | 'end' | 'detail' | 'hidden'
  /** Among the details of a phone's item its head stands before it, as before every bare figure. */
  named?: boolean
  /** A figure in the foot of the column. */
  foot?: ReactNode
  /** Shown only on demand, by `?columns=all`. */
  extra?: boolean
}

type TableProps<Row> = {
  /** Says what the table lists; shown to screen readers. */
  caption: string
  columns: readonly Column<Row>[]
  rows: readonly Row[]
  rowKey: (row: Row) => string
  /** Where a row leads; the title cell becomes the link and the whole row is its target. */
  rowTo?: (row: Row) => string
  /** How many rows there are in all pages. */
  total?: number
  paging?: Paging
  /** Path of the CSV of exactly what is shown; the present filters are added. */
  csv?: string
  bulk?: { actions: readonly BulkAction[]; nameOf: (row: Row) => string; hidden?: ReactNode }
  /** Shown in place of no rows. */
  empty: ReactNode
}

/** `<Table caption columns rows rowKey rowTo total paging csv bulk empty />`: a list of things; on a phone its rows become two-line items. */
export function Table<Row>(props: TableProps<Row>) {
  const { caption, rows, rowKey, rowTo, total, paging, csv, bulk, empty } = props
  const { search } = useLocation()
  const all = new URLSearchParams(search).get('columns') === 'all'
  const columns = props.columns.filter(({ extra }) => all || !extra)
  const form = useId()
  const selection = useSelection()
  if (rows.length === 0) return <>{empty}</>
  const hasFoot = columns.some((column) => column.foot !== undefined)
  return (
    <div ref={selection.ref} className="group/table @container">
      <ListBar
        total={total}
        csv={csv && `${csv}${withParams(search, {}).replace(/^\?$/, '')}`}
        extra={
          props.columns.some(({ extra }) => extra)
            ? { shown: all, to: withParams(search, { columns: all ? null : 'all' }) }
            : null
        }
      />
      <div className="relative @list:overflow-x-auto @4xl:overflow-x-visible print:overflow-visible">
        <table role="table" className="w-full border-b border-line @max-list:block">
          <caption className="sr-only">{caption}</caption>
          <thead
            role="rowgroup"
            className="@max-list:sr-only @4xl:sticky @4xl:top-(--top) @4xl:z-10 print:static"
          >
            <tr role="row">
              {bulk && (
                <th role="columnheader" scope="col" className={`${headClass} w-8 print:hidden`}>
                  <RowCheck label={selection.texts.selectAll} onChange={selection.toggleAll} />
                </th>
              )}
              {columns.map((column) => (
                <Head key={column.key} column={column} search={search} sorting={sortingOf(search)} />
              ))}
            </tr>
          </thead>
          <tbody role="rowgroup" className="@max-list:block">
            {rows.map((row) => (
              <tr
                key={rowKey(row)}
                role="row"
                className={`relative border-t border-line @list:first:border-t-0 @max-list:flex @max-list:flex-wrap @max-list:items-baseline @max-list:gap-x-3 @max-list:gap-y-0.5 @max-list:py-2.5 @max-list:before:order-2 @max-list:before:w-full @max-list:before:content-[''] ${rowTo ? 'hover:bg-sunken' : ''} ${bulk ? 'has-checked:bg-accent-soft @max-list:pl-9' : ''}`}
              >
                {bulk && (
                  <td
                    role="cell"
                    className="relative z-1 pl-2 print:hidden @max-list:absolute @max-list:top-2.5 @max-list:left-0 @max-list:pl-0"
                  >
                    <RowCheck
                      form={form}
                      value={rowKey(row)}
                      label={selection.texts.selectRow(bulk.nameOf(row))}
                    />
                  </td>
                )}
                {columns.map((column, index) => (
                  <Cell key={column.key} column={column} first={index === 0} row={row} to={rowTo?.(row)} />
                ))}
              </tr>
            ))}
          </tbody>
          {hasFoot && <Foot columns={columns} bulk={Boolean(bulk)} />}
        </table>
      </div>
      {bulk && <BulkBar form={form} count={selection.count} actions={bulk.actions} hidden={bulk.hidden} />}
      {paging && <Pagination {...paging} />}
    </div>
  )
}

type ListBarProps = { total?: number; csv?: string; extra: { shown: boolean; to: string } | null }

function ListBar({ total, csv, extra }: ListBarProps) {
  const format = useFormat()
  const texts = useDesignTexts()
  if (total === undefined && !csv && !extra) return null
  return (
    <div className="mb-1.5 flex flex-wrap items-center gap-x-4 text-sm text-ink-soft">
      <p className="figure mr-auto">{total !== undefined && texts.total(format.number(total))}</p>
      {extra && (
        <Link to={extra.to} preventScrollReset className={`${barLinkClass} @max-list:hidden`}>
          <Icon name={extra.shown ? 'minus' : 'plus'} className="size-3.5" />
          {extra.shown ? texts.fewerColumns : texts.moreColumns}
        </Link>
      )}
      {csv && (
        <a href={csv} download className={barLinkClass}>
          <Icon name="download" className="size-3.5" />
          {texts.csv}
        </a>
      )}
    </div>
  )
}

type HeadProps<Row> = { column: Column<Row>; search: string; sorting: Sorting | null }

function Head<Row>({ column: { key, head, type, sortable }, search, sorting }: HeadProps<Row>) {
  const present = sorting?.key === key ? sorting : null
  return (
    <th
      role="columnheader"
      scope="col"
      aria-sort={present ? (present.descending ? 'descending' : 'ascending') : undefined}
      className={`${headClass} ${isFigure(type) ? 'text-right' : 'text-left'}`}
    >
      {sortable ? (
        <Link
          to={withParams(search, { sort: sortParam(key, sorting) })}
          preventScrollReset
          className={`inline-flex items-center gap-1 hover:text-ink ${present ? 'font-semibold text-ink' : ''}`}
        >
          {head}
          <Icon
            name={present ? (present.descending ? 'arrow-down' : 'arrow-up') : 'sort'}
            className={`size-3 print:hidden ${present ? '' : 'opacity-60'}`}
          />
        </Link>
      ) : (
        head
      )}
    </th>
  )
}

type CellProps<Row> = { column: Column<Row>; first: boolean; row: Row; to?: string }

function Cell<Row>({ column, first, row, to }: CellProps<Row>) {
  const narrow = column.narrow ?? (first ? 'title' : 'detail')
  const content = column.cell(row)
  const linked = to !== undefined && narrow === 'title'
  return (
    <td
      role="cell"
      data-head={column.head}
      className={`${cellClass} ${typeClass[column.type ?? 'text']} ${narrowClass[narrow]} ${isNamed(column, narrow) ? nameClass : ''}`}
    >
      {linked ? (
        // Fifty addresses at once would be too long a question for the server's list of routes.
        // Rows of one list lead to one page: asking for each address beforehand would only make a long question.
        <Link
          to={to}
          discover="none"
          className="font-medium after:absolute after:inset-0 hover:text-accent focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-accent focus-visible:outline-none"
        >
          {content}
        </Link>
      ) : (
        content
      )}
    </td>
  )
}

function Foot<Row>({ columns, bulk }: { columns: readonly Column<Row>[]; bulk: boolean }) {
  return (
    <tfoot role="rowgroup" className="@max-list:block">
      <tr
        role="row"
        className="border-t border-edge font-semibold @max-list:block @max-list:space-y-1 @max-list:py-2.5"
      >
        {bulk && <td role="cell" className="@max-list:hidden print:hidden" />}
        {columns.map(({ key, head, type, foot }) => (
          <td
            key={key}
            role="cell"
            className={`${cellClass} ${typeClass[type ?? 'text']} ${foot === undefined ? '@max-list:hidden' : '@max-list:flex @max-list:justify-between @max-list:gap-x-3'}`}
          >
            {isFigure(type) && <span className="mr-2 font-normal text-ink-soft @list:hidden">{head}</span>}
            {foot}
          </td>
        ))}
      </tr>
    </tfoot>
  )
}

// In a phone's item a bare figure, sum or date says nothing, nor does a bare number on its first line.
const isNamed = <Row,>({ type, named, head }: Column<Row>, narrow: string) =>
  head !== '' &&
  (narrow === 'detail'
    ? named || (type !== undefined && type !== 'text' && type !== 'chip')
    : narrow !== 'hidden' && type === 'number')

const isFigure = (type?: string) => type === 'number' || type === 'money'

const barLinkClass =
  'inline-flex min-h-6 items-center gap-1 hover:text-ink hover:underline pointer-coarse:min-h-row print:hidden'

const headClass =
  'h-row bg-surface px-3 shadow-[inset_0_-1px_0_var(--color-line)] text-sm font-medium text-ink-soft whitespace-nowrap first:pl-2 last:pr-2 print:h-auto print:px-1.5 print:text-xs'
const cellClass =
  'h-row px-3 py-1 align-middle first:pl-2 last:pr-2 @max-list:h-auto @max-list:p-0 @max-list:first:pl-0 @max-list:last:pr-0 print:h-auto print:px-1.5 print:text-xs'

const typeClass = {
  text: 'text-left',
  number: 'figure text-right',
  money: 'figure text-right',
  date: 'figure text-left',
  chip: 'whitespace-nowrap text-left',
}

// By style, so that an empty cell stays empty.
const nameClass =
  '@max-list:whitespace-normal @max-list:not-empty:before:mr-1 @max-list:not-empty:before:text-sm @max-list:not-empty:before:font-normal @max-list:not-empty:before:text-ink-soft @max-list:not-empty:before:content-[attr(data-head)]'

const narrowClass = {
  title:
    'min-w-40 @max-list:order-1 @max-list:text-left @max-list:min-w-0 @max-list:flex-1 @max-list:basis-2/5 @max-list:text-lg',
  end: '@max-list:order-1 @max-list:ml-auto @max-list:shrink-0',
  detail: '@max-list:order-3 @max-list:text-sm @max-list:text-ink-soft @max-list:empty:hidden',
  hidden: '@max-list:hidden',
}
