import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { Button } from '~/design/button'
import { PageHead } from '~/design/page-head'
import { TextField } from '~/design/text-field'
import { record } from '~/kernel/events.server'
import { refuse } from '~/kernel/refusal'
import { answerOf } from '~/web/answer'
import { CheckedForm } from '~/web/checked-form'
import { sessionHeader } from '~/web/cookie.server'
import { door } from '~/web/database.server'
import { enter } from '~/web/enter.server'
import { page } from '~/web/page'
import { safePath } from '~/web/safe-path'
import { withDoor } from '~/web/with-door.server'
import { provesFactor } from '../factors.server'
import { codeForm } from '../form'
import { usePeopleTexts } from '../parts/texts'
import { rotateSession } from '../session.server'
import { countTry, hasFactor } from '../sign-in.server'

export const handle = page({ access: 'seat', title: 'people.sign-in-factor', beforeFactor: true })

export async function loader(args: LoaderFunctionArgs) {
  const { session, url } = await enter(args, handle)
  const next = safePath(url.searchParams.get('next'))
  if (session!.factorAt) throw redirect(next)
  if (!(await hasFactor(door(), session!.personId)))
    throw redirect(`/account/factor?next=${encodeURIComponent(next)}`)
  return { next }
}

export async function action(args: ActionFunctionArgs) {
  const entered = await enter(args, handle)
  const session = entered.session!
  return withDoor(entered, codeForm, async (tx, { code, next }) => {
    await countTry(door(entered.requestId), `code:${session.personId}`, 5, 300)
    // Outside of the transaction: a refused try must not give the used code back.
    if (!(await provesFactor(door(entered.requestId), session.personId, code)))
      return refuse('wrong-code', { field: 'code' })
    const token = await rotateSession(tx, session.idHash, { factor: true })
    await record(tx, 'person.stepped_up', session.personId, {}, { org: session.organizationId })
    return redirect(safePath(next), { headers: { 'set-cookie': sessionHeader(token) } })
  })
}

export default function SignInFactor() {
  const { next } = useLoaderData<typeof loader>()
  const answer = answerOf(useActionData<typeof action>())
  const texts = usePeopleTexts().factor
  return (
    <div className="mx-auto max-w-sm py-8">
      <PageHead title={texts.code} sentence={texts.lead} />
      <CheckedForm form={codeForm} answer={answer}>
        {(field, busy) => (
          <>
            <input type="hidden" name="next" value={next} />
            <TextField
              {...field('code')}
              label={texts.code}
              inputMode="numeric"
              autoComplete="one-time-code"
              autoFocus
            />
            <Button look="primary" busy={busy}>
              {texts.submit}
            </Button>
          </>
        )}
      </CheckedForm>
    </div>
  )
}
