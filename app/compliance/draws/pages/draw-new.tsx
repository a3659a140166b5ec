import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { Button } from '~/design/button'
import { CheckField } from '~/design/check-field'
import { ChoiceGroup } from '~/design/choice-group'
import { DateField } from '~/design/date-field'
import { useNamed } from '~/design/named'
import { NumberField } from '~/design/number-field'
import { PageHead } from '~/design/page-head'
import { Section } from '~/design/section'
import { TextField } from '~/design/text-field'
import { dayOf } from '~/kernel/workdays'
import { listings, ownerships } from '~/people/form'
import { usePlaceOptions } from '~/people/parts/place-options'
import { usePeopleTexts } from '~/people/parts/texts'
import { listDistricts } from '~/people/queries.server'
import { answerOf, chosenOf } from '~/web/answer'
import { CheckedForm } from '~/web/checked-form'
import { enter } from '~/web/enter.server'
import { page } from '~/web/page'
import { withForm } from '~/web/with-form.server'
import { categories, earlierStatuses } from '../../campaigns/form'
import { useCampaignTexts, useComplianceTexts, useInspectionTexts } from '../../parts/texts'
import { openInspections } from '../commands.server'
import { drawForm } from '../form'
import { listPool } from '../queries.server'

export const handle = page({ access: 'campaign.manage', title: 'compliance.draw-new' })

export async function loader(args: LoaderFunctionArgs) {
  const { db, now } = await enter(args, handle)
  return { districts: await listDistricts(db), pool: await listPool(db), today: dayOf(now) }
}

export async function action(args: ActionFunctionArgs) {
  const entered = await enter(args, handle)
  return withForm(entered, drawForm, async (tx, values) => {
    const id = await openInspections(tx, entered.actor, values, entered.now)
    return redirect(`/inspection-campaigns/${id}?done=draw-opened`)
  })
}

export default function NewDraw() {
  const { districts, pool, today } = useLoaderData<typeof loader>()
  const answer = answerOf(useActionData<typeof action>())
  const all = useInspectionTexts()
  const texts = all.form
  const statuses = useComplianceTexts().status
  const categoryNames = useCampaignTexts().categories
  const people = usePeopleTexts()
  const places = usePlaceOptions()(districts)
  const named = useNamed()
  const chosen = (name: string) => chosenOf(answer, name)
  return (
    <>
      <PageHead
        trail={[{ label: all.draws.title, to: '/inspection-campaigns' }]}
        title={texts.title}
        sentence={texts.lead}
      />
      <CheckedForm
        form={drawForm}
        answer={answer}
        defaults={{ startsOn: today }}
        className="max-w-2xl space-y-6"
      >
        {(field, busy) => (
          <>
            <TextField {...field('title')} label={texts.name} hint={texts.nameHint} />
            <TextField {...field('titleEn')} label={texts.nameEn} hint={texts.nameEnHint} optional />
            <TextField {...field('ground')} label={texts.ground} hint={texts.groundHint} />
            <ChoiceGroup
              type="checkbox"
              name="categories"
              label={texts.categories}
              error={field('categories').error}
              chosen={answer ? chosen('categories') : ['operating-system', 'office', 'antivirus']}
              choices={categories.map((value) => ({ value, label: categoryNames[value] }))}
              inline
            />
            <div className="grid gap-5 sm:grid-cols-2">
              <DateField {...field('startsOn')} label={texts.startsOn} />
              <DateField {...field('endsOn')} label={texts.endsOn} />
            </div>
            <Section title={texts.criteria} sentence={texts.criteriaHint}>
              <div className="space-y-4">
                <ChoiceGroup
                  type="checkbox"
                  name="districts"
                  label={texts.districts}
                  optional
                  chosen={chosen('districts')}
                  choices={places}
                  inline
                />
                <ChoiceGroup
                  type="checkbox"
                  name="ownerships"
                  label={texts.ownerships}
                  optional
                  chosen={chosen('ownerships')}
                  choices={ownerships.map((value) => ({ value, label: people.ownership[value] }))}
                  inline
                />
                <ChoiceGroup
                  type="checkbox"
                  name="listings"
                  label={texts.listings}
                  optional
                  chosen={chosen('listings')}
                  choices={listings.map((value) => ({ value, label: people.listing[value] }))}
                  inline
                />
                <ChoiceGroup
                  type="checkbox"
                  name="statuses"
                  label={texts.statuses}
                  optional
                  chosen={chosen('statuses')}
                  choices={earlierStatuses.map((value) => ({ value, label: statuses[value] }))}
                  inline
                />
                <CheckField
                  name="selfInspected"
                  label={texts.selfInspected}
                  defaultChecked={chosen('selfInspected').length > 0}
                />
              </div>
            </Section>
            <Section title={texts.sample} sentence={texts.sampleHint}>
              <div className="grid gap-5 sm:grid-cols-2">
                <NumberField {...field('ratio')} label={texts.ratio} unit="%" inputMode="decimal" />
                <NumberField {...field('minimum')} label={texts.minimum} unit={texts.households} />
                <NumberField
                  {...field('computerRatio')}
                  label={texts.computerRatio}
                  unit="%"
                  inputMode="decimal"
                />
                <NumberField
                  {...field('computerMinimum')}
                  label={texts.computerMinimum}
                  unit={texts.machines}
                />
              </div>
            </Section>
            <ChoiceGroup
              type="checkbox"
              name="pool"
              label={texts.pool}
              hint={pool.length === 0 ? texts.poolEmpty : texts.poolHint}
              error={field('pool').error}
              chosen={chosen('pool')}
              choices={pool.map(({ id, name, agency, agencyEn }) => ({
                value: id,
                label: `${name} · ${named(agency, agencyEn)}`,
              }))}
            />
            <Button look="primary" busy={busy}>
              {texts.submit}
            </Button>
          </>
        )}
      </CheckedForm>
    </>
  )
}
