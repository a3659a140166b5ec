import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { useSubject } from '~/demands/parts/subject'
import { Deadline } from '~/design/deadline'
import { Empty } from '~/design/empty'
import { LinkButton } from '~/design/link-button'
import { Money } from '~/design/money'
import { useNamed } from '~/design/named'
import { PageHead } from '~/design/page-head'
import { Section } from '~/design/section'
import { Table } from '~/design/table'
import { mayEnter } from '~/people/access'
import { enter } from '~/web/enter.server'
import { page } from '~/web/page'
import { useWatchTexts } from '../../parts/watch-texts'
import { WatchChip } from '../parts/watch-chip'
import { type ListedWatch, listProtected, listWatches, type ProtectedAward } from '../queries.server'

export const handle = page({ access: 'watch.read', title: 'awards.watches' })

export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, now } = await enter(args, handle)
  const protects = actor.kind === 'enterprise' ? await listProtected(db, now) : null
  return { protects, watches: await listWatches(db), mayClaim: mayEnter('watch.claim', actor), now }
}

export default function Watches() {
  const { mayClaim, now, ...data } = useLoaderData<typeof loader>()
  const texts = useWatchTexts()
  return (
    <>
      <PageHead title={texts.title} sentence={texts.lead} />
      <List watches={data.watches as ListedWatch[]} now={now} />
      {data.protects && <Protected awards={data.protects as ProtectedAward[]} {...{ mayClaim, now }} />}
    </>
  )
}

function List({ watches, now }: { watches: readonly ListedWatch[]; now: Date }) {
  const texts = useWatchTexts()
  const named = useNamed()
  const subject = useSubject()
  return (
    <Section title={texts.list} count={watches.length}>
      <Table
        caption={texts.list}
        rows={watches}
        rowKey={({ id }) => id}
        rowTo={({ id }) => `/watches/${id}`}
        {...(watches.length > 0 && { csv: '/watches.csv' })}
        empty={<Empty title={texts.empty} why={texts.emptyWhy} icon="shield" />}
        columns={[
          {
            key: 'product',
            head: texts.product,
            narrow: 'title',
            cell: (watch) => subject({ ...watch, classZh: null, classEn: null }),
          },
          {
            key: 'vendor',
            head: texts.vendor,
            narrow: 'detail',
            cell: ({ vendor, vendorEn }) => named(vendor, vendorEn),
          },
          {
            key: 'source',
            head: texts.source,
            narrow: 'detail',
            cell: ({ lowerNumber, lowerCode }) =>
              lowerNumber ? texts.sources.award(`${lowerNumber} ${lowerCode}`) : texts.sources.buyer,
          },
          {
            key: 'due',
            head: texts.due,
            type: 'date',
            narrow: 'detail',
            cell: ({ answerDue, state }) =>
              state === 'raised' && answerDue > now && <Deadline at={answerDue} now={now} />,
          },
          {
            key: 'state',
            head: texts.state,
            type: 'chip',
            narrow: 'detail',
            cell: ({ state, answerDue }) => <WatchChip state={state} overdue={answerDue <= now} />,
          },
          {
            key: 'lower',
            head: texts.lower,
            type: 'money',
            narrow: 'end',
            cell: ({ lowerPrice }) => <Money fen={lowerPrice} />,
          },
        ]}
      />
    </Section>
  )
}

type ProtectedProps = { awards: readonly ProtectedAward[]; mayClaim: boolean; now: Date }

function Protected({ awards, mayClaim, now }: ProtectedProps) {
  const texts = useWatchTexts()
  const named = useNamed()
  const subject = useSubject()
  return (
    <Section title={texts.own} count={awards.length} sentence={texts.ownLead}>
      <Table
        caption={texts.own}
        rows={awards}
        rowKey={({ id }) => id}
        empty={<Empty title={texts.noneOwn} why={texts.noneOwnWhy} icon="shield" />}
        columns={[
          {
            key: 'product',
            head: texts.product,
            narrow: 'title',
            cell: (award) => (
              <>
                {subject({ ...award, classZh: null, classEn: null })}
                <span className="figure block text-sm text-ink-soft">{`${award.number} ${award.code}`}</span>
              </>
            ),
          },
          {
            key: 'vendor',
            head: texts.vendor,
            narrow: 'detail',
            cell: ({ vendor, vendorEn }) => named(vendor, vendorEn),
          },
          {
            key: 'until',
            head: texts.until,
            type: 'date',
            narrow: 'detail',
            cell: ({ until }) => until && <Deadline at={until} now={now} />,
          },
          {
            key: 'price',
            head: texts.price,
            type: 'money',
            narrow: 'end',
            cell: ({ price }) => <Money fen={price} />,
          },
          ...(mayClaim
            ? [
                {
                  key: 'claim',
                  head: '',
                  narrow: 'detail' as const,
                  cell: ({ id }: ProtectedAward) => (
                    <span className="whitespace-nowrap">
                      <LinkButton to={`/awards/${id}/lower-price`} size="small">
                        {texts.claim}
                      </LinkButton>
                    </span>
                  ),
                },
              ]
            : []),
        ]}
      />
    </Section>
  )
}
