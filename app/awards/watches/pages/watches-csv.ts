import type { LoaderFunctionArgs } from '@remix-run/node'
import { nameIn } from '~/kernel/locale'
import { toDecimal } from '~/kernel/money'
import { watches as en } from '~/texts/en/watches'
import { inLanguage } from '~/texts/spoken'
import { watches as zh } from '~/texts/zh/watches'
import { csvFile } from '~/web/csv.server'
import { enter } from '~/web/enter.server'
import { page } from '~/web/page'
import { type ListedWatch, listWatches } from '../queries.server'

export const handle = page({ access: 'watch.read', title: 'awards.watches' })

/** The lower prices of the list; amounts in yuan. */
export async function loader(args: LoaderFunctionArgs) {
  const { actor, db } = await enter(args, handle)
  const watches = await listWatches(db, 20_000)
  const texts = inLanguage(actor.locale, zh, en)
  const name = (zhName: string | null, enName: string | null) => nameIn(actor.locale, zhName, enName)
  const cellsOf = (watch: ListedWatch) => [
    watch.number,
    watch.code,
    [name(watch.productZh, watch.productEn), name(watch.edition, watch.editionEn)].filter(Boolean).join(' '),
    name(watch.vendor, watch.vendorEn),
    watch.lowerNumber ? texts.sources.award(`${watch.lowerNumber} ${watch.lowerCode}`) : texts.sources.buyer,
    texts.states[watch.state],
    toDecimal(watch.price),
    toDecimal(watch.lowerPrice),
    watch.raisedAt.toISOString(),
    watch.answerDue.toISOString(),
    watch.answeredAt?.toISOString(),
    watch.decidedAt?.toISOString(),
    watch.reason,
  ]
  return csvFile(`${texts.title}.csv`, texts.csvHead, watches.map(cellsOf))
}
