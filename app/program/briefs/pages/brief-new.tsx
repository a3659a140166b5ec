import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { Button } from '~/design/button'
import { DateField } from '~/design/date-field'
import { PageHead } from '~/design/page-head'
import { TextField } from '~/design/text-field'
import { answerOf } from '~/web/answer'
import { CheckedForm } from '~/web/checked-form'
import { enter, found } from '~/web/enter.server'
import { page } from '~/web/page'
import { withForm } from '~/web/with-form.server'
import { lastQuarter } from '../quarter'
import { draftBrief } from '../commands.server'
import { draftForm } from '../form'
import { useBriefTexts } from '../parts/texts'
import { findIssue } from '../queries.server'

export const handle = page({ access: 'program.manage', title: 'program.brief-new' })

export async function loader(args: LoaderFunctionArgs) {
  const { db, url, now } = await enter(args, handle)
  const no = url.searchParams.get('corrects')
  const corrects = no ? found(await findIssue(db, no)) : null
  const covers = corrects ?? lastQuarter(now)
  return { corrects, coversFrom: covers.coversFrom, coversTo: covers.coversTo }
}

export async function action(args: ActionFunctionArgs) {
  const entered = await enter(args, handle)
  return withForm(entered, draftForm, async (tx, values) => {
    const id = await draftBrief(tx, entered.actor, values)
    return redirect(`/office/briefs/${id}?done=brief-drafted`)
  })
}

export default function NewBrief() {
  const { corrects, coversFrom, coversTo } = useLoaderData<typeof loader>()
  const answer = answerOf(useActionData<typeof action>())
  const texts = useBriefTexts()
  return (
    <>
      <PageHead
        trail={[{ label: texts.title, to: '/office/briefs' }]}
        title={corrects ? texts.correct : texts.create}
        sentence={corrects ? texts.correctLead(corrects.no!) : texts.createLead}
      />
      <CheckedForm
        form={draftForm}
        answer={answer}
        defaults={{ title: corrects?.title ?? '', coversFrom, coversTo }}
        className="max-w-xl space-y-5"
      >
        {(field, busy) => (
          <>
            {corrects && <input type="hidden" name="correctsId" value={corrects.id} />}
            <TextField {...field('title')} label={texts.form.title} hint={texts.form.titleHint} />
            <div className="grid gap-5 sm:grid-cols-2">
              <DateField {...field('coversFrom')} label={texts.form.coversFrom} />
              <DateField {...field('coversTo')} label={texts.form.coversTo} />
            </div>
            <Button look="primary" busy={busy}>
              {texts.form.draft}
            </Button>
          </>
        )}
      </CheckedForm>
    </>
  )
}
