import { useFormat } from '~/design/format'
import { Section } from '~/design/section'
import { Table } from '~/design/table'
import { TextLink } from '~/design/text-link'
import type { listWishes } from '../../queries.server'
import { useSubject } from '../../parts/subject'
import { useDemandsTexts } from '../../parts/texts'
import { WishChip } from './wish-chip'

type Wish = Awaited<ReturnType<typeof listWishes>>[number]

/** Needs of one kind that gather: bands, never quantities. */
export function WishList({ wishes }: { wishes: readonly Wish[] }) {
  const texts = useDemandsTexts()
  const format = useFormat()
  const subject = useSubject()
  if (wishes.length === 0) return null
  return (
    <Section
      title={texts.wishes}
      count={wishes.length}
      sentence={texts.wishesLead}
      actions={<TextLink to="/wishes">{texts.allWishes}</TextLink>}
    >
      <Table
        caption={texts.wishes}
        rows={wishes}
        rowKey={({ id }) => id}
        rowTo={({ id }) => `/wishes/${id}`}
        empty={null}
        columns={[
          { key: 'what', head: texts.what, cell: (wish) => subject(wish) },
          {
            key: 'band',
            head: texts.gathered,
            type: 'number',
            cell: ({ bandLow, bandHigh }) => texts.band(format.number(bandLow), format.number(bandHigh)),
          },
          {
            key: 'orgs',
            head: texts.orgs,
            type: 'number',
            cell: ({ bandOrgs }) => (bandOrgs === null ? texts.orgsHidden : format.number(bandOrgs)),
          },
          {
            key: 'state',
            head: texts.stateHead,
            type: 'chip',
            narrow: 'end',
            cell: ({ state }) => <WishChip state={state} />,
          },
        ]}
      />
    </Section>
  )
}
