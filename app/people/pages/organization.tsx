import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import * as z from 'zod'
import { Button } from '~/design/button'
import { Columns } from '~/design/columns'
import { Facts } from '~/design/facts'
import { MenuLink } from '~/design/menu'
import { Notice } from '~/design/notice'
import { useNamed } from '~/design/named'
import { PageHead } from '~/design/page-head'
import { Section } from '~/design/section'
import { SelectField } from '~/design/select-field'
import { TextField } from '~/design/text-field'
import { answerOf } from '~/web/answer'
import { AnswerSummary, CheckedForm } from '~/web/checked-form'
import { enter, found } from '~/web/enter.server'
import { MoveForm } from '~/web/move-form'
import { page } from '~/web/page'
import { useWebTexts } from '~/web/texts'
import { withForm } from '~/web/with-form.server'
import { mayEnter } from '../access'
import { describeOrganization, moveOrganization } from '../commands.server'
import { listings, organizationForm, ownerships, scales } from '../form'
import { History } from '../parts/history'
import { usePlaceOptions } from '../parts/place-options'
import { OrganizationChip } from '../parts/state-chip'
import { usePeopleTexts } from '../parts/texts'
import { findOrganization, listDistricts, listHistory, listSectors } from '../queries.server'

export const handle = page({ access: 'organization.read', title: 'people.organization' })

const form = z
  .object({ move: z.literal('submit') })
  .or(organizationForm.extend({ move: z.never().optional() }))

export async function loader(args: LoaderFunctionArgs) {
  const { actor, db } = await enter(args, handle)
  const organization = found(await findOrganization(db, actor, actor.organizationId))
  return {
    organization,
    history: await listHistory(db, actor.organizationId),
    districts: await listDistricts(db),
    sectors: await listSectors(db),
    manages: mayEnter('organization.manage', actor),
  }
}

export async function action(args: ActionFunctionArgs) {
  const entered = await enter(args, { ...handle, access: 'organization.manage' })
  return withForm(entered, form, async (tx, values) => {
    if (values.move === 'submit') {
      await moveOrganization(tx, entered.actor, entered.actor.organizationId, 'submit', null, entered.now)
      return redirect('/organization?done=submitted')
    }
    await describeOrganization(tx, entered.actor, values)
    return redirect('/organization?done=saved')
  })
}

export default function Organization() {
  const { organization, history, districts, sectors, manages } = useLoaderData<typeof loader>()
  const answer = answerOf(useActionData<typeof action>())
  // What the office is asked for and what the form below says are two deeds: each has its refusals beside it.
  const submitting = answer?.values.move === 'submit' && answer.refusal?.field !== 'totp' ? answer : undefined
  const all = usePeopleTexts()
  const texts = all.organization
  const { kinds } = useWebTexts()
  const places = usePlaceOptions()
  const { state } = organization
  const named = useNamed()
  return (
    <>
      <PageHead
        title={named(organization.name, organization.nameEn)}
        state={<OrganizationChip state={state} />}
        sentence={texts.sentence[state]}
        primary={
          manages &&
          state === 'unverified' && (
            <MoveForm move="submit" answer={answer}>
              <Button look="primary">{texts.submit}</Button>
            </MoveForm>
          )
        }
        more={
          organization.kind === 'enterprise' &&
          organization.listing !== 'none' && (
            <MenuLink to="/disclosures" icon="document">
              {texts.disclosures}
            </MenuLink>
          )
        }
      />
      {submitting && <AnswerSummary answer={submitting} />}
      {organization.returnedReason && (
        <div className="mb-6">
          <Notice meaning="attention" title={texts.returned}>
            {organization.returnedReason}
          </Notice>
        </div>
      )}
      <Columns
        side={
          <Section title={texts.official} sentence={texts.officialHint}>
            <Facts
              items={[
                { label: all.register.name, value: organization.name },
                { label: all.register.uscc, value: <code className="figure">{organization.uscc}</code> },
                { label: all.register.kind, value: kinds[organization.kind] },
              ]}
            />
          </Section>
        }
      >
        <CheckedForm
          form={organizationForm}
          answer={submitting ? undefined : answer}
          className="space-y-8"
          defaults={textsOf(organization)}
        >
          {(field, busy) => (
            <fieldset disabled={!manages} className="space-y-8">
              <Section title={all.register.unit}>
                <div className="grid gap-5 sm:grid-cols-2">
                  <TextField {...field('nameEn')} label={texts.nameEn} optional />
                  <SelectField
                    {...field('district')}
                    label={all.register.district}
                    empty={all.register.choose}
                    options={places(districts)}
                  />
                  <SelectField
                    {...field('sector')}
                    label={all.register.sector}
                    optional
                    empty={all.register.choose}
                    options={places(sectors)}
                  />
                  <SelectField
                    {...field('ownership')}
                    label={all.register.ownership}
                    optional
                    empty={all.register.choose}
                    options={ownerships.map((value) => ({ value, label: all.ownership[value] }))}
                  />
                  <SelectField
                    {...field('scale')}
                    label={all.register.scale}
                    optional
                    empty={all.register.choose}
                    options={scales.map((value) => ({ value, label: all.scale[value] }))}
                  />
                  <SelectField
                    {...field('listing')}
                    label={texts.listing}
                    options={listings.map((value) => ({ value, label: all.listing[value] }))}
                  />
                  <TextField
                    {...field('headcount')}
                    label={texts.headcount}
                    optional
                    inputMode="numeric"
                    width="short"
                  />
                </div>
              </Section>
              <Section title={texts.contact}>
                <div className="grid gap-5 sm:grid-cols-2">
                  <TextField {...field('person')} label={texts.person} optional />
                  <TextField {...field('mail')} label={all.register.mail} optional type="email" />
                  <TextField {...field('phone')} label={all.register.phone} optional type="tel" />
                  <TextField {...field('address')} label={texts.address} optional />
                  <TextField {...field('bank')} label={texts.bank} optional />
                  <TextField
                    {...field('bankAccount')}
                    label={texts.bankAccount}
                    optional
                    inputMode="numeric"
                  />
                </div>
              </Section>
              {manages && (
                <Button busy={busy} look={state === 'unverified' ? 'secondary' : 'primary'}>
                  {texts.save}
                </Button>
              )}
            </fieldset>
          )}
        </CheckedForm>
        <History events={history} />
      </Columns>
    </>
  )
}

const shown = [
  'nameEn',
  'district',
  'sector',
  'ownership',
  'scale',
  'listing',
  'headcount',
  'person',
  'mail',
  'phone',
  'address',
  'bank',
  'bankAccount',
] as const

const textsOf = (organization: { [K in (typeof shown)[number]]: string | number | null }) =>
  Object.fromEntries(shown.map((name) => [name, String(organization[name] ?? '')]))
