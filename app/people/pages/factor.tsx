import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { toString as qrCode } from 'qrcode'
import * as z from 'zod'
import { Button } from '~/design/button'
import { LinkButton } from '~/design/link-button'
import { Notice } from '~/design/notice'
import { PageHead } from '~/design/page-head'
import { TextField } from '~/design/text-field'
import { record } from '~/kernel/events.server'
import { refuse } from '~/kernel/refusal'
import { answerOf } from '~/web/answer'
import { CheckedForm } from '~/web/checked-form'
import { door } from '~/web/database.server'
import { enter } from '~/web/enter.server'
import { MoveForm } from '~/web/move-form'
import { page } from '~/web/page'
import { safePath } from '~/web/safe-path'
import { withForm } from '~/web/with-form.server'
import { confirmTotp, draftTotp, findDraftTotp } from '../factors.server'
import { codeForm } from '../form'
import { usePeopleTexts } from '../parts/texts'
import { hasFactor } from '../sign-in.server'
import { totpUri } from '../totp'

export const handle = page({ access: 'seat', title: 'people.factor', beforeFactor: true })

// Looking changes nothing: a secret is made when asked for.
const startForm = z.object({ move: z.literal('start') })
const form = startForm.or(codeForm.extend({ move: z.never().optional() }))

export async function loader(args: LoaderFunctionArgs) {
  const { session, url, db } = await enter(args, handle)
  const next = safePath(url.searchParams.get('next'))
  if (!session!.factorAt && (await hasFactor(door(), session!.personId)))
    throw redirect(`/sign-in/factor?next=${encodeURIComponent(next)}`)
  const draft = await findDraftTotp(db, session!.personId)
  if (!draft) return { next, secret: null, picture: null }
  const uri = totpUri(draft.secret, 'Muster', session!.mail ?? session!.personName)
  return {
    next,
    secret: draft.secret.replaceAll(/(.{4})/g, '$1 ').trim(),
    picture: `data:image/svg+xml;base64,${Buffer.from(await qrCode(uri, { type: 'svg', margin: 2 })).toString('base64')}`,
  }
}

export async function action(args: ActionFunctionArgs) {
  const entered = await enter(args, handle)
  return withForm(entered, form, async (tx, values) => {
    const { session, now, request } = entered
    if (values.move === 'start') {
      await draftTotp(tx, session!.personId)
      return redirect(new URL(request.url).pathname + new URL(request.url).search)
    }
    const codes = await confirmTotp(tx, session!.personId, values.code, now)
    if (!codes) return refuse('wrong-code', { field: 'code' })
    await tx
      .updateTable('sessions')
      .set({ factorAt: now, stepUpAt: now })
      .where('idHash', '=', session!.idHash)
      .execute()
    await record(tx, 'factor.added', session!.personId)
    return { codes }
  })
}

export default function Factor() {
  const { next, secret, picture } = useLoaderData<typeof loader>()
  const data = useActionData<typeof action>()
  const texts = usePeopleTexts().factor
  const codes = data && 'codes' in data ? (data.codes as string[]) : null
  if (codes) return <RecoveryCodes codes={codes} next={next} />
  if (!secret) return <Start />
  return (
    <div className="mx-auto max-w-md space-y-5 py-8">
      <PageHead title={texts.confirm} sentence={texts.setUpLead} />
      <img src={picture} alt="" width={200} height={200} className="rounded border border-line bg-white" />
      <p className="text-sm text-ink-soft">
        {texts.secret}: <code className="break-all text-ink">{secret}</code>
      </p>
      <CheckedForm form={codeForm} answer={answerOf(data)}>
        {(field, busy) => (
          <>
            <input type="hidden" name="next" value={next} />
            <TextField
              {...field('code')}
              label={texts.code}
              inputMode="numeric"
              autoComplete="one-time-code"
            />
            <Button look="primary" busy={busy}>
              {texts.confirm}
            </Button>
          </>
        )}
      </CheckedForm>
    </div>
  )
}

function Start() {
  const texts = usePeopleTexts()
  return (
    <div className="mx-auto max-w-md space-y-5 py-8">
      <PageHead title={texts.security.factors} sentence={texts.factor.start} />
      <MoveForm move="start">
        <Button look="primary">{texts.security.factorAdd}</Button>
      </MoveForm>
    </div>
  )
}

function RecoveryCodes({ codes, next }: { codes: string[]; next: string }) {
  const texts = usePeopleTexts().factor
  return (
    <div className="mx-auto max-w-md space-y-5 py-8">
      <PageHead title={texts.codes} />
      <Notice meaning="attention">{texts.codesLead}</Notice>
      <ul className="figure grid grid-cols-2 gap-2 font-mono">
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <LinkButton to={next} look="primary">
        {texts.codesDone}
      </LinkButton>
    </div>
  )
}
