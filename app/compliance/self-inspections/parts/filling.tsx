import { useSoftwareName } from '~/catalog/parts/software-name'
import { Button } from '~/design/button'
import { DateField } from '~/design/date-field'
import { useFormat } from '~/design/format'
import { NumberField } from '~/design/number-field'
import { Section } from '~/design/section'
import { SelectField } from '~/design/select-field'
import { TextArea } from '~/design/text-area'
import { TextField } from '~/design/text-field'
import type { Answer } from '~/web/answer'
import { CheckedForm, type FieldOf } from '~/web/checked-form'
import { useCampaignTexts } from '../../parts/texts'
import {
  actions,
  coverageOf,
  leastCoverage,
  type Action,
  type Declared,
  type Figures,
  type ProductFigures,
} from '../figures'
import { fillingForm } from '../form'
import { planLines, type PlanLine } from './plan-lines'

type FillingProps = {
  figures: Figures
  declared: Declared
  planned: readonly Action[]
  answer: Answer | undefined
}

/** What people add to the computed figures: who is responsible, what is declared by hand, what will be done about gaps. */
export function Filling({ figures, declared, planned, answer }: FillingProps) {
  const texts = useCampaignTexts().inspection
  const format = useFormat()
  const lines = planLines(figures.products, planned)
  const coverage = coverageOf(figures.computers)
  return (
    <CheckedForm
      form={fillingForm}
      answer={answer}
      defaults={defaultsOf(declared, lines)}
      className="space-y-6"
    >
      {(field, busy) => (
        <>
          <input type="hidden" name="move" value="save" />
          <Section title={texts.unit}>
            <div className="grid max-w-3xl gap-5 sm:grid-cols-3">
              <TextField {...field('head')} label={texts.head} optional />
              <TextField {...field('contact')} label={texts.contact} optional />
              <NumberField {...field('headcount')} label={texts.headcount} optional />
              <NumberField {...field('isolated')} label={texts.isolated} hint={texts.isolatedHint} optional />
              <div className="sm:col-span-2">
                <TextField {...field('isolatedBasis')} label={texts.isolatedBasis} optional width="full" />
              </div>
            </div>
            {coverage < leastCoverage && (
              <div className="mt-5 max-w-3xl">
                <TextArea
                  {...field('coverageReason')}
                  label={texts.coverageReason}
                  hint={texts.coverageHint(format.percent(coverage))}
                  rows={2}
                  width="full"
                />
              </div>
            )}
          </Section>
          <Section title={texts.actions} sentence={lines.length > 0 ? texts.actionsHint : texts.noGaps}>
            <div className="space-y-4">
              {lines.map((line, at) => (
                <ActionFields key={`${line.product.productId} ${at}`} line={line} at={at} field={field} />
              ))}
            </div>
          </Section>
          <div className="max-w-3xl">
            <TextArea {...field('remark')} label={texts.remark} rows={2} optional width="full" />
          </div>
          <Button busy={busy}>{texts.save}</Button>
        </>
      )}
    </CheckedForm>
  )
}

type ActionFieldsProps = { line: PlanLine<ProductFigures>; at: number; field: FieldOf }

function ActionFields({ line: { product }, at, field }: ActionFieldsProps) {
  const texts = useCampaignTexts().inspection
  const software = useSoftwareName()
  const format = useFormat()
  const name = (part: string) => `actions.${at}.${part}`
  return (
    <fieldset className="rounded border border-line px-4 pt-2 pb-4">
      <legend className="px-1 font-medium">
        {texts.actionOf(software(product), format.number(product.gap))}
      </legend>
      <input type="hidden" name={name('productId')} value={product.productId} />
      <div className="grid gap-4 sm:grid-cols-4">
        <SelectField
          {...field(name('action'))}
          label={texts.action}
          empty
          options={actions.map((value) => ({ value, label: texts.kinds[value] }))}
        />
        <NumberField {...field(name('quantity'))} label={texts.quantity} />
        <TextField {...field(name('owner'))} label={texts.owner} />
        <DateField {...field(name('dueOn'))} label={texts.dueOn} />
      </div>
    </fieldset>
  )
}

function defaultsOf(declared: Declared, lines: readonly PlanLine<ProductFigures>[]): Record<string, string> {
  const own = Object.entries(declared).flatMap(([key, value]) =>
    value == null ? [] : [[key, String(value)]],
  )
  const planned = lines.flatMap(({ action }, at) =>
    action
      ? (['action', 'quantity', 'owner', 'dueOn'] as const).map((part) => [
          `actions.${at}.${part}`,
          String(action[part]),
        ])
      : [],
  )
  return Object.fromEntries([...own, ...planned])
}
