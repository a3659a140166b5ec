import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { Button } from '~/design/button'
import { PageHead } from '~/design/page-head'
import { SelectField } from '~/design/select-field'
import { TextField } from '~/design/text-field'
import { listMembers } from '~/people/queries.server'
import { answerOf } from '~/web/answer'
import { CheckedForm } from '~/web/checked-form'
import { enter, found } from '~/web/enter.server'
import { page } from '~/web/page'
import { withForm } from '~/web/with-form.server'
import { useInventoryTexts } from '../../parts/texts'
import { describeComputer } from '../commands.server'
import { computerClasses } from '../filter'
import { computerForm } from '../form'
import { findComputer, listDepartments } from '../queries.server'

export const handle = page({ access: 'inventory.manage', title: 'compliance.computer-edit' })

export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, params } = await enter(args, handle)
  const its = found(await findComputer(db, params.computerId!))
  return { its, members: await listMembers(db, actor), departments: await listDepartments(db, actor) }
}

export async function action(args: ActionFunctionArgs) {
  const entered = await enter(args, handle)
  return withForm(entered, computerForm, async (tx, values) => {
    await describeComputer(tx, entered.actor, entered.params.computerId!, values)
    return redirect(`/inventory/computers/${entered.params.computerId}?done=saved`)
  })
}

export default function ComputerEdit() {
  const { its, members, departments } = useLoaderData<typeof loader>()
  const answer = answerOf(useActionData<typeof action>())
  const all = useInventoryTexts()
  const texts = all.computer
  const options = (words: Record<string, string>, values: readonly string[]) =>
    values.map((value) => ({ value, label: words[value]! }))
  return (
    <>
      <PageHead
        trail={[
          { label: all.title, to: '/inventory' },
          { label: its.no, to: `/inventory/computers/${its.id}` },
        ]}
        title={texts.editTitle}
        sentence={texts.editLead}
      />
      <CheckedForm
        form={computerForm}
        answer={answer}
        className="max-w-md space-y-5"
        defaults={{
          no: its.no,
          class: its.class,
          tenure: its.tenure,
          network: its.network,
          department: its.department ?? '',
          personId: its.personId ?? '',
          cores: its.cores === null ? '' : String(its.cores),
          sockets: its.sockets === null ? '' : String(its.sockets),
        }}
      >
        {(field, busy) => (
          <>
            <TextField {...field('no')} label={texts.no} hint={texts.noHint} />
            <SelectField
              {...field('class')}
              label={texts.class}
              options={options(all.computerClass, computerClasses)}
            />
            <SelectField
              {...field('tenure')}
              label={texts.tenure}
              options={options(all.tenure, ['owned', 'leased'])}
            />
            <SelectField
              {...field('network')}
              label={texts.network}
              hint={texts.networkHint}
              options={options(all.network, ['connected', 'isolated'])}
            />
            <TextField {...field('department')} label={texts.department} optional list="departments" />
            <datalist id="departments">
              {departments.map((name) => (
                <option key={name} value={name} />
              ))}
            </datalist>
            <SelectField
              {...field('personId')}
              label={texts.person}
              hint={texts.personHint}
              optional
              empty
              options={members.map(({ id, name }) => ({ value: id, label: name }))}
            />
            <TextField
              {...field('cores')}
              label={texts.cores}
              hint={texts.coresHint}
              optional
              inputMode="numeric"
              width="short"
            />
            <TextField
              {...field('sockets')}
              label={texts.sockets}
              optional
              inputMode="numeric"
              width="short"
            />
            <Button look="primary" busy={busy}>
              {texts.save}
            </Button>
          </>
        )}
      </CheckedForm>
    </>
  )
}
