import { FieldError } from '~/design/field'
import { FileDrop } from '~/design/file-drop'
import { useFormat } from '~/design/format'
import { GridEntry } from '~/design/grid-entry'
import { useNamed } from '~/design/named'
import { NumberField } from '~/design/number-field'
import { Section } from '~/design/section'
import { SelectField } from '~/design/select-field'
import { TextArea } from '~/design/text-area'
import { TextField } from '~/design/text-field'
import { startOf } from '~/kernel/workdays'
import { toDecimal } from '~/kernel/money'
import type { RoundTerms } from '~/rounds/terms'
import { type Answer, problemOf, valueOf } from '~/web/answer'
import { standardResponses, taxRates } from '../entry'
import { filesField } from '../files/chosen'
import { fileEndings, fileLimits } from '../files/file-item'
import type { OwnBid } from '../queries.server'
import { TierFile } from '../tiers/parts/tier-file'
import { useBidTexts } from './texts'

type Edition = { id: string; edition: string; editionEn: string; productZh: string; productEn: string }
type Criterion = { code: string; name: string; weight: number }

type EntryFieldsProps = {
  answer: Answer | undefined
  /** The vendor's former version, to begin with. */
  before: OwnBid | null
  editions: readonly Edition[]
  criteria: readonly Criterion[]
  referencePrice: bigint
  maxTiers: number
  /** Published volumes that must be priced exactly; null: free. */
  steps: readonly number[] | null
  validAtLeast: string
  /** Who seals the files that come with the technical part. */
  sealing: RoundTerms['sealing']
}

/** What a vendor fills in for one lot: the offer, the price grid, quantities and conditions. */
export function EntryFields(props: EntryFieldsProps) {
  return (
    <>
      <Offer {...props} />
      <Tiers {...props} />
      <Conditions {...props} />
    </>
  )
}

function Offer({ answer, before, editions, criteria, sealing }: EntryFieldsProps) {
  const texts = useBidTexts().entry
  const named = useNamed()
  const format = useFormat()
  const responses: Record<string, string> = before?.technical.responses ?? {}
  const questions = [
    ...standardResponses.map((code) => ({ code, label: texts.responses[code] })),
    ...criteria.map(({ code, name, weight }) => ({ code, label: texts.criterion(name, String(weight)) })),
  ]
  return (
    <Section title={texts.offer}>
      <div className="max-w-2xl space-y-5">
        <SelectField
          name="edition"
          label={texts.edition}
          empty={editions.length > 1}
          options={editions.map(({ id, edition, editionEn, productZh, productEn }) => ({
            value: id,
            label: `${named(productZh, productEn)} ${named(edition, editionEn)}`,
          }))}
          defaultValue={valueOf(answer, 'edition', before?.price.edition ?? '')}
          error={problemOf(answer, 'edition')}
        />
        {questions.map(({ code, label }) => (
          <TextArea
            key={code}
            name={`responses.${code}`}
            label={label}
            width="full"
            rows={2}
            maxLength={4000}
            defaultValue={valueOf(answer, `responses.${code}`, responses[code] ?? '')}
            error={problemOf(answer, `responses.${code}`)}
          />
        ))}
        <FileDrop
          name={filesField}
          label={texts.files}
          hint={texts.filesHint(
            format.number(fileLimits.files),
            format.number(fileLimits.bytes / 1_000_000),
            texts.filesSealedBy[sealing],
            before?.technical.files.map(({ name }) => name) ?? [],
          )}
          accept={fileEndings}
          multiple
          optional
          error={problemOf(answer, filesField)}
        />
      </div>
    </Section>
  )
}

function Tiers({ answer, before, referencePrice, maxTiers, steps }: EntryFieldsProps) {
  const texts = useBidTexts().entry
  const format = useFormat()
  const wrong = problemOf(answer, 'tiers')
  const errors = Object.fromEntries(
    (answer?.problems ?? []).flatMap(({ field, message }) => {
      const cell = /^tiers\.(\d+\.(?:from|price))$/.exec(field)?.[1]
      return cell ? [[cell, message]] : []
    }),
  )
  const rows = typedRows(answer) ?? sealedRows(before) ?? (steps ?? []).map((step) => [String(step), ''])
  return (
    <Section
      title={texts.tiers}
      sentence={
        steps
          ? texts.stepsHint(steps.map((step) => format.number(step)).join(' · '))
          : texts.tiersHint(format.money(referencePrice), String(maxTiers))
      }
    >
      <div className="max-w-2xl" id="tiers">
        <GridEntry
          name="tiers"
          caption={texts.tiers}
          columns={[
            { key: 'from', head: texts.from, type: 'number' },
            { key: 'price', head: texts.price, type: 'number' },
          ]}
          rows={rows}
          spare={steps ? 0 : Math.max(0, Math.min(3, maxTiers) - rows.length)}
          errors={errors}
        >
          {(rows, replace) => (
            <TierFile terms={{ referencePrice, maxTiers, steps }} rows={rows} replace={replace} />
          )}
        </GridEntry>
        <FieldError id="tiers" error={wrong} />
      </div>
    </Section>
  )
}

function Conditions({ answer, before, validAtLeast }: EntryFieldsProps) {
  const format = useFormat()
  const texts = useBidTexts().entry
  const { minQty, maxQty, taxRateBps, validUntil } = before?.price ?? {}
  const text = (value: number | null | undefined) => (value ? String(value) : '')
  return (
    <Section title={texts.capacity}>
      <div className="grid max-w-2xl gap-5 sm:grid-cols-2">
        <NumberField
          name="minQty"
          label={texts.minQty}
          hint={texts.minQtyHint}
          unit={texts.unit}
          optional
          defaultValue={valueOf(answer, 'minQty', text(minQty))}
          error={problemOf(answer, 'minQty')}
        />
        <NumberField
          name="maxQty"
          label={texts.maxQty}
          hint={texts.maxQtyHint}
          unit={texts.unit}
          optional
          defaultValue={valueOf(answer, 'maxQty', text(maxQty))}
          error={problemOf(answer, 'maxQty')}
        />
        <SelectField
          name="taxRateBps"
          label={texts.tax}
          width="short"
          options={taxRates.map((value) => ({ value, label: texts.taxOf(String(Number(value) / 100)) }))}
          defaultValue={valueOf(answer, 'taxRateBps', String(taxRateBps ?? taxRates[0]))}
          error={problemOf(answer, 'taxRateBps')}
        />
        <TextField
          type="date"
          name="validUntil"
          label={texts.validUntil}
          hint={texts.validHint(format.date(startOf(validAtLeast)))}
          width="short"
          min={validAtLeast}
          defaultValue={valueOf(answer, 'validUntil', validUntil ?? validAtLeast)}
          error={problemOf(answer, 'validUntil')}
        />
      </div>
    </Section>
  )
}

const sealedRows = (before: OwnBid | null) =>
  before?.price.tiers.map(({ from, price }) => [String(from), toDecimal(BigInt(price))]) ?? null

/** The grid as it was posted: a refused form keeps every cell. */
function typedRows(answer: Answer | undefined): string[][] | null {
  if (!answer) return null
  const places = Object.keys(answer.values).flatMap((name) => /^tiers\.(\d+)\.from$/.exec(name)?.[1] ?? [])
  return places.map((place) => [
    valueOf(answer, `tiers.${place}.from`),
    valueOf(answer, `tiers.${place}.price`),
  ])
}
