import { Form, useActionData, useLoaderData } from '@remix-run/react'
import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { Button } from '~/design/button'
import { FormSummary } from '~/design/form-summary'
import { PageHead } from '~/design/page-head'
import { TextArea } from '~/design/text-area'
import { answerOf, problemOf, valueOf } from '~/web/answer'
import { enter, found } from '~/web/enter.server'
import { KeyField } from '~/web/key-field'
import { page } from '~/web/page'
import { withForm } from '~/web/with-form.server'
import { PromiseFields } from '../parts/promise-fields'
import { TemplateChoice } from '../parts/template-choice'
import { useMediationTexts } from '../parts/texts'
import { readRevision, reviseSettlement } from '../settlements/drafting.server'
import { revisionForm } from '../settlements/form'
import { begun } from '../templates/filling'
import { readUsable } from '../templates/reading.server'

export const handle = page({ access: 'seat', title: 'mediation.settlement' })

export async function loader(args: LoaderFunctionArgs) {
  const { db, params, url, now } = await enter(args, handle)
  const { about, ...read } = found(await readRevision(db, params.caseId!))
  const chosen = url.searchParams.get('template')
  // A settlement is written in the language of the law, as its first text is.
  const usable = await readUsable(db, about, { kind: 'settlement', chosen, locale: 'zh', now })
  return { ...read, usable }
}

export async function action(args: ActionFunctionArgs) {
  const entered = await enter(args, handle)
  const { params, now } = entered
  return withForm(entered, revisionForm, async (tx, values) => {
    const { its } = found(await readRevision(tx, params.caseId!))
    await reviseSettlement(tx, its.id, values, now)
    return redirect(`/cases/${its.id}/settlement?done=text-saved`)
  })
}

export default function EditSettlement() {
  const { its, text, items, objections, usable } = useLoaderData<typeof loader>()
  const answer = answerOf(useActionData<typeof action>())
  const { settlement: texts } = useMediationTexts()
  return (
    <>
      <PageHead
        trail={[
          { label: its.number, to: `/cases/${its.id}` },
          { label: texts.title, to: `/cases/${its.id}/settlement` },
        ]}
        title={texts.revise}
        sentence={texts.reviseLead}
      />
      <TemplateChoice {...usable} />
      <Form key={usable.chosen?.id ?? ''} method="post" className="space-y-5">
        <KeyField />
        <FormSummary
          problems={answer?.problems ?? []}
          refusal={answer?.refusal ? { what: answer.refusal.sentence } : null}
        />
        <PromiseFields items={items} objections={objections} answer={answer} />
        <div className="max-w-3xl space-y-5">
          <TextArea
            name="text"
            label={texts.text}
            hint={texts.secrecy}
            rows={16}
            defaultValue={valueOf(answer, 'text', begun(text, usable.chosen?.text))}
            error={problemOf(answer, 'text')}
          />
          <Button look="primary">{texts.save}</Button>
        </div>
      </Form>
    </>
  )
}
