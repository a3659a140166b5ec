import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { Chip } from '~/design/chip'
import { Facts } from '~/design/facts'
import { LinkButton } from '~/design/link-button'
import { Money } from '~/design/money'
import { Moment } from '~/design/moment'
import { PageHead } from '~/design/page-head'
import { Section } from '~/design/section'
import { ViewTabs } from '~/design/view-tabs'
import { mayEnter } from '~/people/access'
import { railDoor } from '~/web/database.server'
import { enter } from '~/web/enter.server'
import { formObject } from '~/web/form-object'
import { page } from '~/web/page'
import { onlineFilter, replayForm } from '../form'
import { StripeBanner } from '../parts/stripe-banner'
import { StripeEvents } from '../parts/stripe-events'
import { StripeTransactions } from '../parts/stripe-transactions'
import { usePaymentsTexts } from '../parts/texts'
import { replayEvent } from '../stripe/events.server'
import { listBalances } from '../stripe/balance.server'
import { findHoldings, listEvents, listTransactions } from '../stripe/office.server'
import { stripeRail } from '../stripe/rail.server'

export const handle = page({ access: 'payment.oversee', title: 'payments.online' })

export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, url } = await enter(args, handle)
  const { view } = onlineFilter.parse(Object.fromEntries(url.searchParams))
  const [events, transactions] = [await listEvents(db, view), await listTransactions(db)]
  const mode = stripeRail()?.mode ?? null
  const replays = mode !== null && mayEnter('payment.book', actor)
  const said = await listBalances(db)
  return { events, transactions, said, holdings: await findHoldings(db), mode, replays }
}

/** Looks at an event again: Stripe is asked outside of any transaction, so the page's own form has none. */
export async function action(args: ActionFunctionArgs) {
  const { request, requestId } = await enter(args, { ...handle, access: 'payment.book' })
  const rail = stripeRail()
  const wish = replayForm.safeParse(formObject(await request.formData()))
  if (!rail || !wish.success) return redirect('/office/online')
  await replayEvent(railDoor(requestId), rail, wish.data.eventId)
  return redirect('/office/online?done=event-replayed')
}

export default function Online() {
  const { events, transactions, said, holdings, mode, replays } = useLoaderData<typeof loader>()
  const { explorer: texts, bankPayouts } = usePaymentsTexts()
  return (
    <>
      <PageHead title={texts.title} sentence={mode === null ? texts.off : texts.lead} />
      <div className="space-y-6">
        <StripeBanner mode={mode} />
        <Section
          title={texts.holdings}
          sentence={texts.holdingsLead}
          actions={<LinkButton to="/office/online/payouts">{bankPayouts.open}</LinkButton>}
        >
          <Facts
            layout="row"
            items={[
              { label: texts.pending, value: <Money fen={holdings.pending} /> },
              { label: texts.available, value: <Money fen={holdings.available} /> },
              { label: texts.transit, value: <Money fen={holdings.transit} /> },
              { label: texts.fees, value: <Money fen={holdings.fees} /> },
              ...said.map(({ currency, pending, available, booked, at }) => ({
                label: texts.said(currency),
                value: (
                  <span className="inline-flex flex-wrap items-center gap-2">
                    <Money fen={pending + available} currency={currency} />
                    {pending + available === booked ? (
                      <Chip meaning="ok">{texts.agrees}</Chip>
                    ) : (
                      <Chip meaning="attention">{texts.differs}</Chip>
                    )}
                    <span className="text-sm text-ink-soft">
                      <Moment at={at} />
                    </span>
                  </span>
                ),
              })),
            ]}
          />
        </Section>
        <Section title={texts.events} sentence={texts.eventsLead}>
          <ViewTabs
            label={texts.events}
            name="view"
            tabs={[
              { value: 'all', label: texts.all },
              { value: 'waiting', label: texts.waiting, count: holdings.waiting },
            ]}
          />
          <StripeEvents events={events} replays={replays} />
        </Section>
        <Section title={texts.transactions} sentence={texts.transactionsLead}>
          <StripeTransactions transactions={transactions} />
        </Section>
      </div>
    </>
  )
}
