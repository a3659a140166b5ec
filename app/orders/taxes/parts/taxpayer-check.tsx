import { Day } from '~/design/day'
import { Facts } from '~/design/facts'
import { Moment } from '~/design/moment'
import { useNamed } from '~/design/named'
import { TextLink } from '~/design/text-link'
import type { Answer } from '~/web/answer'
import { useOrdersTexts } from '../../parts/texts'
import type { VendorTax } from '../taxpayers.server'
import { TaxAnswers } from './tax-answers'

type TaxpayerCheckProps = { tax: VendorTax; answer: Answer | undefined; decides: boolean; reader: string }

/** A declaration that waits for the office: what the vendor says, its evidence, and the two answers. */
export function TaxpayerCheck({ tax, answer, decides, reader }: TaxpayerCheckProps) {
  const { taxpayer: texts, taxes } = useOrdersTexts()
  const named = useNamed()
  return (
    <li className="py-4">
      <p className="mb-2 font-medium">
        <TextLink to={`/office/organizations/${tax.vendorId}`}>{named(tax.vendor, tax.vendorEn)}</TextLink>
      </p>
      <Facts
        layout="row"
        items={[
          {
            label: taxes.proposed,
            value: taxes.taxpayers[tax.taxpayer],
            ...(tax.note && { hint: tax.note }),
          },
          { label: texts.from, value: <Day on={tax.validFrom} /> },
          {
            label: texts.file,
            value: (
              <TextLink to={`/files/${tax.fileId}`} reloadDocument>
                {texts.view}
              </TextLink>
            ),
          },
          {
            label: taxes.by,
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
          name="vendorTaxId"
          id={tax.id}
          answer={answer}
          check={{
            verb: texts.check,
            title: texts.checkTitle(taxes.taxpayers[tax.taxpayer]),
            consequences: [...texts.checkEffects],
            undo: { possible: false, words: texts.checkUndo },
          }}
          refuseEffect={texts.refuseEffect}
        />
      )}
    </li>
  )
}
