import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { PageHead } from '~/design/page-head'
import { mayEnter } from '~/people/access'
import { enter } from '~/web/enter.server'
import { page } from '~/web/page'
import { useJoinTexts } from '../../parts/join-texts'
import { AwardList } from '../parts/award-list'
import { JoinList } from '../parts/join-list'
import { type AwardToJoin, listAwards, type ListedJoin, listJoins } from '../queries.server'

export const handle = page({ access: 'join.read', title: 'awards.joins' })

export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, now } = await enter(args, handle)
  const awards = await listAwards(db, null)
  const shows = { buyer: actor.kind !== 'enterprise', vendor: actor.kind !== 'vendor' }
  const own = awards.filter(({ vendorId }) => shows.vendor || vendorId === actor.organizationId)
  return { awards: own, joins: await listJoins(db, null), mayAsk: mayEnter('join.ask', actor), shows, now }
}

export default function Joins() {
  const { mayAsk, shows, now, ...data } = useLoaderData<typeof loader>()
  const texts = useJoinTexts()
  const title = !shows.buyer ? texts.listOwn : !shows.vendor ? texts.listVendor : texts.list
  return (
    <>
      <PageHead title={texts.title} sentence={texts.lead} />
      {shows.buyer && (
        <JoinList joins={data.joins as ListedJoin[]} csv="/joins.csv" {...{ title, shows, now }} />
      )}
      <AwardList awards={data.awards as AwardToJoin[]} {...{ mayAsk, now }} withRound />
      {!shows.buyer && (
        <JoinList joins={data.joins as ListedJoin[]} csv="/joins.csv" {...{ title, shows, now }} />
      )}
    </>
  )
}
