import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { Button } from '~/design/button'
import { CheckField } from '~/design/check-field'
import { useFormat } from '~/design/format'
import { PageHead } from '~/design/page-head'
import { Section } from '~/design/section'
import { TextArea } from '~/design/text-area'
import { startOf } from '~/kernel/workdays'
import { answerOf, problemOf, valueOf } from '~/web/answer'
import { CheckedForm } from '~/web/checked-form'
import { enter, found } from '~/web/enter.server'
import { page } from '~/web/page'
import { withForm } from '~/web/with-form.server'
import { useInspectionTexts } from '../../parts/texts'
import { hearUnit } from '../commands.server'
import { hearingEnds } from '../concluding.server'
import { hearingForm } from '../form'
import { findInspection } from '../queries.server'
import { rightsOf } from '../rights'

export const handle = page({
  access: 'inspection.hear',
  title: 'compliance.inspection-hearing',
  stepUp: true,
})

export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, params } = await enter(args, handle)
  const its = found(await findInspection(db, params.inspectionId!))
  found(rightsOf(actor, its).hear || null)
  const { id, no, conclusion } = its
  return { title: no, its: { id, no, conclusion }, ends: await hearingEnds(db, its) }
}

export async function action(args: ActionFunctionArgs) {
  const entered = await enter(args, handle)
  return withForm(entered, hearingForm, async (tx, values) => {
    const id = entered.params.inspectionId!
    await hearUnit(tx, entered.actor, id, values, entered.now)
    return redirect(`/inspections/${id}?done=hearing-${values.move}`)
  })
}

export default function Hearing() {
  const { its, ends } = useLoaderData<typeof loader>()
  const answer = answerOf(useActionData<typeof action>())
  const all = useInspectionTexts()
  const texts = all.hearing
  const format = useFormat()
  const words: Record<string, string> = all.conclusion
  const mine = (move: string) => (answer?.values.move === move ? answer : undefined)
  return (
    <>
      <PageHead
        trail={[
          { label: all.list.title, to: '/inspections' },
          { label: its.no, to: `/inspections/${its.id}` },
        ]}
        title={texts.title}
        sentence={texts.lead(words[its.conclusion ?? ''] ?? '')}
      />
      <Section title={texts.sign}>
        <CheckedForm form={hearingForm} answer={mine('sign')} className="max-w-xl space-y-4">
          {(field, busy) => (
            <>
              <input type="hidden" name="move" value="sign" />
              <CheckField
                name="confirmed"
                value="yes"
                label={texts.confirm}
                error={field('confirmed').error}
              />
              <Button look="primary" busy={busy}>
                {texts.sign}
              </Button>
            </>
          )}
        </CheckedForm>
      </Section>
      <Section title={texts.object} sentence={texts.until(format.date(startOf(ends)))}>
        <CheckedForm form={hearingForm} answer={mine('object')} className="max-w-xl space-y-4">
          {(_, busy) => (
            <>
              <input type="hidden" name="move" value="object" />
              <TextArea
                name="objection"
                label={texts.objection}
                hint={texts.objectionHint}
                error={problemOf(mine('object'), 'objection')}
                defaultValue={valueOf(mine('object'), 'objection')}
                rows={6}
              />
              <Button busy={busy}>{texts.object}</Button>
            </>
          )}
        </CheckedForm>
      </Section>
    </>
  )
}
