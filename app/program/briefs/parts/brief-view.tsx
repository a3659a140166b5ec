import { DistrictGrid } from '~/design/charts/district-grid'
import { Facts } from '~/design/facts'
import { useFormat } from '~/design/format'
import { useLocale } from '~/design/locale'
import { Section } from '~/design/section'
import { Table } from '~/design/table'
import { KnownShare } from '~/compliance/parts/known-share'
import { PlainText } from '../../parts/plain-text'
import { useProgramTexts } from '../../parts/texts'
import { type BriefFigures, type Place, savedOf, shareOf } from '../figures'
import { useBriefTexts } from './texts'

type BriefViewProps = { brief: { figures: BriefFigures; body: string; bodyEn: string } }

/** What a brief tells: its figures first, then what the office says of them. */
export function BriefView({ brief }: BriefViewProps) {
  const texts = useBriefTexts()
  const zh = useLocale() === 'zh'
  const { figures } = brief
  const body = zh ? brief.body : brief.bodyEn || brief.body
  return (
    <>
      <Section title={texts.figures}>
        <KeyFigures figures={figures} />
        {figures.known && <KnownShare known={figures.known} />}
      </Section>
      <div className="mt-8 grid gap-x-10 gap-y-8 lg:grid-cols-2">
        <Places title={texts.byDistrict} places={figures.districts} />
        {figures.sectors.length > 0 && <Places title={texts.bySector} places={figures.sectors} />}
      </div>
      {figures.rounds.length > 0 && <Rounds figures={figures} />}
      {(figures.listed.length > 0 || figures.removed > 0) && (
        <Section title={texts.blacklist}>
          <ul className="list-disc space-y-1 pl-5">
            {figures.listed.map(({ name, uscc, decisionNo, ground }) => (
              <li key={decisionNo}>{texts.listed(name, uscc, decisionNo, ground)}</li>
            ))}
            {figures.removed > 0 && <li>{texts.removed(figures.removed)}</li>}
          </ul>
        </Section>
      )}
      {body.trim() !== '' && (
        <Section title={texts.comment}>
          <PlainText>{body}</PlainText>
        </Section>
      )}
    </>
  )
}

function KeyFigures({ figures }: { figures: BriefFigures }) {
  const texts = useBriefTexts()
  const { measures } = useProgramTexts()
  const format = useFormat()
  const saved = savedOf(figures)
  const reference = BigInt(figures.reference)
  return (
    <Facts
      layout="strip"
      items={[
        {
          label: texts.compliant,
          value: texts.ofAll(format.number(figures.compliant), format.number(figures.enterprises)),
          hint: texts.compliantHint(format.number(figures.compliantBefore)),
        },
        { label: texts.gaps, value: format.number(figures.gaps) },
        ...Object.entries(figures.measures)
          .toSorted()
          .map(([name, value]) => ({
            label: measures[name as keyof typeof measures],
            value: format.number(value),
          })),
        {
          label: texts.saved,
          value: format.money(saved),
          ...(reference > 0n && {
            hint: texts.savedHint(format.percent(Number(saved) / Number(reference))),
          }),
        },
        {
          label: texts.mediated,
          value: figures.mediated === null ? texts.fewer : format.number(figures.mediated),
        },
        {
          label: texts.trainings,
          value: texts.trained(format.number(figures.trainings), format.number(figures.attended)),
        },
      ]}
    />
  )
}

function Places({ title, places }: { title: string; places: readonly Place[] }) {
  const texts = useBriefTexts()
  const format = useFormat()
  const zh = useLocale() === 'zh'
  const nameOf = (place: Place) => (zh ? place.nameZh : place.nameEn)
  const best = places
    .filter((place) => (shareOf(place) ?? 0) > 0)
    .toSorted((a, b) => shareOf(b)! - shareOf(a)!)[0]
  return (
    <Section title={title}>
      <DistrictGrid
        title={best ? texts.best(nameOf(best), format.percent(shareOf(best)!)) : title}
        heads={[texts.place, texts.share, texts.enterprises]}
        tiles={places.map((place) => ({
          label: nameOf(place),
          share: shareOf(place),
          count: place.enterprises,
        }))}
      />
    </Section>
  )
}

function Rounds({ figures }: { figures: BriefFigures }) {
  const texts = useBriefTexts()
  const format = useFormat()
  const zh = useLocale() === 'zh'
  return (
    <Section title={texts.rounds} count={figures.rounds.length}>
      <Table
        caption={texts.rounds}
        rows={figures.rounds}
        rowKey={({ number }) => number}
        empty={null}
        columns={[
          {
            key: 'round',
            head: texts.round,
            cell: ({ title, titleEn }) => (zh ? title : (titleEn ?? title)),
          },
          { key: 'number', head: texts.number, cell: ({ number }) => <code>{number}</code> },
          {
            key: 'licenses',
            head: texts.licenses,
            type: 'number',
            narrow: 'hidden',
            cell: ({ licenses }) => format.number(licenses),
            foot: format.number(figures.rounds.reduce((sum, { licenses }) => sum + licenses, 0)),
          },
          {
            key: 'paid',
            head: texts.paid,
            type: 'money',
            narrow: 'hidden',
            cell: ({ paid }) => format.money(BigInt(paid)),
            foot: format.money(BigInt(figures.paid)),
          },
          {
            key: 'saved',
            head: texts.savedHead,
            type: 'money',
            narrow: 'end',
            cell: (round) => format.money(savedOf(round)),
            foot: format.money(savedOf(figures)),
          },
        ]}
      />
    </Section>
  )
}
