import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { answerOf } from '~/web/answer'
import { door } from '~/web/database.server'
import { enter } from '~/web/enter.server'
import { page } from '~/web/page'
import { withDoor } from '~/web/with-door.server'
import { acceptLink } from '../commands.server'
import { newPasswordForm } from '../form'
import { findLink } from '../links.server'
import { NewPassword } from '../parts/new-password'
import { usePeopleTexts } from '../parts/texts'

export const handle = page({ access: 'anyone', title: 'people.reset' })

export async function loader(args: LoaderFunctionArgs) {
  const { params } = await enter(args, handle)
  return { link: await findLink(door(), params.token!, 'reset') }
}

export async function action(args: ActionFunctionArgs) {
  const entered = await enter(args, handle)
  return withDoor(entered, newPasswordForm, async (tx, { password }) => {
    await acceptLink(tx, entered.params.token!, 'reset', password)
    return redirect('/sign-in?done=password')
  })
}

export default function Reset() {
  const { link } = useLoaderData<typeof loader>()
  const answer = answerOf(useActionData<typeof action>())
  const texts = usePeopleTexts().reset
  return <NewPassword over={!link} lead={texts.choose} answer={answer} submit={texts.save} />
}
