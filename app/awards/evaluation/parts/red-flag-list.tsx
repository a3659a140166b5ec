import { Empty } from '~/design/empty'
import { useFormat } from '~/design/format'
import { useNamed } from '~/design/named'
import { Section } from '~/design/section'
import { Table } from '~/design/table'
import { useAwardTexts } from '../../parts/texts'
import type { RedFlags } from '../screening.server'

/** Indicators over the published open data that concern this round's lots and bidders. */
export function RedFlagList({ red: { flags, lots, isPublished } }: { red: RedFlags }) {
  const texts = useAwardTexts().screens.red
  const format = useFormat()
  const named = useNamed()
  return (
    <Section
      title={texts.title}
      count={flags.length}
      sentence={`${texts.lead(format.number(lots))}${isPublished ? '' : texts.notYet}`}
    >
      <Table
        caption={texts.title}
        rows={flags}
        rowKey={(flag) => `${flag.code} ${'lot' in flag ? flag.lot : flag.tenderer}`}
        empty={<Empty title={texts.none} why={texts.noneWhy} icon="search" />}
        columns={[
          { key: 'code', head: texts.code, narrow: 'detail', cell: ({ code }) => <code>{code}</code> },
          { key: 'what', head: texts.what, narrow: 'title', cell: ({ code }) => texts.codes[code] },
          {
            key: 'about',
            head: texts.about,
            narrow: 'detail',
            cell: (flag) => ('lot' in flag ? flag.lot : named(flag.name, flag.nameEn)),
          },
          {
            key: 'value',
            head: texts.value,
            type: 'number',
            narrow: 'end',
            cell: ({ code, value }) =>
              code === 'R035' || code === 'R036' ? format.number(value) : format.percent(value),
          },
        ]}
      />
    </Section>
  )
}
