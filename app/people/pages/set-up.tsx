import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { Button } from '~/design/button'
import { Empty } from '~/design/empty'
import { PageHead } from '~/design/page-head'
import { SelectField } from '~/design/select-field'
import { TextField } from '~/design/text-field'
import { answerOf } from '~/web/answer'
import { CheckedForm } from '~/web/checked-form'
import { sessionHeader } from '~/web/cookie.server'
import { door } from '~/web/database.server'
import { enter } from '~/web/enter.server'
import { page } from '~/web/page'
import { withDoor } from '~/web/with-door.server'
import { setUpOffice } from '../commands.server'
import { officeForm } from '../form'
import { findLink } from '../links.server'
import { usePlaceOptions } from '../parts/place-options'
import { usePeopleTexts } from '../parts/texts'
import { listDistricts } from '../queries.server'
import { startSession } from '../session.server'

export const handle = page({ access: 'anyone', title: 'people.set-up' })

export async function loader(args: LoaderFunctionArgs) {
  const { db, params } = await enter(args, handle)
  const link = await findLink(door(), params.token!, 'office')
  return { works: link !== undefined, districts: await listDistricts(db) }
}

export async function action(args: ActionFunctionArgs) {
  const entered = await enter(args, handle)
  return withDoor(entered, officeForm, async (tx, values) => {
    const { orgId, personId } = await setUpOffice(tx, entered.params.token!, values, entered.actor.locale)
    const token = await startSession(tx, {
      personId,
      organizationId: orgId,
      ip: entered.ip,
      agent: entered.request.headers.get('user-agent'),
      factor: false,
    })
    return redirect('/account/factor', { headers: { 'set-cookie': sessionHeader(token) } })
  })
}

export default function SetUp() {
  const { works, districts } = useLoaderData<typeof loader>()
  const answer = answerOf(useActionData<typeof action>())
  const all = usePeopleTexts()
  const texts = all.register
  const places = usePlaceOptions()
  if (!works) return <Empty title={all.invitation.over} why={all.invitation.overWhy} />
  return (
    <div className="mx-auto max-w-xl py-8">
      <PageHead title={all.setUp.submit} sentence={all.setUp.lead} />
      <CheckedForm form={officeForm} answer={answer}>
        {(field, busy) => (
          <>
            <TextField {...field('name')} label={texts.name} autoComplete="organization" />
            <TextField {...field('uscc')} label={texts.uscc} hint={texts.usccHint} />
            <SelectField
              {...field('district')}
              label={texts.district}
              empty={texts.choose}
              options={places(districts)}
            />
            <TextField {...field('person')} label={texts.person} autoComplete="name" />
            <TextField
              {...field('mail')}
              label={texts.mail}
              hint={texts.mailHint}
              type="email"
              autoComplete="username"
            />
            <TextField
              {...field('password')}
              label={texts.password}
              hint={texts.passwordHint}
              type="password"
              autoComplete="new-password"
            />
            <Button look="primary" busy={busy}>
              {all.setUp.submit}
            </Button>
          </>
        )}
      </CheckedForm>
    </div>
  )
}
