import { redirect, type ActionFunctionArgs } from '@remix-run/node'
import { noSessionHeader } from '~/web/cookie.server'
import { door } from '~/web/database.server'
import { enter } from '~/web/enter.server'
import { page } from '~/web/page'
import { endSession } from '../session.server'

export const handle = page({ access: 'anyone', title: 'people.resource' })

export async function action(args: ActionFunctionArgs) {
  const { session } = await enter(args, handle)
  if (session) await endSession(door(), session.idHash)
  return redirect('/', { headers: { 'set-cookie': noSessionHeader() } })
}

export async function loader() {
  return redirect('/')
}
