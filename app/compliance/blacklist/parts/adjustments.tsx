import { Moment } from '~/design/moment'
import { Section } from '~/design/section'
import { useBlacklistTexts } from '../../parts/texts'

type AdjustmentsProps = {
  rows: readonly {
    year: number
    note: string | null
    publishedAt: Date | null
    kept: number | null
    removed: number | null
    added: number | null
  }[]
}

/** The notices of the yearly adjustments, as everybody reads them: figures and text, no name of who was taken off. */
export function Adjustments({ rows }: AdjustmentsProps) {
  const texts = useBlacklistTexts().adjustment
  return rows.map(({ year, note, publishedAt, kept, removed, added }) => (
    <Section key={year} title={texts.notice(year)}>
      <p className="max-w-prose whitespace-pre-line">{note}</p>
      <p className="mt-1 text-ink-soft">
        {texts.figures(kept ?? 0, removed ?? 0, added ?? 0)} {publishedAt && <Moment at={publishedAt} day />}
      </p>
    </Section>
  ))
}
