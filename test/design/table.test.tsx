import { expect, test } from 'vitest'
import { type Column, Table } from '~/design/table'
import { render } from './render'

type Row = { id: string }
const table = (columns: readonly Column<Row>[], bulk = false) =>
  render(
    <Table
      caption="Orders"
      rows={[{ id: 'one' }]}
      rowKey={({ id }) => id}
      columns={columns}
      empty={null}
      {...(bulk && { bulk: { actions: [], nameOf: ({ id }: Row) => id } })}
    />,
  )
const cellOf = (html: string, head: string) => new RegExp(`<td[^>]*data-head="${head}"[^>]*>`).exec(html)![0]

test('in a phone’s item figures, sums and dates carry the name of their column; words and states speak for themselves', async () => {
  const html = await table([
    { key: 'a', head: 'Order', cell: () => 'MO-1' },
    { key: 'b', head: 'Buyer', cell: () => 'Jinghe' },
    { key: 'c', head: 'Units', type: 'number', cell: () => 3 },
    { key: 'd', head: 'Amount', type: 'money', cell: () => '¥3.00' },
    { key: 'e', head: 'Placed', type: 'date', cell: () => '2026-11-24' },
    { key: 'f', head: 'Gap', type: 'number', narrow: 'end', cell: () => 3 },
    { key: 'g', head: 'State', type: 'chip', narrow: 'end', cell: () => 'Paid' },
    { key: 'h', head: 'Rank', type: 'number', narrow: 'hidden', cell: () => 3 },
  ])
  const isNamed = (head: string) => cellOf(html, head).includes('content-[attr(data-head)]')
  expect(['Units', 'Amount', 'Placed', 'Gap'].filter((head) => !isNamed(head))).toEqual([])
  expect(['Order', 'Buyer', 'State', 'Rank'].filter(isNamed)).toEqual([])
})

test('only in a list with ticks a ticked box marks its row', async () => {
  const columns: Column<Row>[] = [{ key: 'a', head: 'Order', cell: () => <input type="checkbox" /> }]
  expect(await table(columns)).not.toContain('has-checked:')
  expect(await table(columns, true)).toContain('has-checked:')
})
