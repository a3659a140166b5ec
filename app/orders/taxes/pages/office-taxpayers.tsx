import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { Day } from '~/design/day'
import { Empty } from '~/design/empty'
import { Filters } from '~/design/filters'
import { Moment } from '~/design/moment'
import { useNamed } from '~/design/named'
import { PageHead } from '~/design/page-head'
import { Section } from '~/design/section'
import { Table } from '~/design/table'
import { TextLink } from '~/design/text-link'
import { dayOf } from '~/kernel/workdays'
import { mayEnter } from '~/people/access'
import { answerOf } from '~/web/answer'
import { enter } from '~/web/enter.server'
import { page } from '~/web/page'
import { withForm } from '~/web/with-form.server'
import { useOrdersTexts } from '../../parts/texts'
import { askedTaxpayers, taxpayerOfficeMoves } from '../form'
import { TaxTabs } from '../parts/tax-tabs'
import { TaxpayerCheck } from '../parts/taxpayer-check'
import { taxpayers } from '../rating'
import { decideTaxpayer } from '../taxpayer.server'
import { listTaxpayers } from '../taxpayers.server'

export const handle = page({ access: 'tax.oversee', title: 'orders.taxpayers' })

export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, url } = await enter(args, handle)
  const asked = askedTaxpayers.parse(Object.fromEntries(url.searchParams))
  const taxes = await listTaxpayers(db, actor, asked)
  return { taxes, asked, decides: mayEnter('tax.decide', actor), reader: actor.personId }
}

export async function action(args: ActionFunctionArgs) {
  const entered = await enter(args, { ...handle, access: 'tax.decide' })
  return withForm(entered, taxpayerOfficeMoves, async (tx, values) => {
    await decideTaxpayer(tx, entered.actor, values, dayOf(entered.now))
    return redirect(`/office/taxes/taxpayers?done=taxpayer-${values.move}`)
  })
}

export default function OfficeTaxpayers() {
  const { taxes: all, asked, decides, reader } = useLoaderData<typeof loader>()
  const answer = answerOf(useActionData<typeof action>())
  const { taxpayer: texts, taxes } = useOrdersTexts()
  const named = useNamed()
  const waiting = all.filter(({ state }) => state === 'proposed')
  const checked = all.filter(({ state }) => state === 'checked')
  return (
    <>
      <PageHead title={texts.title} sentence={texts.lead} />
      <TaxTabs />
      <Filters
        filters={[
          { name: 'q', label: taxes.search, type: 'search', placeholder: taxes.vendor },
          {
            name: 'taxpayer',
            label: taxes.taxpayer,
            type: 'choice',
            any: texts.any,
            options: taxpayers.map((value) => ({ value, label: taxes.taxpayers[value] })),
          },
        ]}
      />
      <Section title={taxes.waiting} count={waiting.length}>
        {waiting.length === 0 ? (
          <Empty title={texts.noneWaits} why={texts.noneWaitsWhy} icon="check-circle" />
        ) : (
          <ul className="divide-y divide-line border-y border-line">
            {waiting.map((tax) => (
              <TaxpayerCheck key={tax.id} {...{ tax, answer, decides, reader }} />
            ))}
          </ul>
        )}
      </Section>
      <Section title={texts.checked}>
        <Table
          caption={texts.checked}
          rows={checked}
          rowKey={({ id }) => id}
          total={checked.length}
          csv="/office/taxes/taxpayers.csv"
          empty={
            <Empty
              title={asked.q || asked.taxpayer ? texts.nothing : texts.none}
              why={texts.noneWhy}
              icon="filter"
            />
          }
          columns={[
            {
              key: 'vendor',
              head: taxes.vendor,
              narrow: 'title',
              cell: ({ vendor, vendorEn }) => named(vendor, vendorEn),
            },
            {
              key: 'taxpayer',
              head: taxes.taxpayer,
              narrow: 'end',
              cell: ({ taxpayer }) => taxes.taxpayers[taxpayer],
            },
            {
              key: 'from',
              head: texts.from,
              type: 'date',
              named: true,
              cell: ({ validFrom }) => <Day on={validFrom} />,
            },
            {
              key: 'file',
              head: texts.file,
              cell: ({ fileId }) => (
                <TextLink to={`/files/${fileId}`} reloadDocument>
                  {texts.view}
                </TextLink>
              ),
            },
            { key: 'by', head: taxes.checkedBy, narrow: 'hidden', cell: ({ decider }) => decider },
            {
              key: 'at',
              head: taxes.checkedAt,
              type: 'date',
              narrow: 'hidden',
              cell: ({ decidedAt }) => decidedAt && <Moment at={decidedAt} day />,
            },
          ]}
        />
      </Section>
    </>
  )
}
