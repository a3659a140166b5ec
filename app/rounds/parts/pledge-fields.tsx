import { CheckField } from '~/design/check-field'
import { ChoiceGroup } from '~/design/choice-group'
import { useFormat } from '~/design/format'
import { MoneyField } from '~/design/money-field'
import { useNamed } from '~/design/named'
import { NumberField } from '~/design/number-field'
import { Scripted, useAlive } from '~/design/scripted'
import { Section } from '~/design/section'
import { hourOf } from '~/kernel/workdays'
import { type Answer, problemOf } from '~/web/answer'
import type { FieldOf } from '~/web/checked-form'
import type { PledgeDesk } from '../pledges/desk.server'
import type { OwnConditions } from './own-conditions'
import { useRoundsTexts } from './texts'

type PledgeFieldsProps = {
  desk: PledgeDesk
  own: OwnConditions
  field: FieldOf
  answer: Answer | undefined
}

/** What an enterprise states in a pledge: quantity, price conditions, whom it accepts. */
export function PledgeFields(props: PledgeFieldsProps) {
  const { desk, own } = props
  const texts = useRoundsTexts().pledge
  const byOpeners = desk.sealing.by === 'openers'
  // What a browser without scripts would post in the clear is not offered to it.
  const ready = useAlive() || !byOpeners
  return (
    <>
      <Quantity {...props} />
      {!ready && own.item && (
        <input type="hidden" name="stretchQuantity" value={desk.pledge?.askedStretch ?? ''} readOnly />
      )}
      <div className="group/keep">
        {own.item && !own.conditions && !own.item.ofFormerKeys && (
          <div className="mt-8">
            <Kept {...props} />
          </div>
        )}
        <div className={`group-has-[[name=keep]:checked]/keep:hidden ${byOpeners ? '' : 'mt-8'}`}>
          {byOpeners && <Scripted without={texts.scripts}>{null}</Scripted>}
          {ready && <Price {...props} />}
          {ready && <Accepted {...props} />}
        </div>
      </div>
    </>
  )
}

/** Sealed before, and not to be read in this browser: kept as it is, or stated anew. */
function Kept({ answer }: PledgeFieldsProps) {
  const { pledge: texts, pledgeShow } = useRoundsTexts()
  return (
    <Section title={pledgeShow.conditions}>
      <CheckField
        name="keep"
        label={texts.keep}
        hint={texts.keepHint}
        error={problemOf(answer, 'keep')}
        defaultChecked={answer ? answer.values.keep === 'on' : true}
      />
    </Section>
  )
}

const chosenOf = (answer: Answer | undefined, name: string, otherwise: readonly string[]) =>
  answer ? [answer.values[name] ?? []].flat() : otherwise

function Quantity({ desk, field, answer }: PledgeFieldsProps) {
  const texts = useRoundsTexts()
  const format = useFormat()
  return (
    <Section title={texts.pledge.quantity}>
      <div className="space-y-5">
        <NumberField
          {...field('quantity')}
          label={texts.pledge.quantity}
          hint={texts.pledge.quantityHint}
          unit={texts.lots.unit}
        />
        {desk.lines.length > 0 ? (
          <ChoiceGroup
            type="checkbox"
            name="lines"
            label={texts.pledge.lines}
            hint={texts.pledge.linesHint}
            optional
            error={problemOf(answer, 'lines')}
            chosen={chosenOf(answer, 'lines', desk.pledge?.lineIds ?? desk.lines.map(({ id }) => id))}
            choices={desk.lines.map(({ id, quantity, neededBy, note }) => ({
              value: id,
              label: texts.pledge.line(format.number(quantity), format.date(hourOf(neededBy, 12))),
              hint: note,
            }))}
          />
        ) : (
          <p className="text-sm text-ink-soft">{texts.pledge.linesEmpty}</p>
        )}
        <CheckField
          name="allOrNothing"
          label={texts.pledge.allOrNothing}
          hint={texts.pledge.allOrNothingHint(format.number(desk.maxAllOrNothingLots))}
          error={problemOf(answer, 'allOrNothing')}
          defaultChecked={
            answer ? answer.values.allOrNothing === 'on' : (desk.pledge?.askedAllOrNothing ?? false)
          }
        />
      </div>
    </Section>
  )
}

function Price({ desk, field }: PledgeFieldsProps) {
  const texts = useRoundsTexts().pledge
  const all = useRoundsTexts()
  const format = useFormat()
  return (
    <Section title={texts.price}>
      <div className="space-y-5">
        <MoneyField
          {...field('ceiling')}
          label={texts.ceiling}
          hint={texts.ceilingHint(format.money(desk.lot.referencePrice))}
          optional
        />
        <div className="grid max-w-2xl gap-5 sm:grid-cols-2">
          <NumberField
            {...field('stretchQuantity')}
            label={texts.stretchQuantity}
            hint={texts.stretchQuantityHint}
            unit={all.lots.unit}
            optional
          />
          <MoneyField
            {...field('stretchCeiling')}
            label={texts.stretchCeiling}
            hint={texts.stretchCeilingHint}
            optional
          />
        </div>
      </div>
    </Section>
  )
}

const rules = ['any', 'recommended', 'vendors', 'editions'] as const

function Accepted({ desk, own, answer }: PledgeFieldsProps) {
  const texts = useRoundsTexts().pledge
  const named = useNamed()
  const present = own.conditions?.acceptable
  const rule = answer ? String(answer.values.accept ?? 'any') : (present?.rule ?? 'any')
  const vendors = present?.rule === 'vendors' ? present.vendors : []
  const editions = present?.rule === 'editions' ? present.editions : []
  return (
    <Section title={texts.accept} sentence={texts.acceptHint}>
      <div className="group/accept space-y-4">
        <ChoiceGroup
          type="radio"
          name="accept"
          label={texts.accept}
          chosen={rule}
          choices={rules
            .filter((value) => value !== 'editions' || desk.editions.length > 0)
            .map((value) => ({ value, label: texts.accepts[value] }))}
        />
        <div className="hidden border-l-2 border-line pl-4 group-has-[[value=vendors]:checked]/accept:block">
          <ChoiceGroup
            type="checkbox"
            name="vendors"
            label={texts.vendors}
            chosen={chosenOf(answer, 'vendors', vendors)}
            error={problemOf(answer, 'vendors')}
            choices={desk.vendors.map(({ id, name, nameEn }) => ({
              value: id,
              label: named(name, nameEn),
            }))}
          />
        </div>
        <div className="hidden border-l-2 border-line pl-4 group-has-[[value=editions]:checked]/accept:block">
          <ChoiceGroup
            type="checkbox"
            name="editions"
            label={texts.editions}
            chosen={chosenOf(answer, 'editions', editions)}
            error={problemOf(answer, 'editions')}
            choices={desk.editions.map((edition) => ({
              value: edition.id,
              label: `${named(edition.productZh, edition.productEn)} ${named(edition.nameZh, edition.nameEn)}`,
              hint: named(edition.publisherZh, edition.publisherEn),
            }))}
          />
        </div>
      </div>
    </Section>
  )
}
