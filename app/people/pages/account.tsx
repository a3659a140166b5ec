import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import * as z from 'zod'
import { Button } from '~/design/button'
import { languageName } from '~/design/locale'
import { PageHead } from '~/design/page-head'
import { Section } from '~/design/section'
import { SelectField } from '~/design/select-field'
import { TextField } from '~/design/text-field'
import { locales } from '~/kernel/locale'
import { answerOf } from '~/web/answer'
import { CheckedForm } from '~/web/checked-form'
import { localeHeader, sessionHeader } from '~/web/cookie.server'
import { door } from '~/web/database.server'
import { enter, found } from '~/web/enter.server'
import { MoveForm } from '~/web/move-form'
import { page } from '~/web/page'
import { useWebTexts } from '~/web/texts'
import { withForm } from '~/web/with-form.server'
import { phoneField, text } from '../form'
import { usePeopleTexts } from '../parts/texts'
import { findPerson, listOwnOrganizations } from '../queries.server'
import { rotateSession } from '../session.server'
import type { MemberRole } from '~/kernel/role'

export const handle = page({ access: 'seat', title: 'people.account' })

const profileForm = z.object({
  move: z.literal('save').optional(),
  name: text(80),
  phone: phoneField,
  locale: z.enum(locales),
})
const switchForm = z.object({ move: z.literal('switch'), organization: z.uuid() })
const form = switchForm.or(profileForm)

export async function loader(args: LoaderFunctionArgs) {
  const { actor, db } = await enter(args, handle)
  const { name, mail, phone, locale } = found(await findPerson(db, actor))
  return {
    person: { name, mail, phone, locale },
    organizations: await listOwnOrganizations(db, actor),
    present: actor.organizationId,
  }
}

export async function action(args: ActionFunctionArgs) {
  const entered = await enter(args, handle)
  return withForm(entered, form, async (tx, values) => {
    const { actor, session } = entered
    if (values.move === 'switch') {
      found((await listOwnOrganizations(tx, actor)).find(({ id }) => id === values.organization))
      const token = await rotateSession(door(entered.requestId), session!.idHash, {
        organizationId: values.organization,
      })
      return redirect('/home', { headers: { 'set-cookie': sessionHeader(token) } })
    }
    await tx
      .updateTable('persons')
      .set({ name: values.name, phone: values.phone ?? null, locale: values.locale })
      .where('id', '=', actor.personId)
      .execute()
    return redirect('/account?done=saved', { headers: { 'set-cookie': localeHeader(values.locale) } })
  })
}

export default function Account() {
  const { person, organizations, present } = useLoaderData<typeof loader>()
  const answer = answerOf(useActionData<typeof action>())
  const all = usePeopleTexts()
  const texts = all.account
  const { roles } = useWebTexts()
  return (
    <>
      <PageHead title={texts.title} sentence={texts.lead} />
      <CheckedForm
        form={profileForm}
        answer={answer}
        defaults={{ name: person.name, phone: person.phone ?? '', locale: person.locale }}
        className="max-w-md space-y-5"
      >
        {(field, busy) => (
          <>
            <TextField {...field('name')} label={texts.name} autoComplete="name" />
            <TextField {...field('phone')} label={all.register.phone} optional type="tel" />
            <SelectField
              {...field('locale')}
              label={texts.language}
              options={locales.map((value) => ({ value, label: languageName[value] }))}
            />
            <Button look="primary" busy={busy}>
              {texts.save}
            </Button>
          </>
        )}
      </CheckedForm>
      {organizations.length > 1 && (
        <Section title={texts.organizations}>
          <ul className="divide-y divide-line">
            {organizations.map(({ id, name, roles: held }) => (
              <li key={id} className="flex min-h-row items-center justify-between gap-4 py-2">
                <span>
                  {name}{' '}
                  <span className="text-ink-soft">
                    {(held as MemberRole[]).map((role) => roles[role]).join(' · ')}
                  </span>
                </span>
                {id !== present && (
                  <MoveForm move="switch" hidden={{ organization: id }}>
                    <Button size="small">{texts.switch}</Button>
                  </MoveForm>
                )}
              </li>
            ))}
          </ul>
        </Section>
      )}
    </>
  )
}
