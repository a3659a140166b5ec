import { useState } from 'react'
import { Button } from '~/design/button'
import { ChoiceGroup } from '~/design/choice-group'
import { Facts } from '~/design/facts'
import { Moment } from '~/design/moment'
import { useNamed } from '~/design/named'
import { Section } from '~/design/section'
import { SelectField } from '~/design/select-field'
import { TextArea } from '~/design/text-area'
import { TextLink } from '~/design/text-link'
import { type Answer, chosenOf, valueOf } from '~/web/answer'
import { CheckedForm } from '~/web/checked-form'
import { useAwardTexts } from '../../parts/texts'
import { challengeMoves } from '../form'
import type { Challenge, RemedyDesk } from '../queries.server'

type RemedyFormProps = { desk: RemedyDesk; answer: Answer | undefined }

/** An officer decides, in the open, what follows from an upheld challenge. */
export function RemedyForm({ desk: { remedies, lots, bids, judged }, answer }: RemedyFormProps) {
  const texts = useAwardTexts().challenge.redress
  const named = useNamed()
  const [chosen, choose] = useState(valueOf(answer, 'remedy'))
  return (
    <Section title={texts.title} sentence={texts.lead}>
      <CheckedForm form={challengeMoves} answer={answer} className="max-w-2xl space-y-5">
        {(field, busy) => (
          <div onChange={(event) => follow(event, choose)} className="space-y-5">
            <input type="hidden" name="move" value="remedy" />
            <ChoiceGroup
              name="remedy"
              error={field('remedy').error}
              type="radio"
              label={texts.what}
              chosen={chosen}
              choices={remedies.map((remedy) => ({
                value: remedy,
                label: texts.kinds[remedy],
                hint: texts.means[remedy],
              }))}
            />
            {(chosen === 'recompute' || chosen === '') && bids.length > 0 && (
              <SelectField
                {...field('bidId')}
                label={texts.bid}
                hint={texts.bidHint}
                optional
                empty={texts.noBid}
                options={bids.map(({ id, code, vendor, vendorEn, out }) => ({
                  value: id,
                  label: `${out ? texts.takeIn : texts.takeOut} · ${code} ${named(vendor, vendorEn)}`,
                }))}
              />
            )}
            {(chosen === 'reopen_eligibility' || chosen === '') && judged.length > 0 && (
              <ChoiceGroup
                name="bidIds"
                error={field('bidIds').error}
                type="checkbox"
                label={texts.bids}
                chosen={chosenOf(answer, 'bidIds')}
                hint={texts.bidsHint}
                optional={chosen === ''}
                choices={judged.map(({ id, code, vendor, vendorEn, out }) => ({
                  value: id,
                  label: `${code} ${named(vendor, vendorEn)}`,
                  hint: out ? texts.wasOut : texts.wasIn,
                }))}
              />
            )}
            {(chosen === 'cancel_lot' || chosen === '') && remedies.includes('cancel_lot') && (
              <SelectField
                {...field('lotId')}
                label={texts.lot}
                optional
                empty={texts.noLot}
                options={lots.map(({ id, code }) => ({ value: id, label: code }))}
              />
            )}
            <TextArea
              {...field('reason')}
              label={texts.reason}
              hint={texts.reasonHint}
              rows={4}
              maxLength={2000}
              width="full"
            />
            <Button look="primary" busy={busy}>
              {texts.decide}
            </Button>
          </div>
        )}
      </CheckedForm>
    </Section>
  )
}

function follow(event: React.FormEvent, choose: (value: string) => void) {
  const { name, value } = event.target as HTMLInputElement
  if (name === 'remedy') choose(value)
}

/** What followed from an upheld challenge, and when; nothing before. */
export function RemedyTaken({ challenge }: { challenge: Challenge }) {
  const texts = useAwardTexts().challenge.redress
  const named = useNamed()
  const { remedy, remedyReason, remediedAt, remedyVendor, remedyVendorEn, remedyLot, roundId, bids } =
    challenge
  if (!remedy || !remediedAt) return null
  return (
    <Section title={texts.taken}>
      <Facts
        layout="row"
        items={[
          { label: texts.what, value: texts.kinds[remedy] },
          ...(remedyLot ? [{ label: texts.lot, value: remedyLot }] : []),
          ...(remedyVendor ? [{ label: texts.bid, value: named(remedyVendor, remedyVendorEn) }] : []),
          ...(bids.length > 0
            ? [
                {
                  label: texts.bids,
                  value: bids
                    .map(({ code, vendor, vendorEn }) => `${code} ${named(vendor, vendorEn)}`)
                    .join(' · '),
                },
              ]
            : []),
          {
            label: texts.reason,
            value: <p className="max-w-prose whitespace-pre-wrap">{remedyReason}</p>,
          },
          { label: texts.at, value: <Moment at={remediedAt} /> },
        ]}
      />
      {remedy !== 'go_on' && (
        <p className="mt-4">
          <TextLink to={`/rounds/${roundId}/award`}>{texts.seeAward}</TextLink>
        </p>
      )}
    </Section>
  )
}
