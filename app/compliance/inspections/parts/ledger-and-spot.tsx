import { Form } from '@remix-run/react'
import { Button } from '~/design/button'
import { Chip } from '~/design/chip'
import { FileDrop } from '~/design/file-drop'
import type { Meaning } from '~/design/meaning'
import { Moment } from '~/design/moment'
import { useNamed } from '~/design/named'
import { Notice } from '~/design/notice'
import { Section } from '~/design/section'
import { type Answer, problemOf } from '~/web/answer'
import { AnswerSummary } from '~/web/checked-form'
import { KeyField } from '~/web/key-field'
import { useCampaignTexts, useInspectionTexts } from '../../parts/texts'
import { differences, type Listed } from '../verdicts'

type Listing = { ledger: Listed[]; known: boolean; spot: Listed[] | null; spotAt: Date | null }

/** What the register says of the computer, and what the file taken on the spot says differently. */
export function LedgerAndSpot({ listing, answer }: { listing: Listing; answer: Answer | undefined }) {
  const texts = useInspectionTexts().check
  const mine = answer?.values.move === 'read' ? answer : undefined
  const differs = differences(listing)
  return (
    <div>
      <Section title={texts.ledger} count={listing.ledger.length}>
        {!listing.known && <Notice meaning="attention">{texts.unknown}</Notice>}
        {listing.ledger.length > 0 ? (
          <Rows rows={listing.ledger} />
        ) : (
          listing.known && <p className="text-ink-soft">{texts.ledgerNone}</p>
        )}
      </Section>
      <Section title={texts.spot} {...(listing.spot && { count: listing.spot.length })}>
        {listing.spotAt && listing.spot && differs && (
          <div className="mb-4 space-y-3">
            <p className="text-ink-soft">
              {texts.spotRead} <Moment at={listing.spotAt} />
            </p>
            <Rows rows={listing.spot} />
            {differs.onlyOnSpot.length + differs.onlyInLedger.length === 0 ? (
              <Notice meaning="ok">{texts.spotSame}</Notice>
            ) : (
              <>
                <Differing title={texts.onlyOnSpot} rows={differs.onlyOnSpot} />
                <Differing title={texts.onlyInLedger} rows={differs.onlyInLedger} />
              </>
            )}
          </div>
        )}
        <Form method="post" encType="multipart/form-data" className="space-y-3">
          <KeyField />
          <input type="hidden" name="move" value="read" />
          {mine && <AnswerSummary answer={mine} />}
          <FileDrop name="file" label={texts.file} hint={texts.fileHint} error={problemOf(mine, 'file')} />
          <Button>{texts.read}</Button>
        </Form>
      </Section>
    </div>
  )
}

function Differing({ title, rows }: { title: string; rows: readonly Listed[] }) {
  const named = useNamed()
  if (rows.length === 0) return null
  return (
    <Notice meaning="attention" title={title}>
      {rows.map(({ nameZh, nameEn }) => named(nameZh, nameEn)).join(' · ')}
    </Notice>
  )
}

const meanings: Record<Listed['standing'], Meaning> = {
  covered: 'ok',
  uncovered: 'risk',
  undetermined: 'attention',
}

function Rows({ rows }: { rows: readonly Listed[] }) {
  const texts = useInspectionTexts().check
  const categories: Record<string, string> = useCampaignTexts().categories
  const named = useNamed()
  return (
    <ul className="divide-y divide-line border-y border-line">
      {rows.map((row) => (
        <li key={`${row.slug} ${row.release}`} className="flex min-h-11 items-center gap-3 py-1">
          <span className="min-w-0 flex-1">
            {[named(row.nameZh, row.nameEn), named(row.edition, row.editionEn ?? null), row.release]
              .filter(Boolean)
              .join(' ')}
            <span className="block text-sm text-ink-soft">{categories[row.category] ?? row.category}</span>
          </span>
          <Chip meaning={row.class === 'licensable' ? meanings[row.standing] : 'quiet'}>
            {row.class === 'licensable' ? texts.standing[row.standing] : texts.free}
          </Chip>
        </li>
      ))}
    </ul>
  )
}
