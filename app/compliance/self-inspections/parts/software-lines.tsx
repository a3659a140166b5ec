import { Software } from '~/catalog/parts/software-name'
import { Day } from '~/design/day'
import { Fold } from '~/design/fold'
import { useFormat } from '~/design/format'
import { Money } from '~/design/money'
import { Table } from '~/design/table'
import { useCampaignTexts, usePaperTexts } from '../../parts/texts'
import type { SoftwareFigures } from '../figures'

/** The form's lines by edition, release and source, with sets, amounts and papers, as they stand on the printed form. */
export function SoftwareLines({ lines }: { lines: readonly SoftwareFigures[] }) {
  const texts = useCampaignTexts().inspection
  const { sources } = usePaperTexts().form
  const format = useFormat()
  if (lines.length === 0) return null
  return (
    <div className="mt-2">
      <Fold label={texts.lines(format.number(lines.length))} when>
        <Table
          caption={texts.lines(format.number(lines.length))}
          rows={lines}
          rowKey={({ no }) => no}
          empty={null}
          columns={[
            {
              key: 'software',
              head: texts.product,
              cell: (line) => (
                <>
                  <Software product={line} edition={line.version} editionEn={line.versionEn} />
                  <span className="figure block text-sm text-ink-soft">{line.no}</span>
                </>
              ),
            },
            {
              key: 'source',
              head: texts.source,
              cell: (line) => line.sources.map((source) => sources[source]).join(' · ') || '–',
            },
            {
              key: 'sets',
              head: texts.sets,
              type: 'number',
              narrow: 'hidden',
              cell: ({ sets }) => format.number(sets),
            },
            {
              key: 'licenses',
              head: texts.entitled,
              type: 'number',
              cell: ({ licenses }) => format.number(licenses),
            },
            {
              key: 'installed',
              head: texts.installed,
              type: 'number',
              cell: ({ installed }) => format.number(installed),
            },
            {
              key: 'gap',
              head: texts.gap,
              type: 'number',
              narrow: 'end',
              cell: ({ gap }) => (
                <span className={gap > 0 ? 'font-medium text-risk' : ''}>{format.number(gap)}</span>
              ),
            },
            {
              key: 'amount',
              head: texts.amount,
              type: 'money',
              narrow: 'hidden',
              cell: ({ amount }) => amount !== null && <Money fen={BigInt(amount)} />,
            },
            {
              key: 'papers',
              head: texts.papers,
              narrow: 'hidden',
              cell: ({ licenseNos, evidence, validUntil }) => (
                <>
                  {[...licenseNos, ...evidence].map((no) => (
                    <span key={no} className="block max-w-48 text-sm break-words">
                      {no}
                    </span>
                  ))}
                  {validUntil && (
                    <span className="block text-sm text-ink-soft">
                      {texts.validUntil} <Day on={validUntil} />
                    </span>
                  )}
                </>
              ),
            },
          ]}
        />
      </Fold>
    </div>
  )
}
