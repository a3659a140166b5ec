import { Chip } from '~/design/chip'
import { useFormat } from '~/design/format'
import { LinkButton } from '~/design/link-button'
import { type Day, startOf } from '~/kernel/workdays'
import { useLedgerTexts } from '../../parts/texts'
import { lateFrom } from '../periods'
import type { LedgerKey } from '../sheets'

const ledgers = [
  ['one', '1'],
  ['two', '2'],
  ['three', '3'],
] as const

type LedgerFilesProps = {
  counts: Record<LedgerKey, number>
  /** when each was last taken along */
  exports: Partial<Record<LedgerKey, Day>>
  today: Day
  held: boolean
}

/** The three ledgers with what each holds, to be downloaded. */
export function LedgerFiles({ counts, exports, today, held }: LedgerFilesProps) {
  const texts = useLedgerTexts()
  const format = useFormat()
  return (
    <ul className="mt-4 divide-y divide-line border-y border-line">
      {ledgers.map(([key, file]) => (
        <li key={key} className="flex flex-wrap items-center gap-x-6 gap-y-2 py-3">
          <span className="min-w-0 flex-1 basis-72">
            <span className="font-medium">{texts.names[key]}</span>
            <span className="block text-ink-soft">{texts.whats[key]}</span>
          </span>
          <span className="text-sm text-ink-soft">
            {texts.periods[key]}
            <span className="block">
              <Taken on={exports[key]} late={exports[key] && lateFrom(key, exports[key])} today={today} />
            </span>
          </span>
          <span className="figure text-sm text-ink-soft">
            {texts.rows} {format.number(counts[key])}
          </span>
          {!held && (
            <LinkButton to={`/compliance/ledgers/${file}.xlsx`} icon="download" reloadDocument>
              {texts.download}
            </LinkButton>
          )}
        </li>
      ))}
    </ul>
  )
}

function Taken({ on, late, today }: { on: Day | undefined; late: Day | undefined; today: Day }) {
  const texts = useLedgerTexts()
  const format = useFormat()
  if (!on || !late) return <Chip meaning="attention">{texts.neverTaken}</Chip>
  if (today >= late) return <Chip meaning="attention">{texts.late(format.date(startOf(on)))}</Chip>
  return texts.taken(format.date(startOf(on)), format.date(startOf(late)))
}
