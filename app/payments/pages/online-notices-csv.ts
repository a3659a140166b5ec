import type { LoaderFunctionArgs } from '@remix-run/node'
import { payments as en } from '~/texts/en/payments'
import { inLanguage } from '~/texts/spoken'
import { payments as zh } from '~/texts/zh/payments'
import { csvFile } from '~/web/csv.server'
import { enter } from '~/web/enter.server'
import { page } from '~/web/page'
import { onlineFilter } from '../form'
import { listEvents } from '../stripe/office.server'

export const handle = page({ access: 'payment.oversee', title: 'payments.online' })

/** What the provider has told, under the filter of the page. */
export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, url } = await enter(args, handle)
  const { view } = onlineFilter.parse(Object.fromEntries(url.searchParams))
  const events = await listEvents(db, view, 20_000)
  const { explorer: texts } = inLanguage(actor.locale, zh, en)
  const head = ['event', texts.type, 'object', texts.created, texts.received, texts.state]
  return csvFile(
    `${texts.events}.csv`,
    head,
    events.map(({ id, type, objectId, created, receivedAt, handledAt, parked }) => [
      id,
      texts.types[type] ?? type,
      objectId,
      created.toISOString(),
      receivedAt.toISOString(),
      handledAt ? texts.handled : parked ? (texts.parked[parked] ?? parked) : texts.waits,
    ]),
  )
}
