import type { LoaderFunctionArgs } from '@remix-run/node'
import { nameIn } from '~/kernel/locale'
import { toDecimal } from '~/kernel/money'
import { csvFile } from '~/web/csv.server'
import { enter } from '~/web/enter.server'
import { page } from '~/web/page'
import { askedPledges } from '../pledges/asked'
import { commitment } from '../pledges/pledging'
import { listPledges } from '../pledges/queries.server'

export const handle = page({ access: 'pledge.read', title: 'rounds.pledges' })

/** One's pledges as they are listed; sealed conditions are left out. */
export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, url } = await enter(args, handle)
  const { rows } = await listPledges(db, actor, askedPledges(url.searchParams))
  const header = ['round', 'lot', 'product', 'edition', 'class', 'quantity', 'stretch', 'state', 'at_most_yuan', 'signed_at'] // oxfmt-ignore
  const name = (zh: string | null, en: string | null) => nameIn(actor.locale, zh, en)
  const lines = rows.map((row) => [
    row.roundNumber,
    row.lotCode,
    name(row.productZh, row.productEn),
    name(row.edition, row.editionEn),
    name(row.classZh, row.classEn),
    row.quantity,
    row.stretchQuantity,
    row.state,
    toDecimal(commitment(row.quantity, row.stretchQuantity, row.referencePrice)),
    row.signedAt?.toISOString(),
  ])
  return csvFile('pledges.csv', header, lines)
}
