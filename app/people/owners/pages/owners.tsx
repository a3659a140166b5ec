import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { Button } from '~/design/button'
import { DateField } from '~/design/date-field'
import { FormSummary } from '~/design/form-summary'
import { useNamed } from '~/design/named'
import { NumberField } from '~/design/number-field'
import { PageHead } from '~/design/page-head'
import { Section } from '~/design/section'
import { TextField } from '~/design/text-field'
import { answerOf, typed } from '~/web/answer'
import { enter, found } from '~/web/enter.server'
import { MoveForm } from '~/web/move-form'
import { page } from '~/web/page'
import { withForm } from '~/web/with-form.server'
import { is } from '../../actor'
import { OrganizationChip } from '../../parts/state-chip'
import { usePeopleTexts } from '../../parts/texts'
import { findOrganization } from '../../queries.server'
import { changeOwners } from '../commands.server'
import { doneOfOwners, ownersForm } from '../form'
import { Shares } from '../parts/shares'
import { useOwnersTexts } from '../parts/texts'
import { listOwners } from '../queries.server'

export const handle = page({ access: 'organization.oversee', title: 'people.owners' })

export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, params } = await enter(args, handle)
  const { id, name, nameEn, state } = found(await findOrganization(db, actor, params.organizationId!))
  return { id, name, nameEn, state, mayChange: is(actor, 'officer'), ...(await listOwners(db, id)) }
}

export async function action(args: ActionFunctionArgs) {
  const entered = await enter(args, { ...handle, access: 'organization.verify' })
  const { actor, params } = entered
  return withForm(entered, ownersForm, async (tx, deed) => {
    const { id } = found(await findOrganization(tx, actor, params.organizationId!))
    await changeOwners(tx, actor, id, deed)
    return redirect(`/office/organizations/${id}/owners?done=${doneOfOwners[deed.move]}`)
  })
}

export default function Owners() {
  const { id, name, nameEn, state, mayChange, owners, owned } = useLoaderData<typeof loader>()
  const answer = answerOf(useActionData<typeof action>())
  const texts = useOwnersTexts()
  const { desk } = usePeopleTexts()
  const its = useNamed()(name, nameEn)
  const mine = answer?.values.move === 'own' ? answer : undefined
  return (
    <>
      <PageHead
        trail={[
          { label: desk.title, to: '/office/organizations' },
          { label: its, to: `/office/organizations/${id}` },
        ]}
        title={texts.title}
        state={<OrganizationChip state={state} />}
        sentence={texts.lead}
      />
      <Section title={texts.owner} count={owners.length}>
        <Shares shares={owners} shows="owner" mayEnd={mayChange} answer={answer} />
      </Section>
      {mayChange && (
        <Section title={texts.add}>
          {mine && (
            <FormSummary
              problems={mine.problems}
              refusal={mine.refusal ? { what: mine.refusal.sentence } : null}
            />
          )}
          <MoveForm move="own" className="max-w-md space-y-4">
            <TextField {...typed(mine, 'uscc')} label={texts.uscc} />
            <NumberField {...typed(mine, 'shareBps')} label={texts.share} unit="%" />
            <DateField {...typed(mine, 'since')} label={texts.since} />
            <Button look="primary">{texts.addVerb}</Button>
          </MoveForm>
        </Section>
      )}
      <Section title={texts.owned} count={owned.length}>
        <Shares shares={owned} shows="owned" mayEnd={false} answer={undefined} />
      </Section>
    </>
  )
}
