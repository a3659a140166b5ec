import type { LoaderFunctionArgs } from '@remix-run/node'
import { nameIn } from '~/kernel/locale'
import { csvFile } from '~/web/csv.server'
import { enter } from '~/web/enter.server'
import { page } from '~/web/page'
import { askedLetters } from '../asked'
import { listLetters } from '../queries.server'

export const handle = page({ access: 'qualification.oversee', title: 'rounds.authorizations' })

/** The letters as they are listed. */
export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, url } = await enter(args, handle)
  const letters = await listLetters(db, actor, askedLetters(url.searchParams))
  const header = ['vendor', 'publisher', 'product', 'district', 'valid_from', 'valid_until', 'state', 'submitted_at'] // oxfmt-ignore
  const name = (zh: string | null, en: string | null) => nameIn(actor.locale, zh, en)
  const lines = letters.map((letter) => [
    name(letter.vendor, letter.vendorEn),
    name(letter.publisherZh, letter.publisherEn),
    name(letter.productZh, letter.productEn),
    letter.district,
    letter.validFrom,
    letter.validUntil,
    letter.state,
    letter.submittedAt.toISOString(),
  ])
  return csvFile('authorizations.csv', header, lines)
}
