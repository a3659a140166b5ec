import { Button } from '~/design/button'
import { CheckField } from '~/design/check-field'
import { ChoiceGroup } from '~/design/choice-group'
import { useFormat } from '~/design/format'
import { Notice } from '~/design/notice'
import { Prose } from '~/design/prose'
import { Section } from '~/design/section'
import type { Answer } from '~/web/answer'
import { problemOf } from '~/web/answer'
import { CheckedForm } from '~/web/checked-form'
import { filingForm } from '../intake/form'
import { matters } from '../intake/grounds'
import { useMediationTexts } from './texts'

type FilingFormProps = {
  holdable: bigint
  currency: string
  ready: { objections: number; hasFirstOffer: boolean; isReachable: boolean }
  answer: Answer | undefined
}

/** The last look before filing: what happens then, and what has to be said first. */
export function FilingForm({ holdable, currency, ready, answer }: FilingFormProps) {
  const all = useMediationTexts()
  const texts = all.claim
  const format = useFormat()
  const missing = [
    ready.objections === 0 && all.overview.objections,
    !ready.hasFirstOffer && texts.offerTitle,
    !ready.isReachable && texts.contact,
  ].filter((name) => name !== false)
  return (
    <Section title={texts.reviewLead}>
      <Prose>
        <ul>
          {texts.effects.map((effect) => (
            <li key={effect}>{effect}</li>
          ))}
          <li>{holdable > 0n ? texts.holdEffect(format.money(holdable, currency)) : texts.noHold}</li>
          <li>{texts.free_of}</li>
          <li>{texts.earns}</li>
        </ul>
      </Prose>
      {missing.length > 0 && (
        <div className="mt-4">
          <Notice meaning="attention" title={texts.missing}>
            {missing.join(' · ')}
          </Notice>
        </div>
      )}
      <CheckedForm form={filingForm} answer={answer} className="mt-5 max-w-2xl space-y-5">
        {(field, busy) => (
          <>
            <ChoiceGroup
              {...field('matter')}
              type="radio"
              label={texts.matter}
              error={problemOf(answer, 'matter')}
              choices={matters.map((value) => ({ value, label: texts.matters[value] }))}
            />
            <CheckField {...field('agreed')} value="yes" label={texts.agree} />
            <Button look="primary" busy={busy} disabled={missing.length > 0}>
              {texts.file}
            </Button>
          </>
        )}
      </CheckedForm>
    </Section>
  )
}
