import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { answerOf } from '~/web/answer'
import { sessionHeader } from '~/web/cookie.server'
import { door } from '~/web/database.server'
import { enter } from '~/web/enter.server'
import { page } from '~/web/page'
import { withDoor } from '~/web/with-door.server'
import { linkForm } from '../guests/form'
import { findInvitation, passCode, reportMisdirected, sendCode } from '../guests/link.server'
import { InvitedPage } from '../parts/invited-page'

export const handle = page({ access: 'anyone', title: 'mediation.invited' })

export async function loader(args: LoaderFunctionArgs) {
  const { params, url } = await enter(args, handle)
  const link = (await findInvitation(door(), params.token!)) ?? null
  return { link, wrong: url.searchParams.has('wrong') }
}

export async function action(args: ActionFunctionArgs) {
  const entered = await enter(args, handle)
  const { params, ip, request } = entered
  const [token, here] = [params.token!, `/invited/${params.token}`]
  return withDoor(entered, linkForm, async (tx, values) => {
    if (values.move === 'misdirected')
      return reportMisdirected(tx, token).then(() => redirect(`${here}?done=misdirected`))
    if (values.move === 'send_code') return sendCode(tx, token).then(() => redirect(`${here}?done=code-sent`))
    const passed = await passCode(tx, token, values.code, { ip, agent: request.headers.get('user-agent') })
    if (!passed) return redirect(`${here}?wrong`)
    return redirect(`/guest/${passed.caseId}`, { headers: { 'set-cookie': sessionHeader(passed.session) } })
  })
}

export default function Invited() {
  const { link, wrong } = useLoaderData<typeof loader>()
  return <InvitedPage link={link} wrong={wrong} answer={answerOf(useActionData<typeof action>())} />
}
