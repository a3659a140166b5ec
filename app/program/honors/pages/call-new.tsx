import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { Button } from '~/design/button'
import { CheckField } from '~/design/check-field'
import { DateField } from '~/design/date-field'
import { GridEntry } from '~/design/grid-entry'
import { PageHead } from '~/design/page-head'
import { Section } from '~/design/section'
import { TextArea } from '~/design/text-area'
import { TextField } from '~/design/text-field'
import { addDays, dayOf } from '~/kernel/workdays'
import { answerOf, valueOf } from '~/web/answer'
import { CheckedForm } from '~/web/checked-form'
import { enter } from '~/web/enter.server'
import { page } from '~/web/page'
import { withForm } from '~/web/with-form.server'
import { gridErrors, gridRows } from '../../parts/grid-answer'
import { createCall } from '../commands.server'
import { callForm } from '../form'
import { useHonorTexts } from '../parts/texts'

export const handle = page({ access: 'program.manage', title: 'program.honor-new' })

export async function loader(args: LoaderFunctionArgs) {
  const { now } = await enter(args, handle)
  return { opensOn: dayOf(now), closesOn: addDays(dayOf(now), 30) }
}

export async function action(args: ActionFunctionArgs) {
  const entered = await enter(args, handle)
  return withForm(entered, callForm, async (tx, values) => {
    const id = await createCall(tx, entered.actor, values)
    return redirect(`/office/honors/${id}?done=saved`)
  })
}

export default function NewCall() {
  const dates = useLoaderData<typeof loader>()
  const answer = answerOf(useActionData<typeof action>())
  const all = useHonorTexts()
  const texts = all.form
  const defaults = { ...dates, cleanYears: '3', noticeDays: '7', places: '10', leastScores: '3' }
  return (
    <>
      <PageHead
        trail={[{ label: all.desk.title, to: '/office/honors' }]}
        title={all.desk.create}
        sentence={all.desk.createLead}
      />
      <CheckedForm form={callForm} answer={answer} defaults={defaults} className="space-y-8">
        {(field, busy) => (
          <>
            <div className="grid max-w-3xl gap-5 md:grid-cols-2">
              <TextField {...field('titleZh')} label={texts.titleZh} />
              <TextField {...field('titleEn')} label={texts.titleEn} optional />
              <div className="md:col-span-2">
                <TextArea {...field('about')} label={texts.about} rows={4} optional />
              </div>
              <DateField {...field('opensOn')} label={all.opensOn} />
              <DateField {...field('closesOn')} label={all.closesOn} />
              <TextField {...field('places')} label={all.places} inputMode="numeric" width="short" />
              <TextField
                {...field('leastScores')}
                label={texts.leastScores}
                hint={texts.leastScoresHint}
                inputMode="numeric"
                width="short"
              />
              <TextField
                {...field('cleanYears')}
                label={texts.cleanYears}
                inputMode="numeric"
                width="short"
              />
              <TextField
                {...field('noticeDays')}
                label={texts.noticeDays}
                inputMode="numeric"
                width="short"
              />
              <CheckField
                name="needsPilot"
                label={texts.needsPilot}
                defaultChecked={valueOf(answer, 'needsPilot') === 'on'}
              />
            </div>
            <Section title={all.criteria} sentence={texts.criteriaHint}>
              {field('criteria').error && <p className="mb-2 text-sm text-risk">{field('criteria').error}</p>}
              <GridEntry
                name="criteria"
                caption={all.criteria}
                rows={gridRows(answer, 'criteria', ['zh', 'en', 'points'], usualCriteria)}
                spare={2}
                errors={gridErrors(answer, 'criteria')}
                columns={[
                  { key: 'zh', head: texts.criterionZh, grow: 3 },
                  { key: 'en', head: texts.criterionEn, grow: 3 },
                  { key: 'points', head: all.points, type: 'number' },
                ]}
              />
            </Section>
            <Button look="primary" busy={busy}>
              {texts.save}
            </Button>
          </>
        )}
      </CheckedForm>
    </>
  )
}

// What a call usually scores; the officer changes what is different this time.
const usualCriteria = [
  ['组织与制度', 'Responsibility and rules', '30'],
  ['台账与资产管理', 'Ledgers and asset management', '40'],
  ['宣传与带动', 'Awareness and example', '30'],
]
