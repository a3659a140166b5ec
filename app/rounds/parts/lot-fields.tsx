import { useFormat } from '~/design/format'
import { MoneyField } from '~/design/money-field'
import { NumberField } from '~/design/number-field'
import { Section } from '~/design/section'
import { SelectField } from '~/design/select-field'
import { TextArea } from '~/design/text-area'
import { TextField } from '~/design/text-field'
import { metrics, priceSources, terms } from '~/catalog/codes'
import { metricWord, useVocabulary } from '~/texts/vocabulary'
import type { FieldOf } from '~/web/checked-form'
import type { UsualLot } from '../drafts/prefill.server'
import { useRoundsTexts } from './texts'

/** The terms of one lot: what is counted, the reference price with its source, volumes, winners. */
export function LotFields({
  field,
  product,
  usual,
}: {
  field: FieldOf
  /** one publisher's product: then it takes a reason */
  product: boolean
  usual: UsualLot | null
}) {
  const all = useRoundsTexts()
  const texts = all.wizard.lot
  const words = useVocabulary()
  const format = useFormat()
  return (
    <>
      {product && (
        <TextArea
          {...field('justification')}
          label={texts.justification}
          hint={texts.justificationHint}
          rows={2}
        />
      )}
      <Section title={texts.metric}>
        <div className="grid max-w-3xl gap-5 sm:grid-cols-3">
          <SelectField
            {...field('metric')}
            label={texts.metric}
            options={metrics.map((value) => ({ value, label: metricWord(words, value) }))}
          />
          <SelectField
            {...field('term')}
            label={texts.term}
            options={terms.map((value) => ({ value, label: words.terms[value] ?? value }))}
          />
          <NumberField {...field('termMonths')} label={texts.termMonths} hint={texts.termHint} optional />
        </div>
      </Section>
      <Section title={all.lots.reference}>
        <div className="grid max-w-3xl gap-5 sm:grid-cols-2">
          <MoneyField
            {...field('referencePrice')}
            label={texts.referencePrice}
            hint={texts.referenceHint}
            width="medium"
          />
          <SelectField
            {...field('referenceSource')}
            label={texts.source}
            options={priceSources.map((value) => ({ value, label: all.lots.source[value] }))}
          />
        </div>
        <div className="mt-5">
          <TextArea {...field('referenceNote')} label={texts.note} hint={texts.noteHint} rows={2} />
        </div>
      </Section>
      <Section
        title={all.wizard.lots.minimum}
        {...(usual &&
          usual.quantity > 0 && {
            sentence: `${all.wizard.lots.open}: ${all.wizard.lots.openOf(format.number(usual.quantity), format.number(usual.organizations))}`,
          })}
      >
        <div className="grid max-w-3xl gap-5 sm:grid-cols-2">
          <NumberField {...field('minVolume')} label={texts.minVolume} hint={texts.minVolumeHint} />
          <TextField
            {...field('milestones')}
            label={texts.milestones}
            hint={texts.milestonesHint}
            inputMode="numeric"
            optional
          />
          <SelectField
            {...field('maxWinners')}
            label={texts.maxWinners}
            width="short"
            options={['1', '2', '3'].map((value) => ({ value, label: value }))}
          />
          <NumberField {...field('contractMonths')} label={texts.contractMonths} />
        </div>
      </Section>
    </>
  )
}
