import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { Button } from '~/design/button'
import { Notice } from '~/design/notice'
import { PageHead } from '~/design/page-head'
import { TextField } from '~/design/text-field'
import { record } from '~/kernel/events.server'
import { answerOf } from '~/web/answer'
import { CheckedForm } from '~/web/checked-form'
import { door } from '~/web/database.server'
import { enter } from '~/web/enter.server'
import { page } from '~/web/page'
import { withDoor } from '~/web/with-door.server'
import { makeLink } from '../commands.server'
import { resetForm } from '../form'
import { mailReset } from '../letters.server'
import { usePeopleTexts } from '../parts/texts'
import { countTry } from '../sign-in.server'

export const handle = page({ access: 'anyone', title: 'people.reset-request' })

export async function loader(args: LoaderFunctionArgs) {
  const { url } = await enter(args, handle)
  return { sent: url.searchParams.has('sent') }
}

export async function action(args: ActionFunctionArgs) {
  const entered = await enter(args, handle)
  return withDoor(entered, resetForm, async (tx, { mail }) => {
    await countTry(door(entered.requestId), `reset:${entered.ip ?? '-'}`, 20, 900)
    const person = await tx
      .selectFrom('persons')
      .select(['id', 'locale'])
      .where('mail', '=', mail)
      .where('state', '=', 'active')
      .executeTakeFirst()
    if (person) {
      const token = await makeLink(tx, { purpose: 'reset', personId: person.id, hours: 0.5 })
      const event = await record(tx, 'person.reset_requested', person.id)
      await mailReset(tx, { event, personId: person.id, address: mail, locale: person.locale, token })
    }
    return redirect('/reset?sent')
  })
}

export default function ResetRequest() {
  const { sent } = useLoaderData<typeof loader>()
  const answer = answerOf(useActionData<typeof action>())
  const all = usePeopleTexts()
  const texts = all.reset
  return (
    <div className="mx-auto max-w-sm space-y-5 py-8">
      <PageHead title={all.signIn.forgot} sentence={texts.lead} />
      {sent && <Notice meaning="info">{texts.sent}</Notice>}
      <CheckedForm form={resetForm} answer={answer}>
        {(field, busy) => (
          <>
            <TextField {...field('mail')} type="email" label={all.signIn.mail} autoComplete="username" />
            <Button look="primary" busy={busy}>
              {texts.submit}
            </Button>
          </>
        )}
      </CheckedForm>
    </div>
  )
}
