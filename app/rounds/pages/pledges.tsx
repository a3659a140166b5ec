import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { Chip } from '~/design/chip'
import { Deadline } from '~/design/deadline'
import { Empty } from '~/design/empty'
import { useFormat } from '~/design/format'
import { LinkButton } from '~/design/link-button'
import { Moment } from '~/design/moment'
import { Money } from '~/design/money'
import { MenuLink } from '~/design/menu'
import { PageHead } from '~/design/page-head'
import { Table } from '~/design/table'
import { ViewTabs } from '~/design/view-tabs'
import { useSubject } from '~/demands/parts/subject'
import { enter } from '~/web/enter.server'
import { page } from '~/web/page'
import { PledgeChip } from '../parts/round-chip'
import { useRoundsTexts } from '../parts/texts'
import { askedPledges, pledgeShelves } from '../pledges/asked'
import { commitment } from '../pledges/pledging'
import { countPledges, listPledges } from '../pledges/queries.server'

export const handle = page({ access: 'pledge.read', title: 'rounds.pledges' })

export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, url, now } = await enter(args, handle)
  const asked = askedPledges(url.searchParams)
  const [counts, list] = await Promise.all([countPledges(db, actor), listPledges(db, actor, asked)])
  return { ...list, counts, asked, now }
}

export default function Pledges() {
  const { rows, next, counts, asked, now } = useLoaderData<typeof loader>()
  const all = useRoundsTexts()
  const texts = all.pledges
  const format = useFormat()
  const subject = useSubject()
  return (
    <>
      <PageHead
        title={texts.title}
        sentence={texts.lead}
        primary={
          <LinkButton to="/rounds" look="primary">
            {texts.toRounds}
          </LinkButton>
        }
        more={
          <MenuLink to="/organization/limits" icon="shield">
            {texts.limits}
          </MenuLink>
        }
      />
      <ViewTabs
        label={texts.title}
        name="which"
        tabs={pledgeShelves.map((value) => ({ value, label: texts.which[value], count: counts[value] }))}
      />
      <Table
        caption={texts.title}
        rows={rows}
        rowKey={({ id }) => id}
        rowTo={({ id }) => `/pledges/${id}`}
        total={counts[asked.which]}
        csv="/pledges.csv"
        paging={{ after: next }}
        empty={<Empty icon="document" title={texts.empty[asked.which]} why={texts.emptyWhy[asked.which]} />}
        columns={[
          { key: 'what', head: texts.what, cell: (row) => subject(row) },
          {
            key: 'round',
            head: texts.round,
            cell: ({ roundNumber, lotCode }) => (
              <code className="figure whitespace-nowrap">
                {roundNumber} {lotCode}
              </code>
            ),
          },
          {
            key: 'quantity',
            head: texts.quantity,
            type: 'number',
            cell: ({ quantity, stretchQuantity, askedQuantity, waits, state }) => (
              <>
                {format.number(quantity)}
                {stretchQuantity && ` +${format.number(stretchQuantity)}`}
                {waits && state !== 'awaiting_approval' && (
                  <span className="block text-sm text-attention">
                    {texts.change} {format.number(askedQuantity)}
                  </span>
                )}
              </>
            ),
          },
          {
            key: 'amount',
            head: texts.amount,
            type: 'money',
            cell: ({ quantity, stretchQuantity, referencePrice }) => (
              <Money fen={commitment(quantity, stretchQuantity, referencePrice)} />
            ),
          },
          {
            key: 'state',
            head: texts.state,
            type: 'chip',
            narrow: 'end',
            cell: ({ state, waits }) => (
              <>
                <PledgeChip state={state} />
                {waits && state !== 'awaiting_approval' && <Chip meaning="attention">{texts.waits}</Chip>}
              </>
            ),
          },
          {
            key: 'freeze',
            head: texts.freeze,
            cell: ({ pledgesCloseAt, roundState }) =>
              pledgesCloseAt &&
              (roundState === 'published' ? (
                <Deadline at={pledgesCloseAt} now={now} />
              ) : (
                <Moment at={pledgesCloseAt} />
              )),
          },
        ]}
      />
    </>
  )
}
