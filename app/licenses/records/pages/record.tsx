import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { Chip } from '~/design/chip'
import { Columns } from '~/design/columns'
import { Day } from '~/design/day'
import { Empty } from '~/design/empty'
import { Facts } from '~/design/facts'
import { useFormat } from '~/design/format'
import { Hash } from '~/design/hash'
import { MenuLink } from '~/design/menu'
import { Moment } from '~/design/moment'
import { Money } from '~/design/money'
import { PageHead } from '~/design/page-head'
import { Section } from '~/design/section'
import { Table } from '~/design/table'
import { TextLink } from '~/design/text-link'
import { metricWord, useVocabulary } from '~/texts/vocabulary'
import { enter, found } from '~/web/enter.server'
import { page } from '~/web/page'
import { useLicensesTexts } from '../../parts/texts'
import { Trace } from '../parts/trace'
import { findRecord, listFacts } from '../queries.server'

export const handle = page({ access: 'record.read', title: 'licenses.record' })

export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, params } = await enter(args, handle)
  const { body: _, ...its } = found(await findRecord(db, params.recordNo!))
  return { title: its.no, its, facts: await listFacts(db, its.id), holds: its.orgId === actor.organizationId }
}

export default function Record() {
  const { its, facts, holds } = useLoaderData<typeof loader>()
  const all = useLicensesTexts()
  const texts = all.record
  const words = useVocabulary()
  const format = useFormat()
  const { product, price, buyer, vendor } = its.facts
  return (
    <>
      <PageHead
        trail={holds ? [{ label: all.list.title, to: '/licenses' }] : []}
        title={its.no}
        sentence={texts.sentence}
        more={
          <>
            <MenuLink to={`/records/${its.no}/signed.json`} icon="download" reload>
              {texts.signed}
            </MenuLink>
            <MenuLink to={`/records/${its.no}/body.json`} icon="download" reload>
              {texts.download}
            </MenuLink>
            <MenuLink to="/verify" icon="check">
              {texts.verify}
            </MenuLink>
          </>
        }
      />
      <Columns
        side={
          <Section title={texts.proof}>
            <Facts
              items={[
                { label: texts.at, value: <Moment at={its.at} /> },
                { label: 'SHA-256', value: <Hash value={its.sha256} />, hint: texts.hashHint },
                {
                  label: all.entitlement.title,
                  value: its.entitlementId && (
                    <TextLink to={`/licenses/${its.entitlementId}`}>{its.entitlementNo}</TextLink>
                  ),
                },
              ].filter(({ value }) => value)}
            />
          </Section>
        }
      >
        <Section title={texts.trace} sentence={texts.traceSentence}>
          <Trace record={its.facts} orderId={its.orderId} roundId={its.roundId} facts={facts} />
        </Section>
        <Section title={texts.what}>
          <Facts
            layout="row"
            items={[
              {
                label: texts.product,
                value: [product.name, product.edition, product.release].filter(Boolean).join(' '),
              },
              { label: texts.publisher, value: product.publisher },
              {
                label: texts.quantity,
                value: `${format.number(its.facts.quantity)} · ${metricWord(words, its.facts.metric)}`,
              },
              {
                label: texts.term,
                value: (
                  <>
                    {words.terms[its.facts.term as 'perpetual']} · <Day on={its.facts.startsOn} />
                    {its.facts.endsOn && (
                      <>
                        {' – '}
                        <Day on={its.facts.endsOn} />
                      </>
                    )}
                  </>
                ),
              },
              { label: texts.buyer, value: `${buyer.name} (${buyer.uscc})` },
              { label: texts.vendor, value: `${vendor.name} (${vendor.uscc})` },
              {
                label: texts.unitPrice,
                value: <Money fen={BigInt(price.unitPrice)} currency={price.currency} />,
              },
              {
                label: texts.gross,
                value: <Money fen={BigInt(price.gross)} currency={price.currency} />,
                hint: texts.split(
                  format.money(BigInt(price.net), price.currency),
                  format.money(BigInt(price.tax), price.currency),
                ),
              },
            ]}
          />
        </Section>
        <Section title={texts.later} count={facts.length} sentence={texts.laterSentence}>
          <Table
            caption={texts.later}
            rows={facts}
            rowKey={({ id }) => id}
            empty={<Empty title={texts.none} why={texts.noneWhy} icon="document" />}
            columns={[
              {
                key: 'kind',
                head: texts.fact,
                cell: ({ kind, intact }) => (
                  <>
                    {texts.facts[kind]} {!intact && <Chip meaning="risk">{texts.steps.altered}</Chip>}
                  </>
                ),
              },
              { key: 'ref', head: texts.ref, cell: ({ ref }) => <span className="figure">{ref}</span> },
              {
                key: 'amount',
                head: texts.amount,
                type: 'money',
                narrow: 'end',
                cell: ({ amount, currency }) =>
                  amount !== null && <Money fen={amount} currency={currency ?? 'CNY'} />,
              },
              { key: 'at', head: texts.at, type: 'date', cell: ({ at }) => <Moment at={at} /> },
              {
                key: 'sha256',
                head: 'SHA-256',
                narrow: 'hidden',
                cell: ({ sha256 }) => <Hash value={sha256} short />,
              },
            ]}
          />
        </Section>
      </Columns>
    </>
  )
}
