import { Day } from '~/design/day'
import { Facts } from '~/design/facts'
import { Moment } from '~/design/moment'
import { useNamed } from '~/design/named'
import { TextLink } from '~/design/text-link'
import type { Answer } from '~/web/answer'
import { ConfirmMove } from '~/web/confirm-move'
import { MoveReason } from '~/web/move-reason'
import { useOrdersTexts } from '../../parts/texts'
import type { VendorTax } from '../taxpayers.server'

type TaxpayerCheckProps = { tax: VendorTax; answer: Answer | undefined; decides: boolean; reader: string }

/** A declaration that waits for the office: what the vendor says, its evidence, and the two answers. */
export function TaxpayerCheck({ tax, answer, decides, reader }: TaxpayerCheckProps) {
  const { taxpayer: texts, taxes } = useOrdersTexts()
  const named = useNamed()
  const mine = answer?.values.vendorTaxId === tax.id ? answer : undefined
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
        <div className="mt-3 flex flex-wrap items-start gap-3">
          <ConfirmMove
            move="check"
            id={`check-${tax.id}`}
            verb={texts.check}
            title={texts.checkTitle(taxes.taxpayers[tax.taxpayer])}
            consequences={[...texts.checkEffects]}
            undo={{ possible: false, words: texts.checkUndo }}
            answer={mine}
          >
            <input type="hidden" name="vendorTaxId" value={tax.id} />
          </ConfirmMove>
          <ConfirmMove
            move="refuse"
            id={`refuse-${tax.id}`}
            look="danger"
            verb={taxes.refuse}
            title={taxes.refuseTitle}
            consequences={[texts.refuseEffect]}
            undo={{ possible: true, words: taxes.refuseUndo }}
            answer={mine}
          >
            <input type="hidden" name="vendorTaxId" value={tax.id} />
            <MoveReason move="refuse" id={`refuse-${tax.id}`} answer={mine} label={taxes.reason} />
          </ConfirmMove>
        </div>
      )}
    </li>
  )
}
