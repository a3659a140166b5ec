import { Button } from '~/design/button'
import { NumberField } from '~/design/number-field'
import { Section } from '~/design/section'
import { SelectField } from '~/design/select-field'
import { useFormat } from '~/design/format'
import type { Answer } from '~/web/answer'
import { CheckedForm } from '~/web/checked-form'
import { useAwardTexts } from '../../parts/texts'
import { scenarioForm } from '../form'
import type { Scenarios } from '../queries.server'
import { useVendorName } from './scenario-words'

/** What to change; every field left empty leaves the facts as they are. */
export function ScenarioForm({ scenarios, answer }: { scenarios: Scenarios; answer: Answer | undefined }) {
  const texts = useAwardTexts().scenarios
  const format = useFormat()
  const { lots, vendors, noWorseOff, isScored } = scenarios
  const nameOf = useVendorName(vendors)
  const lotOptions = lots.map(({ code }) => ({ value: code, label: code }))
  return (
    <Section title={texts.ask} sentence={texts.askLead}>
      <CheckedForm form={scenarioForm} answer={answer} className="space-y-4">
        {(field, busy) => (
          <>
            <div className="grid max-w-4xl grid-cols-1 gap-4 sm:grid-cols-2 lg:grid-cols-3">
              <SelectField
                {...field('winners')}
                label={texts.winners}
                optional
                empty={texts.asDecided}
                options={[1, 2, 3].map((n) => ({ value: String(n), label: format.number(n) }))}
              />
              {lots.length > 1 && (
                <SelectField
                  {...field('winnersIn')}
                  label={texts.winnersIn}
                  optional
                  empty={texts.allLots}
                  options={lotOptions}
                />
              )}
              <SelectField
                {...field('withoutVendor')}
                label={texts.withoutVendor}
                optional
                empty={texts.asDecided}
                options={vendors.map(({ id }) => ({ value: id, label: nameOf(id) }))}
              />
              {lots.length > 1 && (
                <SelectField
                  {...field('withoutLot')}
                  label={texts.withoutLot}
                  optional
                  empty={texts.asDecided}
                  options={lotOptions}
                />
              )}
              <SelectField
                {...field('rule')}
                label={texts.rule}
                optional
                empty={texts.asDecided}
                options={[
                  noWorseOff ? { value: 'off', label: texts.ruleOff } : { value: 'on', label: texts.ruleOn },
                ]}
              />
              {isScored && (
                <NumberField
                  {...field('priceWeight')}
                  label={texts.priceWeight}
                  hint={texts.priceWeightHint}
                  optional
                />
              )}
            </div>
            <Button look="secondary" icon="scales" busy={busy}>
              {texts.submit}
            </Button>
          </>
        )}
      </CheckedForm>
    </Section>
  )
}
