import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { Columns } from '~/design/columns'
import { Deadline } from '~/design/deadline'
import { Empty } from '~/design/empty'
import { Facts } from '~/design/facts'
import { Hash } from '~/design/hash'
import { LinkButton } from '~/design/link-button'
import { Moment } from '~/design/moment'
import { Money } from '~/design/money'
import { PageHead } from '~/design/page-head'
import { Section } from '~/design/section'
import { Table } from '~/design/table'
import { TextLink } from '~/design/text-link'
import { useSubject } from '~/demands/parts/subject'
import { enter, found } from '~/web/enter.server'
import { page } from '~/web/page'
import { whyNotTaking } from '../bidding'
import { BidChip } from '../parts/bid-chip'
import { useVolume } from '../parts/lot-facts'
import { useRoundName } from '../parts/round-name'
import { useBidTexts } from '../parts/texts'
import { findShownRound, listBiddingLots } from '../queries.server'

export const handle = page({ access: 'bid.submit', title: 'bids.desk' })

export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, params, now } = await enter(args, handle)
  const round = found(await findShownRound(db, actor, params.roundId!))
  return {
    round,
    isOpen: whyNotTaking(round, now) === null,
    lots: await listBiddingLots(db, actor, round.id),
    now,
  }
}

export default function BiddingDesk() {
  const { round, isOpen, lots, now } = useLoaderData<typeof loader>()
  const { desk: texts, bundles } = useBidTexts()
  const subject = useSubject()
  const volume = useVolume()
  const roundName = useRoundName()
  return (
    <>
      <PageHead
        trail={[{ label: roundName(round), to: `/rounds/${round.id}` }]}
        title={texts.title}
        sentence={isOpen ? texts.sentenceOpen : texts.sentenceOver}
      />
      <Columns
        side={
          <Facts
            items={[
              { label: texts.closes, value: <Deadline at={round.bidsCloseAt} now={now} met={!isOpen} /> },
              { label: texts.opens, value: <Moment at={round.openingAt} /> },
              { label: texts.method, value: texts.methods[round.terms.method] },
              { label: texts.minBids, value: String(round.terms.minBids) },
              { label: texts.tiers, value: String(round.terms.maxTiers) },
              { label: texts.notice, value: <Hash value={round.noticeHash} short /> },
            ]}
          />
        }
      >
        <Section title={texts.lots} count={lots.length}>
          <Table
            caption={texts.lots}
            rows={lots}
            rowKey={({ lot }) => lot.id}
            empty={<Empty title={texts.lots} why={texts.sentenceOver} />}
            columns={[
              {
                key: 'what',
                head: texts.what,
                narrow: 'title',
                cell: ({ lot }) => `${lot.code} ${subject(lot)}`,
              },
              {
                key: 'reference',
                head: texts.reference,
                type: 'money',
                narrow: 'detail',
                cell: ({ lot }) => <Money fen={lot.referencePrice} />,
              },
              {
                key: 'volume',
                head: texts.volume,
                type: 'number',
                narrow: 'detail',
                cell: ({ lot }) => volume(lot),
              },
              {
                key: 'own',
                head: texts.own,
                type: 'chip',
                narrow: 'end',
                cell: ({ bid }) =>
                  bid ? (
                    <TextLink to={`/bids/${bid.id}`}>
                      <BidChip state={bid.state} />
                    </TextLink>
                  ) : (
                    <span className="text-ink-soft">{texts.none}</span>
                  ),
              },
              {
                key: 'do',
                head: '',
                narrow: 'end',
                cell: ({ lot, bid }) =>
                  isOpen && lot.state === 'active' ? (
                    <LinkButton
                      size="small"
                      look={bid || lots.length > 1 ? 'secondary' : 'primary'}
                      icon="lock"
                      to={`/rounds/${round.id}/lots/${lot.id}/bid`}
                    >
                      {bid ? texts.replace : texts.bid}
                    </LinkButton>
                  ) : null,
              },
            ]}
          />
        </Section>
        {round.terms.bundles && lots.filter(({ bid }) => bid).length >= 2 && (
          <Section title={bundles.title} sentence={bundles.lead}>
            <LinkButton to={`/rounds/${round.id}/bundles`} icon="lock">
              {bundles.link}
            </LinkButton>
          </Section>
        )}
        <Section title={texts.howTitle}>
          <ol className="max-w-prose list-decimal space-y-1 pl-5 text-ink-soft">
            {(round.terms.sealing === 'openers' ? texts.how : [texts.howPlatform, ...texts.how.slice(2)]).map(
              (step) => (
                <li key={step}>{step}</li>
              ),
            )}
          </ol>
        </Section>
      </Columns>
    </>
  )
}
