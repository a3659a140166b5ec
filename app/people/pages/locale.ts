import { redirect, type ActionFunctionArgs } from '@remix-run/node'
import { locales, type Locale } from '~/kernel/locale'
import { localeHeader } from '~/web/cookie.server'
import { enter } from '~/web/enter.server'
import { page } from '~/web/page'
import { safePath } from '~/web/safe-path'
import { chooseLocale } from '../commands.server'

export const handle = page({ access: 'anyone', title: 'people.resource' })

export async function action(args: ActionFunctionArgs) {
  const { actor, db, request } = await enter(args, handle)
  const posted = await request.formData()
  const locale = String(posted.get('locale')) as Locale
  const back = redirect(safePath(String(posted.get('returnTo') ?? '/')))
  if (!locales.includes(locale)) return back
  await chooseLocale(db, actor, locale)
  back.headers.append('set-cookie', localeHeader(locale))
  return back
}

export async function loader() {
  return redirect('/')
}
