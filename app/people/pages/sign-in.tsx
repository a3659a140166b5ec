import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { Button } from '~/design/button'
import { PageHead } from '~/design/page-head'
import { TextField } from '~/design/text-field'
import { TextLink } from '~/design/text-link'
import { answerOf } from '~/web/answer'
import { CheckedForm } from '~/web/checked-form'
import { sessionHeader } from '~/web/cookie.server'
import { door } from '~/web/database.server'
import { enter } from '~/web/enter.server'
import { page } from '~/web/page'
import { safePath } from '~/web/safe-path'
import { withDoor } from '~/web/with-door.server'
import { record } from '~/kernel/events.server'
import { findDemoAccounts } from '../demo.server'
import { signInForm } from '../form'
import { DemoAccounts } from '../parts/demo-accounts'
import { usePeopleTexts } from '../parts/texts'
import { startSession } from '../session.server'
import { hasFactor, homeOrganization, provePassword } from '../sign-in.server'

export const handle = page({ access: 'anyone', title: 'people.sign-in' })

export async function loader(args: LoaderFunctionArgs) {
  const { session, url, now } = await enter(args, handle)
  if (session) throw redirect('/home')
  return { next: safePath(url.searchParams.get('next')), demo: await findDemoAccounts(door(), now) }
}

export async function action(args: ActionFunctionArgs) {
  const entered = await enter(args, handle)
  return withDoor(entered, signInForm, async (tx, { mail, password, next }) => {
    const personId = await provePassword(door(entered.requestId), { mail, password, ip: entered.ip })
    const home = await homeOrganization(tx, personId)
    const token = await startSession(tx, {
      personId,
      organizationId: home?.orgId ?? null,
      ip: entered.ip,
      agent: entered.request.headers.get('user-agent'),
      factor: false,
    })
    await record(tx, 'person.signed_in', personId, {}, { org: home?.orgId ?? null })
    const to = (await hasFactor(tx, personId))
      ? `/sign-in/factor?next=${encodeURIComponent(safePath(next))}`
      : safePath(next)
    return redirect(to, { headers: { 'set-cookie': sessionHeader(token) } })
  })
}

export default function SignIn() {
  const { next, demo } = useLoaderData<typeof loader>()
  const answer = answerOf(useActionData<typeof action>())
  const texts = usePeopleTexts().signIn
  return (
    <div className="mx-auto grid max-w-5xl gap-10 py-8 lg:grid-cols-[22rem_1fr]">
      <div>
        <PageHead title={texts.submit} sentence={texts.lead} />
        <CheckedForm form={signInForm} answer={answer}>
          {(field, busy) => (
            <>
              <input type="hidden" name="next" value={next} />
              <TextField {...field('mail')} type="email" label={texts.mail} autoComplete="username" />
              <TextField
                {...field('password')}
                type="password"
                label={texts.password}
                autoComplete="current-password"
              />
              <Button look="primary" busy={busy}>
                {texts.submit}
              </Button>
            </>
          )}
        </CheckedForm>
        <p className="mt-6 flex flex-wrap gap-x-4 gap-y-2">
          <TextLink to="/reset">{texts.forgot}</TextLink>
          <span>
            {texts.noAccount} <TextLink to="/register">{texts.register}</TextLink>
          </span>
        </p>
      </div>
      {demo && <DemoAccounts accounts={demo.accounts} password={demo.password} />}
    </div>
  )
}
