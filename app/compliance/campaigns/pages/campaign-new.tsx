import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { Button } from '~/design/button'
import { ChoiceGroup } from '~/design/choice-group'
import { DateField } from '~/design/date-field'
import { PageHead } from '~/design/page-head'
import { Section } from '~/design/section'
import { TextArea } from '~/design/text-area'
import { TextField } from '~/design/text-field'
import { dayOf } from '~/kernel/workdays'
import { ownerships } from '~/people/form'
import { usePlaceOptions } from '~/people/parts/place-options'
import { usePeopleTexts } from '~/people/parts/texts'
import { listDistricts, listSectors } from '~/people/queries.server'
import { answerOf, chosenOf } from '~/web/answer'
import { CheckedForm } from '~/web/checked-form'
import { enter } from '~/web/enter.server'
import { page } from '~/web/page'
import { withForm } from '~/web/with-form.server'
import { useCampaignTexts, useComplianceTexts } from '../../parts/texts'
import { draftCampaign } from '../commands.server'
import { campaignForm, categories, earlierStatuses } from '../form'

export const handle = page({ access: 'campaign.manage', title: 'compliance.campaign-new' })

export async function loader(args: LoaderFunctionArgs) {
  const { db, now } = await enter(args, handle)
  const today = dayOf(now)
  const usual = `${today.slice(0, 4)}-11-20`
  const dueOn = usual > today ? usual : `${Number(today.slice(0, 4)) + 1}-11-20`
  return { districts: await listDistricts(db), sectors: await listSectors(db), today, dueOn }
}

export async function action(args: ActionFunctionArgs) {
  const entered = await enter(args, handle)
  return withForm(entered, campaignForm, async (tx, values) => {
    const id = await draftCampaign(tx, entered.actor, values)
    return redirect(`/campaigns/${id}?done=campaign-drafted`)
  })
}

export default function NewCampaign() {
  const { districts, sectors, today, dueOn } = useLoaderData<typeof loader>()
  const answer = answerOf(useActionData<typeof action>())
  const all = useCampaignTexts()
  const texts = all.form
  const statuses = useComplianceTexts().status
  const people = usePeopleTexts()
  const options = usePlaceOptions()
  const places = options(districts)
  const chosen = (name: string) => chosenOf(answer, name)
  return (
    <>
      <PageHead
        trail={[{ label: all.list.title, to: '/campaigns' }]}
        title={texts.title}
        sentence={texts.lead}
      />
      <CheckedForm
        form={campaignForm}
        answer={answer}
        defaults={{ opensOn: today, dueOn }}
        className="max-w-2xl space-y-6"
      >
        {(field, busy) => (
          <>
            <TextField {...field('title')} label={texts.name} hint={texts.nameHint} />
            <TextField {...field('titleEn')} label={texts.nameEn} hint={texts.nameEnHint} optional />
            <TextField {...field('ground')} label={texts.ground} hint={texts.groundHint} />
            <TextArea {...field('instructions')} label={texts.instructions} rows={3} optional />
            <ChoiceGroup
              type="checkbox"
              name="categories"
              label={texts.categories}
              error={field('categories').error}
              chosen={answer ? chosen('categories') : ['operating-system', 'office', 'antivirus']}
              choices={categories.map((value) => ({ value, label: all.categories[value] }))}
              inline
            />
            <div className="grid gap-5 sm:grid-cols-2">
              <DateField {...field('opensOn')} label={texts.opensOn} />
              <DateField {...field('dueOn')} label={texts.dueOn} hint={texts.dueHint} />
            </div>
            <Section title={texts.scope} sentence={texts.scopeHint}>
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
                  name="sectors"
                  label={texts.sectors}
                  optional
                  chosen={chosen('sectors')}
                  choices={options(sectors)}
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
                  name="statuses"
                  label={texts.statuses}
                  optional
                  chosen={chosen('statuses')}
                  choices={earlierStatuses.map((value) => ({ value, label: statuses[value] }))}
                  inline
                />
              </div>
            </Section>
            <Section title={texts.dues} sentence={texts.duesHint}>
              <div className="grid gap-4 sm:grid-cols-3">
                {places.map(({ value, label }) => (
                  <DateField key={value} {...field(`dues.${value}`)} label={label} optional />
                ))}
              </div>
            </Section>
            <Button look="primary" busy={busy}>
              {texts.submit}
            </Button>
          </>
        )}
      </CheckedForm>
    </>
  )
}
