import { Chip } from '~/design/chip'
import { Empty } from '~/design/empty'
import { Facts } from '~/design/facts'
import { useFormat } from '~/design/format'
import { Hash } from '~/design/hash'
import { Moment } from '~/design/moment'
import { useNamed } from '~/design/named'
import { Section } from '~/design/section'
import { type Stage as RailStage, StageRail } from '~/design/stage-rail'
import { Table } from '~/design/table'
import type { RoundState } from '~/rounds/lifecycle'
import type { Ceremony } from '../ceremony.server'
import { BidChip, useReason } from './bid-chip'
import { useBidTexts } from './texts'

type Round = { state: RoundState; reached: string; openingAt: Date | null }

const order: readonly string[] = [
  'draft',
  'published',
  'frozen',
  'closed',
  'technical_opened',
  'eligibility_fixed',
  'prices_opened',
]
const phaseOf = ({ reached }: Round) => (order.includes(reached) ? order.indexOf(reached) : order.length)

/** Which sentence says where the opening stands. */
export function openingSentence(round: Round, now: Date) {
  if (round.state === 'failed' || round.state === 'canceled') return 'over'
  if (phaseOf(round) < order.indexOf('closed')) return 'waiting'
  if (round.state === 'closed') return now < round.openingAt! ? 'early' : 'technical'
  if (round.state === 'technical_opened') return 'judging'
  return round.state === 'eligibility_fixed' ? 'price' : 'done'
}

/** Technical parts, eligibility, prices: what is done, what is next. */
export function OpeningStages({ round, present }: { round: Round; present: Ceremony['present']; now: Date }) {
  const texts = useBidTexts().opening
  const phase = phaseOf(round)
  const stage = (label: string, before: string, after: string, at?: Date): RailStage => ({
    label,
    state: phase >= order.indexOf(after) ? 'done' : phase === order.indexOf(before) ? 'now' : 'next',
    ...(at && { at }),
  })
  const opened = (name: 'technical' | 'price') => present.filter((at) => at.stage === name).at(-1)?.at
  return (
    <StageRail
      stages={[
        stage(texts.stages.technical, 'closed', 'technical_opened', opened('technical')),
        stage(texts.stages.eligibility, 'technical_opened', 'eligibility_fixed'),
        stage(texts.stages.price, 'eligibility_fixed', 'prices_opened', opened('price')),
      ]}
    />
  )
}

/** Who is present over the set that waits, and who is still missing. */
export function Openers({ present, set }: { present: Ceremony['present']; set: Ceremony['set'] }) {
  const texts = useBidTexts().opening
  return (
    <Section title={texts.present} count={present.length}>
      <ul className="divide-y divide-line border-y border-line">
        {present.map(({ personId, person, organization, at }) => (
          <li key={personId} className="flex flex-wrap items-center justify-between gap-x-4 py-2">
            <span>{person ? `${person} · ${organization}` : texts.presentOf(organization)}</span>
            <span className="text-sm text-ink-soft">
              <Moment at={at} />
            </span>
          </li>
        ))}
        {present.length < 2 && (
          <li className="py-2 text-ink-soft">{present.length === 0 ? texts.presentNone : texts.missing}</li>
        )}
      </ul>
      {set && (
        <div className="mt-4">
          <Facts layout="row" items={[{ label: texts.setHash, value: <Hash value={set.over} /> }]} />
        </div>
      )}
    </Section>
  )
}

/** The bids that are in, without their content. */
export function ClosedBids({ bids }: { bids: Ceremony['bids'] }) {
  const { opening: texts, list, show } = useBidTexts()
  const named = useNamed()
  const reasonOf = useReason()
  const format = useFormat()
  return (
    <Section title={texts.bidsClosed} count={bids.length}>
      <Table
        caption={texts.bidsClosed}
        rows={bids}
        rowKey={({ id }) => id}
        empty={<Empty title={texts.noBids} why={texts.noBidsWhy} icon="lock" />}
        columns={[
          {
            key: 'vendor',
            head: texts.vendor,
            narrow: 'title',
            cell: ({ vendor, vendorEn }) => named(vendor, vendorEn),
          },
          { key: 'lot', head: texts.lot, narrow: 'detail', cell: ({ code }) => code },
          {
            key: 'sealed',
            head: show.sealedAt,
            type: 'date',
            narrow: 'detail',
            cell: ({ sealedAt }) => format.dateTime(sealedAt),
          },
          {
            key: 'state',
            head: list.state,
            type: 'chip',
            narrow: 'end',
            cell: ({ state }) => <BidChip state={state} />,
          },
          {
            key: 'reason',
            head: show.reason,
            narrow: 'detail',
            cell: ({ reason }) => <span className="text-ink-soft">{reasonOf(reason)}</span>,
          },
        ]}
      />
    </Section>
  )
}

/** Each envelope with what came out of it. */
export function OpenedEnvelopes({ envelopes }: { envelopes: Ceremony['envelopes'] }) {
  const { opening: texts, fault: faults } = useBidTexts()
  const words: Record<string, string> = faults
  const named = useNamed()
  const format = useFormat()
  return (
    <Section title={texts.results} count={envelopes.length}>
      <Table
        caption={texts.results}
        rows={envelopes}
        rowKey={({ itemId }) => itemId}
        empty={<Empty title={texts.noResults} why={texts.noResultsWhy} icon="lock" />}
        columns={[
          {
            key: 'kind',
            head: texts.kind,
            narrow: 'title',
            cell: ({ kind, code, vendor, vendorEn }) =>
              [code, texts.kinds[kind], vendor && named(vendor, vendorEn)].filter(Boolean).join(' · '),
          },
          {
            key: 'hash',
            head: texts.hash,
            narrow: 'detail',
            cell: ({ hash }) => <Hash value={hash} short />,
          },
          {
            key: 'at',
            head: texts.opened,
            type: 'date',
            narrow: 'hidden',
            cell: ({ openedAt }) => format.dateTime(openedAt),
          },
          {
            key: 'result',
            head: texts.result,
            type: 'chip',
            narrow: 'end',
            cell: ({ fault }) =>
              fault ? (
                <span className="text-risk">{words[fault] ?? fault}</span>
              ) : (
                <Chip meaning="ok">{texts.opened}</Chip>
              ),
          },
        ]}
      />
    </Section>
  )
}
