import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { listClasses } from '~/catalog/queries.server'
import { Button } from '~/design/button'
import { ChoiceGroup } from '~/design/choice-group'
import { DateField } from '~/design/date-field'
import { Fold } from '~/design/fold'
import { GridEntry } from '~/design/grid-entry'
import { useNamed } from '~/design/named'
import { PageHead } from '~/design/page-head'
import { Section } from '~/design/section'
import { TextArea } from '~/design/text-area'
import { TextField } from '~/design/text-field'
import { addDays, dayOf } from '~/kernel/workdays'
import { ownerships, scales } from '~/people/form'
import { usePeopleTexts } from '~/people/parts/texts'
import { listDistricts, listSectors } from '~/people/queries.server'
import { answerOf, chosenOf } from '~/web/answer'
import { CheckedForm } from '~/web/checked-form'
import { enter } from '~/web/enter.server'
import { page } from '~/web/page'
import { withForm } from '~/web/with-form.server'
import { gridErrors, gridRows } from '../../parts/grid-answer'
import { createSurvey } from '../commands.server'
import { questionKinds, surveyForm } from '../form'
import { useSurveyTexts } from '../parts/texts'

export const handle = page({ access: 'program.manage', title: 'program.survey-new' })

export async function loader(args: LoaderFunctionArgs) {
  const { db, now } = await enter(args, handle)
  const [districts, sectors, classes] = await Promise.all([
    listDistricts(db),
    listSectors(db),
    listClasses(db),
  ])
  return { districts, sectors, classes, dueOn: addDays(dayOf(now), 21) }
}

export async function action(args: ActionFunctionArgs) {
  const entered = await enter(args, handle)
  return withForm(entered, surveyForm, async (tx, values) => {
    const id = await createSurvey(tx, entered.actor, values)
    return redirect(`/office/surveys/${id}?done=saved`)
  })
}

export default function NewSurvey() {
  const { districts, sectors, classes, dueOn } = useLoaderData<typeof loader>()
  const answer = answerOf(useActionData<typeof action>())
  const texts = useSurveyTexts()
  const people = usePeopleTexts()
  const named = useNamed()
  const options = (values: readonly string[], words: Record<string, string>) =>
    values.map((value) => ({ value, label: words[value] ?? value }))
  const places = (all: readonly { code: string; nameZh: string; nameEn: string }[]) =>
    all.map(({ code, nameZh, nameEn }) => ({ value: code, label: named(nameZh, nameEn) }))
  const group = (name: string, label: string, choices: { value: string; label: string }[]) => (
    <Fold label={label} when={choices.length > 8 && chosenOf(answer, name).length === 0}>
      <ChoiceGroup
        type="checkbox"
        name={name}
        label={label}
        inline
        chosen={chosenOf(answer, name)}
        choices={choices}
      />
    </Fold>
  )
  return (
    <>
      <PageHead
        trail={[{ label: texts.title, to: '/office/surveys' }]}
        title={texts.create}
        sentence={texts.createLead}
      />
      <CheckedForm form={surveyForm} answer={answer} defaults={{ dueOn }} className="space-y-8">
        {(field, busy) => (
          <>
            <div className="grid max-w-3xl gap-5 md:grid-cols-2">
              <TextField {...field('titleZh')} label={texts.form.titleZh} />
              <TextField {...field('titleEn')} label={texts.form.titleEn} optional />
              <div className="md:col-span-2">
                <TextArea {...field('about')} label={texts.form.about} rows={3} optional />
              </div>
              <DateField {...field('dueOn')} label={texts.dueOn} />
            </div>
            <Section title={texts.form.filter} sentence={texts.form.filterHint}>
              <div className="space-y-4">
                {group('districts', texts.form.districts, places(districts))}
                {group('sectors', texts.form.sectors, places(sectors))}
                {group('ownerships', texts.form.ownerships, options(ownerships, people.ownership))}
                {group('scales', texts.form.scales, options(scales, people.scale))}
              </div>
            </Section>
            <Section title={texts.form.questions} sentence={texts.form.questionsHint}>
              {field('questions').error && (
                <p className="mb-2 text-sm text-risk">{field('questions').error}</p>
              )}
              <GridEntry
                name="questions"
                caption={texts.form.questions}
                rows={gridRows(answer, 'questions', columns, [])}
                spare={4}
                errors={gridErrors(answer, 'questions')}
                columns={[
                  { key: 'kind', head: texts.form.kind, options: options(questionKinds, texts.kinds) },
                  { key: 'label', head: texts.form.label, grow: 2 },
                  { key: 'labelEn', head: texts.form.labelEn },
                  { key: 'options', head: texts.form.options },
                  {
                    key: 'classId',
                    head: texts.form.class,
                    options: classes.map(({ id, name, nameEn }) => ({
                      value: id,
                      label: named(name, nameEn),
                    })),
                  },
                  {
                    key: 'required',
                    head: texts.form.required,
                    options: [
                      { value: 'yes', label: texts.form.yes },
                      { value: 'no', label: texts.form.no },
                    ],
                  },
                ]}
              />
            </Section>
            <Button look="primary" busy={busy}>
              {texts.form.save}
            </Button>
          </>
        )}
      </CheckedForm>
    </>
  )
}

const columns = ['kind', 'label', 'labelEn', 'options', 'classId', 'required']
