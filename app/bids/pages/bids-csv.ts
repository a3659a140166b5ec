import type { LoaderFunctionArgs } from '@remix-run/node'
import { writeCsv } from '~/kernel/csv'
import { nameIn } from '~/kernel/locale'
import { enter } from '~/web/enter.server'
import { page } from '~/web/page'
import { bidFilterOf, listOwnBids } from '../queries.server'

export const handle = page({ access: 'bid.read', title: 'bids.list' })

/** Exactly the page of the list that is shown. */
export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, url } = await enter(args, handle)
  const { rows } = await listOwnBids(db, actor, bidFilterOf(url.searchParams))
  const name = (zh: string | null, en: string | null) => nameIn(actor.locale, zh, en)
  const lines = rows.map((bid) => [
    bid.number,
    bid.code,
    name(bid.classZh, bid.classEn) ??
      `${name(bid.productZh, bid.productEn)} ${name(bid.edition, bid.editionEn)}`,
    bid.state,
    bid.version,
    bid.sealedAt.toISOString(),
  ])
  const text = writeCsv(['round', 'lot', 'subject', 'state', 'version', 'sealed_at'], lines)
  return new Response(text, {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': 'attachment; filename="bids.csv"',
    },
  })
}
