import type { LoaderFunctionArgs } from '@remix-run/node'
import { toDecimal } from '~/kernel/money'
import { nameIn } from '~/kernel/locale'
import { joins as en } from '~/texts/en/joins'
import { inLanguage } from '~/texts/spoken'
import { joins as zh } from '~/texts/zh/joins'
import { csvFile } from '~/web/csv.server'
import { enter } from '~/web/enter.server'
import { page } from '~/web/page'
import { type ListedJoin, listJoins } from '../queries.server'

export const handle = page({ access: 'join.read', title: 'awards.joins' })

/** The requests of the list, of one round or of all; amounts in yuan. */
export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, params } = await enter(args, handle)
  const joins = await listJoins(db, params.roundId ?? null, 20_000)
  const texts = inLanguage(actor.locale, zh, en)
  const name = (zhName: string, enName: string | null) => nameIn(actor.locale, zhName, enName)
  const cellsOf = (join: ListedJoin) => [
    join.number,
    join.code,
    name(join.buyer, join.buyerEn),
    name(join.vendor, join.vendorEn),
    texts.states[join.state],
    join.quantity,
    join.unitPrice && toDecimal(join.unitPrice),
    join.unitPrice && toDecimal(join.unitPrice * BigInt(join.quantity)),
    join.requestedAt.toISOString(),
    join.confirmDue?.toISOString(),
    join.confirmedAt?.toISOString(),
    join.reason,
  ]
  return csvFile(`${texts.title}.csv`, texts.csvHead, joins.map(cellsOf))
}
