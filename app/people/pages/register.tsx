import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { Button } from '~/design/button'
import { CheckField } from '~/design/check-field'
import { PageHead } from '~/design/page-head'
import { Section } from '~/design/section'
import { SelectField } from '~/design/select-field'
import { TextField } from '~/design/text-field'
import { answerOf } from '~/web/answer'
import { CheckedForm } from '~/web/checked-form'
import { sessionHeader } from '~/web/cookie.server'
import { door } from '~/web/database.server'
import { enter } from '~/web/enter.server'
import { page } from '~/web/page'
import { useWebTexts } from '~/web/texts'
import { withDoor } from '~/web/with-door.server'
import { registerOrganization } from '../commands.server'
import { newcomerKinds, ownerships, registerForm, scales } from '../form'
import { usePlaceOptions } from '../parts/place-options'
import { usePeopleTexts } from '../parts/texts'
import { listDistricts, listSectors } from '../queries.server'
import { startSession } from '../session.server'
import { countTry } from '../sign-in.server'

export const handle = page({ access: 'anyone', title: 'people.register' })

export async function loader(args: LoaderFunctionArgs) {
  const { db, url } = await enter(args, handle)
  return {
    districts: await listDistricts(db),
    sectors: await listSectors(db),
    kind: url.searchParams.get('kind') ?? 'enterprise',
  }
}

export async function action(args: ActionFunctionArgs) {
  const entered = await enter(args, handle)
  return withDoor(entered, registerForm, async (tx, values) => {
    await countTry(door(entered.requestId), `register:${entered.ip ?? '-'}`, 20, 60)
    const { orgId, personId } = await registerOrganization(tx, values, entered.actor.locale)
    const token = await startSession(tx, {
      personId,
      organizationId: orgId,
      ip: entered.ip,
      agent: entered.request.headers.get('user-agent'),
      factor: false,
    })
    return redirect('/organization?done=registered', { headers: { 'set-cookie': sessionHeader(token) } })
  })
}

export default function Register() {
  const { districts, sectors, kind } = useLoaderData<typeof loader>()
  const answer = answerOf(useActionData<typeof action>())
  const all = usePeopleTexts()
  const texts = all.register
  const { kinds } = useWebTexts()
  const places = usePlaceOptions()
  return (
    <div className="mx-auto max-w-3xl py-8">
      <PageHead title={texts.submit} sentence={texts.lead} />
      <CheckedForm form={registerForm} answer={answer} defaults={{ kind }} className="space-y-8">
        {(field, busy) => (
          <>
            <Section title={texts.unit}>
              <div className="grid gap-5 sm:grid-cols-2">
                <SelectField
                  {...field('kind')}
                  label={texts.kind}
                  options={newcomerKinds.map((value) => ({ value, label: kinds[value] }))}
                />
                <TextField
                  {...field('uscc')}
                  label={texts.uscc}
                  hint={texts.usccHint}
                  autoCapitalize="characters"
                  maxLength={24}
                />
                <TextField
                  {...field('name')}
                  label={texts.name}
                  hint={texts.nameHint}
                  autoComplete="organization"
                />
                <SelectField
                  {...field('district')}
                  label={texts.district}
                  empty={texts.choose}
                  options={places(districts)}
                />
                <SelectField
                  {...field('sector')}
                  label={texts.sector}
                  optional
                  empty={texts.choose}
                  options={places(sectors)}
                />
                <SelectField
                  {...field('ownership')}
                  label={texts.ownership}
                  optional
                  empty={texts.choose}
                  options={ownerships.map((value) => ({ value, label: all.ownership[value] }))}
                />
                <SelectField
                  {...field('scale')}
                  label={texts.scale}
                  optional
                  empty={texts.choose}
                  options={scales.map((value) => ({ value, label: all.scale[value] }))}
                />
              </div>
            </Section>
            <Section title={texts.contact}>
              <div className="grid gap-5 sm:grid-cols-2">
                <TextField {...field('person')} label={texts.person} autoComplete="name" />
                <TextField {...field('phone')} label={texts.phone} optional type="tel" autoComplete="tel" />
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
              </div>
            </Section>
            <CheckField {...field('agreed')} label={texts.agree} />
            <Button look="primary" busy={busy}>
              {texts.submit}
            </Button>
          </>
        )}
      </CheckedForm>
    </div>
  )
}
