import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { Button } from '~/design/button'
import { ChoiceGroup } from '~/design/choice-group'
import { DateField } from '~/design/date-field'
import { GridEntry } from '~/design/grid-entry'
import { PageHead } from '~/design/page-head'
import { Section } from '~/design/section'
import { TextField } from '~/design/text-field'
import { addMonths, dayOf } from '~/kernel/workdays'
import { answerOf, valueOf } from '~/web/answer'
import { CheckedForm } from '~/web/checked-form'
import { enter } from '~/web/enter.server'
import { page } from '~/web/page'
import { withForm } from '~/web/with-form.server'
import { createRound } from '../commands.server'
import { fieldKinds, periods, reportFigures, roundForm } from '../form'
import { gridErrors, gridRows } from '../../parts/grid-answer'
import { useFieldLabel } from '../parts/figure-name'
import { useReportTexts } from '../parts/texts'

export const handle = page({ access: 'program.manage', title: 'program.report-round-new' })

export async function loader(args: LoaderFunctionArgs) {
  const { now } = await enter(args, handle)
  const first = `${dayOf(now).slice(0, 7)}-01`
  return {
    coversFrom: addMonths(first, -1),
    coversTo: addMonths(`${first.slice(0, 8)}31`, -1),
    dueOn: `${first.slice(0, 8)}10`,
  }
}

export async function action(args: ActionFunctionArgs) {
  const entered = await enter(args, handle)
  return withForm(entered, roundForm, async (tx, values) => {
    const id = await createRound(tx, entered.actor, values)
    return redirect(`/office/reports/rounds/${id}?done=saved`)
  })
}

export default function NewRound() {
  const defaults = useLoaderData<typeof loader>()
  const answer = answerOf(useActionData<typeof action>())
  const texts = useReportTexts()
  const labelOf = useFieldLabel()
  return (
    <>
      <PageHead
        trail={[{ label: texts.title, to: '/office/reports' }]}
        title={texts.create}
        sentence={texts.createLead}
      />
      <CheckedForm form={roundForm} answer={answer} defaults={defaults} className="space-y-8">
        {(field, busy) => (
          <>
            <div className="max-w-xl space-y-5">
              <TextField {...field('title')} label={texts.form.title} hint={texts.form.titleHint} />
              <ChoiceGroup
                type="radio"
                name="period"
                label={texts.form.period}
                inline
                chosen={valueOf(answer, 'period', 'monthly')}
                error={field('period').error}
                choices={periods.map((value) => ({ value, label: texts.periods[value] }))}
              />
              <div className="grid gap-5 sm:grid-cols-3">
                <DateField {...field('coversFrom')} label={texts.form.coversFrom} />
                <DateField {...field('coversTo')} label={texts.form.coversTo} />
                <DateField {...field('dueOn')} label={texts.form.dueOn} />
              </div>
            </div>
            <Section title={texts.form.fields} sentence={texts.form.fieldsHint}>
              {field('fields').error && <p className="mb-2 text-sm text-risk">{field('fields').error}</p>}
              <GridEntry
                name="fields"
                caption={texts.form.fields}
                rows={gridRows(answer, 'fields', ['kind', 'figure', 'label', 'required'], usualFields)}
                spare={2}
                errors={gridErrors(answer, 'fields')}
                columns={[
                  {
                    key: 'kind',
                    head: texts.form.kind,
                    options: fieldKinds.map((value) => ({ value, label: texts.kinds[value] })),
                  },
                  {
                    key: 'figure',
                    head: texts.form.figure,
                    grow: 2,
                    options: reportFigures.map((figure) => ({
                      value: figure,
                      label: labelOf({ label: '', figure }),
                    })),
                  },
                  { key: 'label', head: texts.form.label, grow: 3 },
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

// What a monthly report usually asks; the officer changes what is different this time.
const usualFields = [
  ['figure', 'enterprises', '', ''],
  ['figure', 'compliant', '', ''],
  ['figure', 'gap', '', ''],
  ['figure', 'self_inspected', '', ''],
]
