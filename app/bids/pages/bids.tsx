import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { Deadline } from '~/design/deadline'
import { Empty } from '~/design/empty'
import { Filters } from '~/design/filters'
import { useFormat } from '~/design/format'
import { LinkButton } from '~/design/link-button'
import { PageHead } from '~/design/page-head'
import { Table } from '~/design/table'
import { useSubject } from '~/demands/parts/subject'
import { enter } from '~/web/enter.server'
import { page } from '~/web/page'
import { BidChip } from '../parts/bid-chip'
import { useRoundName } from '../parts/round-name'
import { useBidTexts } from '../parts/texts'
import { bidFilterOf, listOwnBids } from '../queries.server'

export const handle = page({ access: 'bid.read', title: 'bids.list' })

export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, url, now } = await enter(args, handle)
  return { ...(await listOwnBids(db, actor, bidFilterOf(url.searchParams))), now }
}

export default function Bids() {
  const { rows, next, now } = useLoaderData<typeof loader>()
  const texts = useBidTexts().list
  const subject = useSubject()
  const format = useFormat()
  const roundName = useRoundName()
  return (
    <>
      <PageHead title={texts.title} sentence={texts.lead} />
      <Filters
        filters={[
          {
            name: 'which',
            label: texts.state,
            type: 'choice',
            any: texts.which.all,
            options: (['standing', 'decided'] as const).map((value) => ({
              value,
              label: texts.which[value],
            })),
          },
        ]}
      />
      <Table
        caption={texts.title}
        rows={rows}
        rowKey={({ id }) => id}
        rowTo={({ id }) => `/bids/${id}`}
        paging={{ after: next }}
        csv="/bids.csv"
        empty={
          <Empty
            title={texts.empty}
            why={texts.emptyWhy}
            icon="lock"
            action={<LinkButton to="/rounds?which=open">{texts.toRounds}</LinkButton>}
          />
        }
        columns={[
          {
            key: 'what',
            head: texts.what,
            narrow: 'title',
            cell: (bid) => `${bid.code} ${subject(bid)}`,
          },
          {
            key: 'round',
            head: texts.round,
            narrow: 'detail',
            cell: roundName,
          },
          {
            key: 'state',
            head: texts.state,
            type: 'chip',
            narrow: 'end',
            cell: ({ state }) => <BidChip state={state} />,
          },
          {
            key: 'version',
            head: texts.version,
            type: 'number',
            narrow: 'hidden',
            cell: ({ version }) => version,
          },
          {
            key: 'sealed',
            head: texts.sealedAt,
            type: 'date',
            narrow: 'hidden',
            cell: ({ sealedAt }) => format.dateTime(sealedAt),
          },
          {
            key: 'closes',
            head: texts.closes,
            type: 'date',
            narrow: 'detail',
            cell: ({ bidsCloseAt, roundState }) =>
              roundState === 'published' || roundState === 'frozen' ? (
                <Deadline at={bidsCloseAt!} now={now} />
              ) : (
                format.dateTime(bidsCloseAt!)
              ),
          },
        ]}
      />
    </>
  )
}
