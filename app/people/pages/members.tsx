import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import * as z from 'zod'
import { Button } from '~/design/button'
import { ChoiceGroup } from '~/design/choice-group'
import { Chip } from '~/design/chip'
import { FormSummary } from '~/design/form-summary'
import { useFormat } from '~/design/format'
import { LinkButton } from '~/design/link-button'
import { PageHead } from '~/design/page-head'
import { Table } from '~/design/table'
import { TextField } from '~/design/text-field'
import type { MemberRole } from '~/kernel/role'
import { answerOf } from '~/web/answer'
import { enter } from '~/web/enter.server'
import { MoveForm } from '~/web/move-form'
import { page } from '~/web/page'
import { useWebTexts } from '~/web/texts'
import { withForm } from '~/web/with-form.server'
import { mayEnter } from '../access'
import type { OrganizationKind } from '../actor'
import { changeRoles, removeMember } from '../commands.server'
import { endInvitation } from '../invitations/commands.server'
import { Waiting } from '../invitations/parts/waiting'
import { listInvitations } from '../invitations/queries.server'
import { rolesForm } from '../form'
import { usePeopleTexts } from '../parts/texts'
import { listMembers } from '../queries.server'
import { rolesOf } from '../roles'

export const handle = page({ access: 'organization.read', title: 'people.members' })

const form = z
  .object({ move: z.literal('remove'), personId: z.uuid() })
  .or(rolesForm.extend({ move: z.literal('roles') }))
  .or(z.object({ move: z.literal('take-back'), invitationId: z.uuid() }))

export async function loader(args: LoaderFunctionArgs) {
  const { actor, db } = await enter(args, handle)
  return {
    members: await listMembers(db, actor),
    invited: await listInvitations(db, actor),
    manages: mayEnter('organization.manage', actor),
    roles: rolesOf[actor.kind as OrganizationKind],
  }
}

export async function action(args: ActionFunctionArgs) {
  const entered = await enter(args, { ...handle, access: 'organization.manage', stepUp: true })
  return withForm(entered, form, async (tx, values) => {
    if (values.move === 'remove') {
      await removeMember(tx, entered.actor, values.personId, entered.now)
      return redirect('/organization/members?done=removed')
    }
    if (values.move === 'take-back') {
      await endInvitation(tx, entered.actor, values.invitationId, 'taken_back')
      return redirect('/organization/members?done=taken-back')
    }
    await changeRoles(tx, entered.actor, values.personId, values.roles, values.department ?? null)
    return redirect('/organization/members?done=saved')
  })
}

export default function Members() {
  const { members, invited, manages, roles: offered } = useLoaderData<typeof loader>()
  const answer = answerOf(useActionData<typeof action>())
  const all = usePeopleTexts()
  const texts = all.members
  const { roles } = useWebTexts()
  const format = useFormat()
  return (
    <>
      <PageHead
        title={texts.title}
        sentence={texts.lead}
        primary={
          manages && (
            <LinkButton to="new" look="primary" icon="plus">
              {texts.invite}
            </LinkButton>
          )
        }
      />
      <FormSummary
        problems={answer?.problems ?? []}
        refusal={answer?.refusal ? { what: answer.refusal.sentence } : null}
      />
      <Table
        caption={texts.title}
        rows={members}
        rowKey={({ id }) => id}
        total={members.length}
        empty={null}
        columns={[
          {
            key: 'name',
            head: texts.name,
            cell: ({ name, mail }) => (
              <>
                {name} <span className="block text-sm text-ink-soft">{mail}</span>
              </>
            ),
          },
          {
            key: 'roles',
            head: texts.roles,
            cell: ({ roles: held }) => (held as MemberRole[]).map((role) => roles[role]).join(' · '),
          },
          { key: 'department', head: texts.department, cell: ({ department }) => department },
          { key: 'since', head: texts.since, type: 'date', cell: ({ since }) => format.date(since) },
          {
            key: 'state',
            head: texts.state,
            type: 'chip',
            narrow: 'end',
            cell: ({ state }) => (
              <Chip meaning={state === 'active' ? 'ok' : state === 'invited' ? 'info' : 'quiet'}>
                {all.personState[state]}
              </Chip>
            ),
          },
          ...(manages
            ? [
                {
                  key: 'change',
                  head: texts.roleChange,
                  cell: (member: (typeof members)[number]) => (
                    <details>
                      <summary className="cursor-pointer text-accent">{texts.roleChange}</summary>
                      <div className="space-y-4 py-3">
                        <MoveForm
                          move="roles"
                          answer={answer}
                          hidden={{ personId: member.id }}
                          className="space-y-4"
                        >
                          <ChoiceGroup
                            type="checkbox"
                            name="roles"
                            id={`roles-${member.id}`}
                            label={texts.roles}
                            chosen={member.roles}
                            choices={offered.map((value) => ({ value, label: roles[value] }))}
                          />
                          <TextField
                            name="department"
                            id={`department-${member.id}`}
                            label={texts.department}
                            optional
                            defaultValue={member.department ?? ''}
                          />
                          <Button size="small">{texts.save}</Button>
                        </MoveForm>
                        <MoveForm
                          move="remove"
                          answer={answer}
                          hidden={{ personId: member.id }}
                          className="space-y-2"
                        >
                          <p className="text-sm text-ink-soft">{texts.removeWhat}</p>
                          <Button size="small" look="danger">
                            {texts.remove}
                          </Button>
                        </MoveForm>
                      </div>
                    </details>
                  ),
                },
              ]
            : []),
        ]}
      />
      {invited.length > 0 && <Waiting invitations={invited} manages={manages} answer={answer} />}
    </>
  )
}
