import { useFormat } from '~/design/format'
import { Hash } from '~/design/hash'
import { Table } from '~/design/table'
import { useInventoryTexts } from '../../parts/texts'
import type { SourceReport } from '../reporting'

/** What became of each file of an upload: how it was understood, and its rows by fate. */
export function Sources({ sources }: { sources: readonly SourceReport[] }) {
  const texts = useInventoryTexts()
  const all = texts.sources
  const format = useFormat()
  const words: Record<string, string> = texts.problems
  return (
    <Table
      caption={all.caption}
      rows={sources}
      rowKey={({ source }) => String(source)}
      empty={null}
      columns={[
        { key: 'file', head: all.file, cell: ({ file, member }) => member ?? file },
        {
          key: 'format',
          head: all.format,
          cell: ({ format: kind, fatal }) =>
            fatal ? (
              <span className="text-risk">{words[fatal] ?? fatal}</span>
            ) : (
              ((texts.formats as Record<string, string>)[kind ?? ''] ?? kind)
            ),
        },
        {
          key: 'encoding',
          head: all.encoding,
          narrow: 'hidden',
          cell: ({ encoding, repair }) =>
            [encoding, repair && all.repaired(repair)].filter(Boolean).join(' · '),
        },
        {
          key: 'software',
          head: all.rows,
          type: 'number',
          cell: ({ software, license, antivirus }) => format.number(software + license + antivirus),
        },
        { key: 'ignored', head: all.ignored, type: 'number', cell: ({ ignored }) => format.number(ignored) },
        { key: 'warning', head: all.warning, type: 'number', cell: ({ warning }) => format.number(warning) },
        {
          key: 'refused',
          head: all.refused,
          type: 'number',
          cell: ({ refused }) => (
            <span className={refused > 0 ? 'font-medium text-risk' : ''}>{format.number(refused)}</span>
          ),
        },
        {
          key: 'sha256',
          head: 'SHA-256',
          extra: true,
          cell: ({ sha256 }) => sha256 && <Hash value={sha256} short />,
        },
      ]}
    />
  )
}
