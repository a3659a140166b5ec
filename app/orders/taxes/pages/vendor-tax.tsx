import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { Button } from '~/design/button'
import { Facts } from '~/design/facts'
import { useFormat } from '~/design/format'
import { useNamed } from '~/design/named'
import { PageHead } from '~/design/page-head'
import { Section } from '~/design/section'
import { TextArea } from '~/design/text-area'
import { TextLink } from '~/design/text-link'
import { nameIn } from '~/kernel/locale'
import { dayOf } from '~/kernel/workdays'
import { metricWord, termWord, useVocabulary } from '~/texts/vocabulary'
import { answerOf } from '~/web/answer'
import { CheckedForm } from '~/web/checked-form'
import { ConfirmMove } from '~/web/confirm-move'
import { enter, found } from '~/web/enter.server'
import { page } from '~/web/page'
import { withForm } from '~/web/with-form.server'
import { useOrdersTexts } from '../../parts/texts'
import { skuTaxForm, skuTaxVendorMoves } from '../form'
import { CategoryChoice } from '../parts/category-choice'
import { SaidOfSku } from '../parts/said-of-sku'
import { listSaidOf, listSkus } from '../queries.server'
import { proposeCategory, withdrawCategory } from '../sku.server'

export const handle = page({ access: 'tax.propose', title: 'orders.vendor-tax' })

export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, params, now } = await enter(args, handle)
  const sku = found((await listSkus(db, actor, dayOf(now), params.editionId!))[0])
  const said = await listSaidOf(db, actor, sku.id)
  return { sku, said, title: nameIn(actor.locale, sku.nameZh, sku.nameEn) }
}

export async function action(args: ActionFunctionArgs) {
  const entered = await enter(args, handle)
  const { actor, params, now } = entered
  return withForm(entered, skuTaxVendorMoves, async (tx, values) => {
    if (values.move === 'withdraw') await withdrawCategory(tx, actor, values.skuTaxId)
    else await proposeCategory(tx, actor, { ...values, editionId: params.editionId! }, dayOf(now))
    return redirect(`/vendor/taxes/${params.editionId}?done=tax-${values.move}`)
  })
}

export default function VendorTax() {
  const { sku, said } = useLoaderData<typeof loader>()
  const answer = answerOf(useActionData<typeof action>())
  const texts = useOrdersTexts().taxes
  const words = useVocabulary()
  const format = useFormat()
  const named = useNamed()
  const waiting = said.find(({ state }) => state === 'proposed')
  return (
    <>
      <PageHead
        trail={[{ label: texts.vendorTitle, to: '/vendor/taxes' }]}
        title={`${named(sku.nameZh, sku.nameEn)} ${named(sku.editionName, sku.editionNameEn)}`}
        sentence={waiting ? texts.waits(words.taxCategories[waiting.category]) : texts.vendorLead}
      />
      <Section title={texts.now}>
        <Facts
          layout="row"
          items={[
            {
              label: texts.category,
              value: words.taxCategories[sku.category],
              hint: sku.checked ? texts.checked : texts.usual,
            },
            {
              label: texts.rateToday,
              value: sku.bps === null ? texts.noRate : format.percent(sku.bps / 10_000),
            },
            {
              label: texts.soldAs,
              value: `${metricWord(words, sku.metric)} · ${termWord(words, sku.term, sku.termMonths)}`,
              ...(sku.sku && { hint: sku.sku }),
            },
            {
              label: texts.product,
              value: <TextLink to={`/catalog/${sku.slug}`}>{named(sku.nameZh, sku.nameEn)}</TextLink>,
            },
          ]}
        />
      </Section>
      {waiting ? (
        <div className="mt-4">
          <ConfirmMove
            move="withdraw"
            look="secondary"
            verb={texts.withdraw}
            title={texts.withdrawTitle}
            consequences={[texts.withdrawEffect]}
            undo={{ possible: true, words: texts.withdrawUndo }}
            answer={answer}
          >
            <input type="hidden" name="skuTaxId" value={waiting.id} />
          </ConfirmMove>
        </div>
      ) : (
        <Section title={texts.propose} sentence={texts.proposeLead}>
          <CheckedForm
            form={skuTaxForm}
            answer={answer}
            className="max-w-xl space-y-5"
            defaults={{ move: 'propose', editionId: sku.id, category: sku.category }}
          >
            {(field, busy) => (
              <>
                <input type="hidden" {...field('move')} />
                <input type="hidden" {...field('editionId')} />
                <CategoryChoice {...field('category')} chosen={sku.category} />
                <TextArea {...field('note')} label={texts.note} hint={texts.noteHint} rows={3} optional />
                <Button look="primary" busy={busy}>
                  {texts.submit}
                </Button>
              </>
            )}
          </CheckedForm>
        </Section>
      )}
      {said.length > 0 && <SaidOfSku said={said} />}
    </>
  )
}
