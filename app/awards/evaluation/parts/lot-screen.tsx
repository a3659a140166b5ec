import { useSubject } from '~/demands/parts/subject'
import { Chip } from '~/design/chip'
import { useFormat } from '~/design/format'
import { Section } from '~/design/section'
import { Table } from '~/design/table'
import { useAwardTexts } from '../../parts/texts'
import type { ScreenedLot, Screens } from '../screening.server'

type LotScreenProps = { lot: ScreenedLot; nameOf: (vendorId: string) => string; marks: Screens['marks'] }

/** How the prices of one lot lie together, at each common volume; and what else of its bids is alike. */
export function LotScreen({ lot, nameOf, marks }: LotScreenProps) {
  const texts = useAwardTexts().screens
  const format = useFormat()
  const subject = useSubject()
  const ratio = (value: number) => (Math.round(value * 100) / 100).toFixed(2)
  return (
    <Section
      title={`${lot.code} ${subject(lot)}`}
      count={lot.bids}
      sentence={lot.screens.length === 0 ? texts.tooFew : undefined}
    >
      {lot.screens.length > 0 && (
        <Table
          caption={texts.caption(lot.code)}
          rows={lot.screens}
          rowKey={({ volume }) => String(volume)}
          empty={null}
          columns={[
            {
              key: 'volume',
              head: texts.volume,
              narrow: 'title',
              cell: ({ volume }) => format.number(volume),
            },
            {
              key: 'cv',
              head: texts.cv,
              type: 'number',
              narrow: 'detail',
              cell: ({ screen }) => format.percent(screen.cv),
            },
            {
              key: 'diffp',
              head: texts.diffp,
              type: 'number',
              narrow: 'detail',
              cell: ({ screen }) => format.percent(screen.diffp),
            },
            {
              key: 'rd',
              head: texts.rd,
              type: 'number',
              narrow: 'detail',
              cell: ({ screen }) => (screen.rd === null ? '–' : ratio(screen.rd)),
            },
            {
              key: 'spread',
              head: texts.spread,
              type: 'number',
              narrow: 'detail',
              cell: ({ screen }) => format.percent(screen.spread),
            },
            {
              key: 'flags',
              head: texts.flags,
              type: 'chip',
              narrow: 'end',
              cell: ({ screen }) =>
                screen.flags.length === 0 ? (
                  <span className="text-ink-soft">{texts.noFlag}</span>
                ) : (
                  <span className="inline-flex flex-wrap gap-1">
                    {screen.flags.map((flag) => (
                      <Chip key={flag} meaning="attention">
                        {texts.flag[flag]}
                      </Chip>
                    ))}
                  </span>
                ),
            },
          ]}
        />
      )}
      <Alike lot={lot} nameOf={nameOf} marks={marks} />
    </Section>
  )
}

function Alike({ lot, nameOf, marks }: LotScreenProps) {
  const { groups, likenesses, rotation, avoiding, withdrawn, shared, subcontracted } = lot
  const texts = useAwardTexts().screens
  const format = useFormat()
  const named = (vendors: readonly string[]) => vendors.map(nameOf).join(texts.and)
  const remarks = [
    ...groups.slice(0, 3).map(({ vendors, cv }) => ({
      key: `group ${vendors.join()}`,
      text: texts.group(named(vendors), format.percent(cv)),
    })),
    ...likenesses.map(({ vendors, likeness }) => ({
      key: `${likeness} ${vendors.join()}`,
      text: texts.likeness[likeness](named(vendors)),
    })),
    ...shared.map(({ kind, vendors }) => ({
      key: `${kind} ${vendors.join()}`,
      text: `${texts.shared[kind](named(vendors))} ${texts.sharedBase(
        format.number(marks[kind].shared),
        format.number(marks[kind].rounds),
      )}`,
    })),
    ...(rotation ? [{ key: 'rotation', text: texts.rotation(named(rotation)) }] : []),
    ...avoiding.map((pair) => ({ key: `avoiding ${pair.join()}`, text: texts.avoiding(named(pair)) })),
    ...(withdrawn.length > 0 ? [{ key: 'withdrawn', text: texts.withdrawn(named(withdrawn)) }] : []),
    ...(subcontracted.length > 0
      ? [{ key: 'subcontracted', text: texts.subcontracted(named(subcontracted)) }]
      : []),
  ]
  if (remarks.length === 0) return <p className="mt-3 text-ink-soft">{texts.nothingAlike}</p>
  return (
    <ul className="mt-3 list-disc space-y-1 pl-5">
      {remarks.map(({ key, text }) => (
        <li key={key}>{text}</li>
      ))}
    </ul>
  )
}
