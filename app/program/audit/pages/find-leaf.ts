import { type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { enter } from '~/web/enter.server'
import { page } from '~/web/page'

export const handle = page({ access: 'anyone', title: 'program.audit' })

/** From the search for a place of the log to its page. */
export async function loader(args: LoaderFunctionArgs) {
  const { url } = await enter(args, handle)
  const typed = (url.searchParams.get('at') ?? '').replaceAll(/\D/g, '').slice(0, 15)
  return redirect(typed === '' ? '/audit' : `/audit/leaves/${typed}`)
}
