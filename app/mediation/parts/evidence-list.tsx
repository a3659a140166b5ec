import { Link } from '@remix-run/react'
import { Chip } from '~/design/chip'
import { Empty } from '~/design/empty'
import { useFormat } from '~/design/format'
import { LinkButton } from '~/design/link-button'
import { Hash } from '~/design/hash'
import { Section } from '~/design/section'
import { Table } from '~/design/table'
import { type CaseRole, type CaseChannelKind, type ChannelKind, toneOf } from '../channels/kinds'
import { channelBars } from '~/design/channel'
import type { EvidenceRow } from '../evidence/reading.server'
import { type CaseState, isClosed } from '../lifecycle'
import { useMediationTexts } from './texts'

type EvidenceListProps = {
  its: { id: string; state: CaseState; roles: readonly CaseRole[] }
  kind: ChannelKind
  places: readonly CaseChannelKind[]
  items: readonly EvidenceRow[]
  /** Where a guest finds them: under an address of their own. */
  at?: { item: (itemId: string) => string; add: string | null }
}

/** The evidence of one channel, and the ways to that of the others one reads. */
export function EvidenceList({ its, kind, places, items, at }: EvidenceListProps) {
  const all = useMediationTexts()
  const texts = all.evidence
  const format = useFormat()
  const addAt = at ? at.add : `/cases/${its.id}/evidence/${kind}/new`
  return (
    <Section
      title={`${texts.title} · ${all.channels[kind].name}`}
      count={items.length}
      sentence={`${texts.lead} ${all.channels[kind].note}`}
      actions={
        !isClosed(its.state) &&
        addAt && (
          <LinkButton to={addAt} icon="upload">
            {texts.add}
          </LinkButton>
        )
      }
    >
      {places.length > 1 && (
        <nav aria-label={texts.where} className="mb-4 flex flex-wrap gap-2">
          {places.map((place) => (
            <Link
              key={place}
              to={`/cases/${its.id}/evidence/${place}`}
              preventScrollReset
              aria-current={place === kind ? 'page' : undefined}
              className={`inline-flex min-h-8 items-center border-l-4 px-2 text-sm text-ink-soft hover:bg-sunken hover:text-ink aria-[current=page]:bg-accent-soft aria-[current=page]:text-ink pointer-coarse:min-h-row ${channelBars[toneOf[place]]}`}
            >
              {all.channels[place].name}
            </Link>
          ))}
        </nav>
      )}
      <Table
        caption={texts.title}
        rows={items}
        rowKey={({ id }) => id}
        rowTo={({ id }) => at?.item(id) ?? `/cases/${its.id}/items/${id}`}
        empty={<Empty title={texts.empty} why={texts.emptyWhy} icon="archive" />}
        columns={[
          { key: 'no', head: texts.no, type: 'number', narrow: 'hidden', cell: ({ no }) => no },
          {
            key: 'item',
            head: texts.item,
            narrow: 'title',
            cell: (row) => (
              <>
                {row.subjectKind ? `${texts.subjects[row.subjectKind]} ${row.title}` : row.title}
                {row.version > 1 && ` · ${texts.version} ${row.version}`}
              </>
            ),
          },
          { key: 'kind', head: texts.kind, cell: ({ kind: of }) => texts.kinds[of] },
          { key: 'by', head: texts.by, cell: ({ bySide }) => all.roles[bySide] },
          { key: 'at', head: texts.at, type: 'date', cell: ({ at }) => format.date(at) },
          {
            key: 'hash',
            head: texts.hash,
            narrow: 'hidden',
            cell: ({ sha256 }) => <Hash value={sha256} short />,
          },
          {
            key: 'state',
            head: all.list.state,
            type: 'chip',
            narrow: 'end',
            cell: (row) => <ItemChip item={row} />,
          },
        ]}
      />
    </Section>
  )
}

type Standing = Pick<EvidenceRow, 'withdrawnAt' | 'late' | 'purpose' | 'claimantYesAt' | 'respondentYesAt'>

/** What is special about an item: withdrawn, agreed, late, made for the mediation. */
export function ItemChip({ item }: { item: Standing }) {
  const { evidence: texts } = useMediationTexts()
  if (item.withdrawnAt) return <Chip meaning="quiet">{texts.withdrawn}</Chip>
  if (item.claimantYesAt && item.respondentYesAt) return <Chip meaning="ok">{texts.agreed}</Chip>
  if (item.late) return <Chip meaning="attention">{texts.late}</Chip>
  if (item.purpose === 'for_mediation') return <Chip meaning="quiet">{texts.purposes.for_mediation}</Chip>
  return null
}
