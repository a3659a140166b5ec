import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { Columns } from '~/design/columns'
import { Empty } from '~/design/empty'
import { Facts } from '~/design/facts'
import { Hash } from '~/design/hash'
import { Money } from '~/design/money'
import { Moment } from '~/design/moment'
import { PageHead } from '~/design/page-head'
import { Section } from '~/design/section'
import { Table } from '~/design/table'
import { TextLink } from '~/design/text-link'
import { enter, found } from '~/web/enter.server'
import { page } from '~/web/page'
import { findPosting } from '../ledger/explorer.server'
import { AccountLink, useFactWord } from '../parts/account-name'
import { usePaymentsTexts } from '../parts/texts'

export const handle = page({ access: 'payment.oversee', title: 'payments.posting' })

export async function loader(args: LoaderFunctionArgs) {
  const { db, params } = await enter(args, handle)
  return { posting: found(await findPosting(db, params.postingId!)) }
}

export default function Posting() {
  const { posting } = useLoaderData<typeof loader>()
  const texts = usePaymentsTexts().ledger
  const factOf = useFactWord()
  const legs = posting.legs.map(({ account, amount }) => ({ account, fen: BigInt(amount) }))
  const money = (fen: bigint) => <Money fen={fen} currency={posting.currency} />
  return (
    <>
      <PageHead
        trail={[
          { label: texts.title, to: '/office/ledger' },
          { label: texts.journal, to: '/office/ledger/postings' },
        ]}
        title={factOf(posting.kind)}
        sentence={<Moment at={posting.at} />}
      />
      <Columns
        side={
          <Facts
            items={[
              { label: texts.key, value: <code className="font-mono text-sm break-all">{posting.key}</code> },
              { label: texts.factAt, value: <Moment at={posting.factAt} /> },
              { label: texts.by, value: posting.person ?? texts.clock },
              ...(posting.orderId
                ? [
                    {
                      label: texts.order,
                      value: <TextLink to={`/orders/${posting.orderId}`}>{posting.orderNumber}</TextLink>,
                    },
                  ]
                : []),
              ...(posting.reverses
                ? [{ label: texts.reverses, value: <PostingLink id={posting.reverses} /> }]
                : []),
              ...(posting.reversedBy
                ? [{ label: texts.reversedBy, value: <PostingLink id={posting.reversedBy} /> }]
                : []),
              { label: texts.fingerprint, value: <Hash value={posting.fingerprint} short /> },
            ]}
          />
        }
      >
        <Section title={texts.legs} count={legs.length}>
          <Table
            caption={texts.legs}
            rows={legs}
            rowKey={({ account }) => account}
            empty={<Empty title={texts.noEntries} why={texts.noEntriesWhy} />}
            columns={[
              {
                key: 'account',
                head: texts.account,
                cell: ({ account }) => (
                  <>
                    <AccountLink id={account} />
                    <code className="block font-mono text-xs break-all text-ink-soft">{account}</code>
                  </>
                ),
              },
              {
                key: 'debit',
                head: texts.debit,
                type: 'money',
                cell: ({ fen }) => fen > 0n && money(fen),
                foot: money(posting.volume),
              },
              {
                key: 'credit',
                head: texts.credit,
                type: 'money',
                cell: ({ fen }) => fen < 0n && money(-fen),
                foot: money(posting.volume),
              },
            ]}
          />
        </Section>
      </Columns>
    </>
  )
}

function PostingLink({ id }: { id: string }) {
  return (
    <TextLink to={`/office/ledger/postings/${id}`} className="font-mono text-sm">
      {id.slice(-12)}
    </TextLink>
  )
}
