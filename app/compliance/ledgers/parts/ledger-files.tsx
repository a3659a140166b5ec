import { useFormat } from '~/design/format'
import { LinkButton } from '~/design/link-button'
import { useLedgerTexts } from '../../parts/texts'

const ledgers = [
  ['one', '1'],
  ['two', '2'],
  ['three', '3'],
] as const

type LedgerFilesProps = { counts: Record<'one' | 'two' | 'three', number>; held: boolean }

/** The three ledgers with what each holds, to be downloaded. */
export function LedgerFiles({ counts, held }: LedgerFilesProps) {
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
          <span className="text-sm text-ink-soft">{texts.periods[key]}</span>
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
