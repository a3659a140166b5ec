import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { useRoundName } from '~/bids/parts/round-name'
import { findShownRound } from '~/bids/queries.server'
import { useFormat } from '~/design/format'
import { Money } from '~/design/money'
import { Moment } from '~/design/moment'
import { PageHead } from '~/design/page-head'
import { Section } from '~/design/section'
import { Table } from '~/design/table'
import { RebateList } from '~/payments/parts/rebate-list'
import { type ListedRebate, listRebatesOfRound } from '~/payments/rebates/queries.server'
import { mayEnter } from '~/people/access'
import { enter, found } from '~/web/enter.server'
import { page } from '~/web/page'
import { useJoinTexts } from '../../parts/join-texts'
import { AwardList } from '../parts/award-list'
import { JoinList } from '../parts/join-list'
import { type AwardToJoin, listAwards, listFalls, type ListedJoin, listJoins } from '../queries.server'

export const handle = page({ access: 'join.read', title: 'awards.joins' })

export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, params, now } = await enter(args, handle)
  const round = found(await findShownRound(db, actor, params.roundId!))
  const [awards, falls] = [await listAwards(db, round.id), await listFalls(db, round.id)]
  const [joins, rebates] = [await listJoins(db, round.id), await listRebatesOfRound(db, round.id)]
  const shows = { buyer: actor.kind !== 'enterprise', vendor: actor.kind !== 'vendor' }
  return { round, awards, joins, falls, rebates, mayAsk: mayEnter('join.ask', actor), shows, now }
}

export default function RoundJoins() {
  const { round, falls, mayAsk, shows, now, ...data } = useLoaderData<typeof loader>()
  const texts = useJoinTexts()
  const roundName = useRoundName()
  const awards = data.awards as AwardToJoin[]
  const open = awards.some(({ standing: { openUntil } }) => openUntil !== null && openUntil > now)
  const title = !shows.buyer ? texts.listOwn : !shows.vendor ? texts.listVendor : texts.list
  return (
    <>
      <PageHead
        trail={[{ label: roundName(round), to: `/rounds/${round.id}` }]}
        title={texts.title}
        sentence={open || awards.length === 0 ? texts.lead : texts.closedLead}
      />
      <AwardList {...{ awards, mayAsk, now }} withRound={false} />
      <JoinList
        joins={data.joins as ListedJoin[]}
        csv={`/rounds/${round.id}/joins.csv`}
        {...{ title, shows, now }}
      />
      <Falls falls={falls} />
      <RebateList rebates={data.rebates as ListedRebate[]} many />
    </>
  )
}

type Fall = Awaited<ReturnType<typeof listFalls>>[number]

function Falls({ falls }: { falls: readonly Fall[] }) {
  const texts = useJoinTexts()
  const format = useFormat()
  if (falls.length === 0) return null
  return (
    <Section title={texts.falls} count={falls.length}>
      <Table
        caption={texts.falls}
        rows={falls}
        rowKey={({ id }) => id}
        empty={null}
        columns={[
          { key: 'lot', head: texts.lot, narrow: 'title', cell: ({ code }) => code },
          {
            key: 'volume',
            head: texts.fallVolume,
            type: 'number',
            narrow: 'detail',
            cell: ({ volume }) => format.number(volume),
          },
          {
            key: 'at',
            head: texts.fallAt,
            type: 'date',
            narrow: 'detail',
            cell: ({ at }) => <Moment at={at} />,
          },
          {
            key: 'price',
            head: texts.price,
            type: 'money',
            narrow: 'end',
            cell: ({ oldPrice, newPrice }) => (
              <>
                <s className="text-ink-soft">{format.money(oldPrice)}</s> <Money fen={newPrice} />
              </>
            ),
          },
        ]}
      />
    </Section>
  )
}
