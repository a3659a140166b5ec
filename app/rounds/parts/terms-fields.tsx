import { FieldError } from '~/design/field'
import { GridEntry } from '~/design/grid-entry'
import { NumberField } from '~/design/number-field'
import { Section } from '~/design/section'
import { SelectField } from '~/design/select-field'
import { TextField } from '~/design/text-field'
import { type Answer, problemOf, valueOf } from '~/web/answer'
import type { FieldOf } from '~/web/checked-form'
import { invoiceModels, type RoundTerms } from '../terms'
import { PaymentFields } from './payment-fields'
import { useRoundsTexts } from './texts'

type TermsFieldsProps = {
  field: FieldOf
  answer: Answer | undefined
  terms: Pick<RoundTerms, 'criteria' | 'payment'>
}

/** The terms that an officer sets by hand: method and criteria, bids, periods, payment, what follows the award. */
export function TermsFields({ field, answer, terms: { criteria, payment } }: TermsFieldsProps) {
  const all = useRoundsTexts()
  const texts = all.terms
  const pair = 'grid max-w-3xl gap-5 sm:grid-cols-2'
  return (
    <>
      <Section title={texts.groups.bidding}>
        <div className={`group/method space-y-5`}>
          <SelectField
            {...field('method')}
            label={all.show.method}
            options={(['lowest_price', 'comprehensive'] as const).map((value) => ({
              value,
              label: all.method[value],
            }))}
          />
          <div className="space-y-5 group-has-[option[value=lowest\_price]:checked]/method:hidden">
            <NumberField {...field('priceWeight')} label={texts.priceWeight} hint={texts.priceWeightHint} />
            <Criteria answer={answer} criteria={criteria} />
          </div>
          <div className={pair}>
            <NumberField {...field('minBids')} label={texts.minBids} hint={texts.minBidsHint} />
            <NumberField {...field('maxTiers')} label={texts.maxTiers} />
            <SelectField
              {...field('tierMode')}
              label={texts.tierMode}
              options={(['free', 'fixedSteps'] as const).map((value) => ({
                value,
                label: texts.tierModes[value],
              }))}
            />
          </div>
        </div>
      </Section>
      <Section title={texts.groups.time}>
        <div className={pair}>
          <NumberField {...field('biddingDays')} label={`${texts.biddingDays}`} unit={texts.unitDays} />
          <NumberField
            {...field('freezeToCloseWorkdays')}
            label={texts.freezeToCloseWorkdays}
            unit={texts.unitWorkdays}
          />
          <NumberField {...field('noticeWorkdays')} label={texts.noticeWorkdays} unit={texts.unitWorkdays} />
          <NumberField
            {...field('challengeWorkdays')}
            label={texts.challengeWorkdays}
            unit={texts.unitWorkdays}
          />
          <NumberField {...field('contractDays')} label={texts.contractDays} unit={texts.unitDays} />
        </div>
      </Section>
      <PaymentFields field={field} answer={answer} payment={payment} />
      <Section title={texts.groups.after}>
        <div className={pair}>
          <NumberField
            {...field('lateJoinDays')}
            label={texts.lateJoin}
            hint={texts.lateJoinHint}
            unit={texts.unitDays}
          />
          <NumberField {...field('lateJoinCapPct')} label={texts.lateJoinCap} unit="%" />
          <TextField
            {...field('feeBps')}
            label={texts.fee}
            hint={texts.feeHint}
            inputMode="decimal"
            width="short"
            unit="%"
          />
          <SelectField
            {...field('invoiceModel')}
            label={texts.invoicing}
            hint={texts.invoicingHint}
            options={invoiceModels.map((value) => ({ value, label: texts.invoicingBy[value] }))}
          />
          <SelectField
            {...field('publishBuyers')}
            label={texts.publishBuyers}
            options={(['codes', 'names'] as const).map((value) => ({ value, label: texts.buyers[value] }))}
          />
        </div>
      </Section>
    </>
  )
}

type CriteriaProps = { answer: Answer | undefined; criteria: RoundTerms['criteria'] }

function Criteria({ answer, criteria }: CriteriaProps) {
  const texts = useRoundsTexts().terms
  const places = Object.keys(answer?.values ?? {}).flatMap(
    (name) => /^criteria\.(\d+)\.name$/.exec(name)?.[1] ?? [],
  )
  const rows = answer
    ? places.map((at) => [valueOf(answer, `criteria.${at}.name`), valueOf(answer, `criteria.${at}.weight`)])
    : criteria.map(({ name, weight }) => [name, String(weight)])
  const errors = Object.fromEntries(
    (answer?.problems ?? []).flatMap(({ field, message }) => {
      const cell = /^criteria\.(\d+\.(?:name|weight))$/.exec(field)?.[1]
      return cell ? [[cell, message]] : []
    }),
  )
  return (
    <div className="max-w-2xl" id="criteria">
      <p className="mb-1 font-medium">{texts.criteria}</p>
      <GridEntry
        name="criteria"
        caption={texts.criteria}
        columns={[
          { key: 'name', head: texts.criterion, grow: 2 },
          { key: 'weight', head: texts.points, type: 'number' },
        ]}
        rows={rows}
        spare={Math.max(1, 3 - rows.length)}
        errors={errors}
      />
      <FieldError id="criteria" error={problemOf(answer, 'criteria')} />
    </div>
  )
}
