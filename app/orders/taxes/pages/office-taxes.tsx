import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { Empty } from '~/design/empty'
import { Filters } from '~/design/filters'
import { Moment } from '~/design/moment'
import { useNamed } from '~/design/named'
import { PageHead } from '~/design/page-head'
import { Section } from '~/design/section'
import { Table } from '~/design/table'
import { mayEnter } from '~/people/access'
import { metricWord, termWord, useVocabulary } from '~/texts/vocabulary'
import { answerOf } from '~/web/answer'
import { enter } from '~/web/enter.server'
import { page } from '~/web/page'
import { withForm } from '~/web/with-form.server'
import { taxCategories } from '../../tax-category'
import { useOrdersTexts } from '../../parts/texts'
import { askedSkuTaxes, skuTaxOfficeMoves } from '../form'
import { CategoryCheck } from '../parts/category-check'
import { TaxTabs } from '../parts/tax-tabs'
import { listSkuTaxes } from '../queries.server'
import { decideCategory } from '../sku.server'

export const handle = page({ access: 'tax.oversee', title: 'orders.taxes' })

export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, url } = await enter(args, handle)
  const asked = askedSkuTaxes.parse(Object.fromEntries(url.searchParams))
  const taxes = await listSkuTaxes(db, actor, asked)
  return { taxes, asked, decides: mayEnter('tax.decide', actor), reader: actor.personId }
}

export async function action(args: ActionFunctionArgs) {
  const entered = await enter(args, { ...handle, access: 'tax.decide' })
  return withForm(entered, skuTaxOfficeMoves, async (tx, values) => {
    await decideCategory(tx, entered.actor, values)
    return redirect(`/office/taxes?done=tax-${values.move}`)
  })
}

export default function OfficeTaxes() {
  const { taxes, asked, decides, reader } = useLoaderData<typeof loader>()
  const answer = answerOf(useActionData<typeof action>())
  const texts = useOrdersTexts().taxes
  const words = useVocabulary()
  const named = useNamed()
  const waiting = taxes.filter(({ state }) => state === 'proposed')
  const counting = taxes.filter(({ state }) => state === 'checked')
  return (
    <>
      <PageHead title={texts.title} sentence={texts.lead} />
      <TaxTabs waiting={waiting.length} />
      <Filters
        filters={[
          { name: 'q', label: texts.search, type: 'search', placeholder: texts.searchHint },
          {
            name: 'category',
            label: texts.category,
            type: 'choice',
            any: texts.anyCategory,
            options: taxCategories.map((value) => ({ value, label: words.taxCategories[value] })),
          },
        ]}
      />
      <Section title={texts.waiting} count={waiting.length}>
        {waiting.length === 0 ? (
          <Empty title={texts.noneWaits} why={texts.noneWaitsWhy} icon="check-circle" />
        ) : (
          <ul className="divide-y divide-line border-y border-line">
            {waiting.map((tax) => (
              <CategoryCheck key={tax.id} {...{ tax, answer, decides, reader }} />
            ))}
          </ul>
        )}
      </Section>
      <Section title={texts.counting}>
        <Table
          caption={texts.counting}
          rows={counting}
          rowKey={({ id }) => id}
          total={counting.length}
          csv="/office/taxes.csv"
          empty={
            <Empty
              title={asked.q || asked.category ? texts.nothing : texts.noneCounts}
              why={texts.noneCountsWhy}
              icon="filter"
            />
          }
          columns={[
            {
              key: 'product',
              head: texts.product,
              narrow: 'title',
              cell: (tax) => (
                <>
                  {named(tax.nameZh, tax.nameEn)}{' '}
                  <span className="text-ink-soft">{named(tax.editionName, tax.editionNameEn)}</span>
                  <span className="block text-sm text-ink-soft">
                    {metricWord(words, tax.metric)} · {termWord(words, tax.term, tax.termMonths)}
                  </span>
                </>
              ),
            },
            {
              key: 'vendor',
              head: texts.vendor,
              cell: ({ vendor, vendorEn }) => named(vendor, vendorEn),
            },
            {
              key: 'category',
              head: texts.category,
              narrow: 'end',
              cell: ({ category }) => words.taxCategories[category],
            },
            { key: 'by', head: texts.checkedBy, narrow: 'hidden', cell: ({ decider }) => decider },
            {
              key: 'at',
              head: texts.checkedAt,
              type: 'date',
              cell: ({ decidedAt }) => decidedAt && <Moment at={decidedAt} day />,
            },
          ]}
        />
      </Section>
    </>
  )
}
