import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { answerOf } from '~/web/answer'
import { sessionHeader } from '~/web/cookie.server'
import { door } from '~/web/database.server'
import { enter } from '~/web/enter.server'
import { page } from '~/web/page'
import { withDoor } from '~/web/with-door.server'
import { acceptLink } from '../commands.server'
import { newPasswordForm } from '../form'
import { findLink } from '../links.server'
import { NewPassword } from '../parts/new-password'
import { usePeopleTexts } from '../parts/texts'
import { startSession } from '../session.server'

export const handle = page({ access: 'anyone', title: 'people.invitation' })

export async function loader(args: LoaderFunctionArgs) {
  const { params } = await enter(args, handle)
  return { link: await findLink(door(), params.token!, 'invitation') }
}

export async function action(args: ActionFunctionArgs) {
  const entered = await enter(args, handle)
  return withDoor(entered, newPasswordForm, async (tx, { password }) => {
    const { personId, orgId } = await acceptLink(tx, entered.params.token!, 'invitation', password)
    const token = await startSession(tx, {
      personId,
      organizationId: orgId,
      ip: entered.ip,
      agent: entered.request.headers.get('user-agent'),
      factor: false,
    })
    return redirect('/home', { headers: { 'set-cookie': sessionHeader(token) } })
  })
}

export default function Invitation() {
  const { link } = useLoaderData<typeof loader>()
  const answer = answerOf(useActionData<typeof action>())
  const texts = usePeopleTexts().invitation
  return (
    <NewPassword
      over={!link}
      lead={texts.lead(link?.organization ?? '')}
      answer={answer}
      submit={texts.submit}
    />
  )
}
