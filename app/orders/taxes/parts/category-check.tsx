import { Facts } from '~/design/facts'
import { Moment } from '~/design/moment'
import { useNamed } from '~/design/named'
import { TextLink } from '~/design/text-link'
import { metricWord, termWord, useVocabulary } from '~/texts/vocabulary'
import type { Answer } from '~/web/answer'
import { useOrdersTexts } from '../../parts/texts'
import { usualCategory } from '../../tax-category'
import type { SkuTax } from '../queries.server'
import { TaxAnswers } from './tax-answers'

type CategoryCheckProps = { tax: SkuTax; answer: Answer | undefined; decides: boolean; reader: string }

/** A category that waits for the office: what the vendor says, what counts until then, and the two answers. */
export function CategoryCheck({ tax, answer, decides, reader }: CategoryCheckProps) {
  const texts = useOrdersTexts().taxes
  const words = useVocabulary()
  const named = useNamed()
  return (
    <li className="py-4">
      <p className="mb-2 font-medium">
        <TextLink to={`/catalog/${tax.slug}`}>{named(tax.nameZh, tax.nameEn)}</TextLink>{' '}
        {named(tax.editionName, tax.editionNameEn)}
      </p>
      <Facts
        layout="row"
        items={[
          {
            label: texts.vendor,
            value: (
              <TextLink to={`/office/organizations/${tax.vendorId}`}>
                {named(tax.vendor, tax.vendorEn)}
              </TextLink>
            ),
          },
          {
            label: texts.soldAs,
            value: `${metricWord(words, tax.metric)} · ${termWord(words, tax.term, tax.termMonths)}`,
          },
          {
            label: texts.until,
            value: words.taxCategories[tax.before ?? usualCategory(tax.term)],
            hint: tax.before ? texts.checked : texts.usual,
          },
          {
            label: texts.proposed,
            value: words.taxCategories[tax.category],
            ...(tax.note && { hint: tax.note }),
          },
          {
            label: texts.by,
            value: (
              <>
                {tax.proposer} · <Moment at={tax.proposedAt} />
              </>
            ),
          },
        ]}
      />
      {decides && tax.proposedBy !== reader && (
        <TaxAnswers
          name="skuTaxId"
          id={tax.id}
          answer={answer}
          check={{
            verb: texts.check,
            title: texts.checkTitle(words.taxCategories[tax.category]),
            consequences: [...texts.checkEffects],
            undo: { possible: true, words: texts.checkUndo },
          }}
          refuseEffect={texts.refuseEffect}
        />
      )}
    </li>
  )
}
