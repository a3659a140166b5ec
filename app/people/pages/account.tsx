import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import * as z from 'zod'
import { Button } from '~/design/button'
import { languageName } from '~/design/locale'
import { PageHead } from '~/design/page-head'
import { SelectField } from '~/design/select-field'
import { TextField } from '~/design/text-field'
import { locales } from '~/kernel/locale'
import { answerOf } from '~/web/answer'
import { AnswerSummary, CheckedForm } from '~/web/checked-form'
import { localeHeader, sessionHeader } from '~/web/cookie.server'
import { door } from '~/web/database.server'
import { type Entered, enter, found } from '~/web/enter.server'
import { page } from '~/web/page'
import { withForm } from '~/web/with-form.server'
import { acceptInvitation, endInvitation } from '../invitations/commands.server'
import { OwnInvitations } from '../invitations/parts/own-invitations'
import { listOwnInvitations } from '../invitations/queries.server'
import { phoneField, text } from '../form'
import { OwnOrganizations } from '../parts/own-organizations'
import { usePeopleTexts } from '../parts/texts'
import { findPerson, listOwnOrganizations } from '../queries.server'
import { rotateSession } from '../session.server'

export const handle = page({ access: 'seat', title: 'people.account' })

const profileForm = z.object({
  move: z.literal('save').optional(),
  name: text(80),
  phone: phoneField,
  locale: z.enum(locales),
})
const switchForm = z.object({ move: z.literal('switch'), organization: z.uuid() })
const acceptForm = z.object({ move: z.literal('accept'), invitation: z.uuid() })
const declineForm = acceptForm.extend({ move: z.literal('decline') })
const form = switchForm.or(acceptForm).or(declineForm).or(profileForm)

export async function loader(args: LoaderFunctionArgs) {
  const { actor, db } = await enter(args, handle)
  const { name, mail, phone, locale } = found(await findPerson(db, actor))
  return {
    person: { name, mail, phone, locale },
    organizations: await listOwnOrganizations(db),
    invitations: await listOwnInvitations(db),
    present: actor.organizationId,
  }
}

export async function action(args: ActionFunctionArgs) {
  const entered = await enter(args, handle)
  return withForm(entered, form, async (tx, values) => {
    const { actor } = entered
    if (values.move === 'switch') {
      found((await listOwnOrganizations(tx)).find(({ id }) => id === values.organization))
      return actFor(entered, values.organization, '/home')
    }
    if (values.move === 'decline') {
      await endInvitation(tx, actor, values.invitation, 'declined')
      return redirect('/account?done=declined')
    }
    if (values.move === 'accept') {
      return actFor(entered, await acceptInvitation(tx, actor, values.invitation), '/home?done=joined')
    }
    await tx
      .updateTable('persons')
      .set({ name: values.name, phone: values.phone ?? null, locale: values.locale })
      .where('id', '=', actor.personId)
      .execute()
    return redirect('/account?done=saved', { headers: { 'set-cookie': localeHeader(values.locale) } })
  })
}

// The session goes on under a new id, for the other organization.
async function actFor({ session, requestId }: Entered, organizationId: string, to: string) {
  const token = await rotateSession(door(requestId), session!.idHash, { organizationId })
  return redirect(to, { headers: { 'set-cookie': sessionHeader(token) } })
}

export default function Account() {
  const { person, organizations, invitations, present } = useLoaderData<typeof loader>()
  const answer = answerOf(useActionData<typeof action>())
  // What refuses another move is not the profile's.
  const answering = answer?.values.move ? answer : undefined
  const all = usePeopleTexts()
  const texts = all.account
  return (
    <>
      <PageHead title={texts.title} sentence={texts.lead} />
      {answering && <AnswerSummary answer={answering} />}
      {invitations.length > 0 && (
        <div className="mb-8 max-w-2xl">
          <OwnInvitations invitations={invitations} />
        </div>
      )}
      <CheckedForm
        form={profileForm}
        answer={answering ? undefined : answer}
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
        <div className="max-w-2xl">
          <OwnOrganizations organizations={organizations} present={present} />
        </div>
      )}
    </>
  )
}
