import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { Button } from '~/design/button'
import { ChoiceGroup } from '~/design/choice-group'
import { PageHead } from '~/design/page-head'
import { TextField } from '~/design/text-field'
import { answerOf, problemOf } from '~/web/answer'
import { CheckedForm } from '~/web/checked-form'
import { enter } from '~/web/enter.server'
import { page } from '~/web/page'
import { useWebTexts } from '~/web/texts'
import { withForm } from '~/web/with-form.server'
import type { OrganizationKind } from '../actor'
import { invitationForm } from '../form'
import { inviteColleague } from '../invitations/commands.server'
import { usePeopleTexts } from '../parts/texts'
import { rolesOf } from '../roles'

export const handle = page({ access: 'organization.manage', title: 'people.member-new', stepUp: true })

export async function loader(args: LoaderFunctionArgs) {
  const { actor } = await enter(args, handle)
  return { offered: rolesOf[actor.kind as OrganizationKind] }
}

export async function action(args: ActionFunctionArgs) {
  const entered = await enter(args, handle)
  return withForm(entered, invitationForm, async (tx, values) => {
    await inviteColleague(tx, entered.actor, values)
    return redirect('/organization/members?done=invited')
  })
}

export default function NewMember() {
  const { offered } = useLoaderData<typeof loader>()
  const answer = answerOf(useActionData<typeof action>())
  const all = usePeopleTexts()
  const texts = all.members
  const { roles } = useWebTexts()
  const chosen = answer?.values.roles
  return (
    <>
      <PageHead
        trail={[{ label: texts.title, to: '/organization/members' }]}
        title={texts.invite}
        sentence={texts.inviteLead}
      />
      <CheckedForm form={invitationForm} answer={answer} className="max-w-md space-y-5">
        {(field, busy) => (
          <>
            <TextField {...field('name')} label={texts.name} />
            <TextField {...field('mail')} label={texts.mail} type="email" />
            <TextField {...field('department')} label={texts.department} optional />
            <ChoiceGroup
              type="checkbox"
              name="roles"
              label={texts.roles}
              error={problemOf(answer, 'roles')}
              {...(chosen && { chosen })}
              choices={offered.map((value) => ({ value, label: roles[value] }))}
            />
            <Button look="primary" busy={busy}>
              {texts.sendInvite}
            </Button>
          </>
        )}
      </CheckedForm>
    </>
  )
}
