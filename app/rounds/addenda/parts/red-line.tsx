import { useFormat } from '~/design/format'
import { Table } from '~/design/table'
import { useRoundsTexts } from '../../parts/texts'
import type { Change } from '../changes'

/** What an addendum changes, line by line: as it was, and as it becomes. */
export function RedLine({ changes }: { changes: readonly Change[] }) {
  const texts = useRoundsTexts().addenda
  const fields: Record<string, string> = texts.fields
  const format = useFormat()
  const label = (path: string) => {
    const [head, name] = path.split('.')
    if (head === 'opener') return texts.opener(name!)
    return name === undefined ? fields[head!] : head === 'terms' ? fields[name] : `${head} ${fields[name]}`
  }
  const shown = (path: string, value: Change['from']) =>
    path.endsWith('At')
      ? format.dateTime(new Date(value))
      : path.endsWith('referencePrice')
        ? format.money(BigInt(value))
        : isText(path)
          ? value
          : format.number(Number(value))
  return (
    <Table
      caption={texts.title}
      rows={changes}
      rowKey={({ path }) => path}
      empty={null}
      columns={[
        { key: 'path', head: texts.path, narrow: 'title', cell: ({ path }) => label(path) },
        {
          key: 'from',
          head: texts.from,
          narrow: 'detail',
          cell: ({ path, from }) => (
            <del className={`text-ink-soft ${isText(path) ? 'break-all' : ''}`}>{shown(path, from)}</del>
          ),
        },
        {
          key: 'to',
          head: texts.to,
          narrow: 'detail',
          cell: ({ path, to }) => (
            <ins className={`font-medium no-underline ${isText(path) ? 'break-all' : ''}`}>
              {shown(path, to)}
            </ins>
          ),
        },
      ]}
    />
  )
}

// A key's recipient or a commitment stands as it is.
const isText = (path: string) => path.startsWith('opener.') || path === 'seedCommitment'
