import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { Button } from '~/design/button'
import { Columns } from '~/design/columns'
import { Empty } from '~/design/empty'
import { Facts } from '~/design/facts'
import { FormSummary } from '~/design/form-summary'
import { useFormat } from '~/design/format'
import { LinkButton } from '~/design/link-button'
import { useLocale } from '~/design/locale'
import { useNamed } from '~/design/named'
import { PageHead } from '~/design/page-head'
import { Section } from '~/design/section'
import { TextArea } from '~/design/text-area'
import { TextLink } from '~/design/text-link'
import { nameIn } from '~/kernel/locale'
import type { MemberRole } from '~/kernel/role'
import { startOf } from '~/kernel/workdays'
import { answerOf, problemOf, valueOf } from '~/web/answer'
import { enter, found } from '~/web/enter.server'
import { KeyField } from '~/web/key-field'
import { page } from '~/web/page'
import { useWebTexts } from '~/web/texts'
import { withForm } from '~/web/with-form.server'
import { Form } from '@remix-run/react'
import { is } from '../actor'
import { moveOrganization } from '../commands.server'
import { verificationForm } from '../form'
import { organizationLifecycle, type OrganizationMove } from '../lifecycle'
import { useMergerFacts } from '../mergers/parts/merger-facts'
import { useMergersTexts } from '../mergers/parts/texts'
import { listMergers } from '../mergers/queries.server'
import { whyNotMerge } from '../mergers/merging'
import { notifyMembers } from '../notify.server'
import { useOwnersTexts } from '../owners/parts/texts'
import { History } from '../parts/history'
import { OrganizationChip } from '../parts/state-chip'
import { useDirectoryTexts, usePeopleTexts } from '../parts/texts'
import { listResponsible } from '../directory.server'
import { findOrganization, listHistory, listMembers } from '../queries.server'
import { RegistrationSource } from '../registration/parts/registration-source'
import { findRegistrationOf } from '../registration/queries.server'
import { Responsible } from '../parts/responsible'

export const handle = page({ access: 'organization.oversee', title: 'people.organization-desk' })

const decisions = ['verify', 'return', 'suspend', 'resume'] as const satisfies readonly OrganizationMove[]

export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, params } = await enter(args, handle)
  const organization = found(await findOrganization(db, actor, params.organizationId!))
  const moves = is(actor, 'officer') ? organizationLifecycle.movesFrom(organization.state, 'officer') : []
  return {
    title: nameIn(actor.locale, organization.name, organization.nameEn),
    organization,
    history: await listHistory(db, organization.id),
    responsible: await listResponsible(db, organization.id),
    source: (await findRegistrationOf(db, organization.id)) ?? null,
    whole: is(actor, 'officer', 'auditor'),
    members: is(actor, 'officer', 'auditor') ? await listMembers(db, actor, organization.id) : [],
    moves: decisions.filter((move) => moves.includes(move)),
    mergers: await listMergers(db, organization.id),
    mayMerge: is(actor, 'officer') && whyNotMerge(organization) === null,
  }
}

export async function action(args: ActionFunctionArgs) {
  const entered = await enter(args, { ...handle, access: 'organization.verify' })
  const { actor, params, now } = entered
  return withForm(entered, verificationForm, async (tx, { decision, reason }) => {
    const organization = found(await findOrganization(tx, actor, params.organizationId!))
    await moveOrganization(tx, actor, organization.id, decision, reason ?? null, now)
    const told = {
      verify: 'organization.verified',
      return: 'organization.returned',
      suspend: 'organization.suspended',
      resume: 'organization.verified',
    }[decision]
    await notifyMembers(tx, organization.id, ['approver', 'vendor', 'registrar'], {
      kind: told,
      href: '/organization',
    })
    const done = { verify: 'verified', return: 'returned', suspend: 'suspended', resume: 'resumed' }[decision]
    return redirect(`/office/organizations/${organization.id}?done=${done}`)
  })
}

export default function OrganizationDesk() {
  const { organization, members, history, moves, mergers, mayMerge, responsible, source, whole } =
    useLoaderData<typeof loader>()
  const answer = answerOf(useActionData<typeof action>())
  const all = usePeopleTexts()
  const texts = all.desk
  const directory = useDirectoryTexts()
  const { kinds, roles } = useWebTexts()
  const zh = useLocale() === 'zh'
  const format = useFormat()
  const named = useNamed()
  const merged = useMergerFacts(mergers)
  const { open } = useMergersTexts()
  const owners = useOwnersTexts()
  return (
    <>
      <PageHead
        trail={[{ label: texts.title, to: '/office/organizations' }]}
        title={named(organization.name, organization.nameEn)}
        state={<OrganizationChip state={organization.state} />}
      />
      <Columns
        side={
          <Section title={texts.facts}>
            <Facts
              items={[
                { label: texts.uscc, value: <code className="figure">{organization.uscc}</code> },
                { label: texts.kind, value: kinds[organization.kind] },
                ...merged,
                { label: texts.district, value: zh ? organization.districtZh : organization.districtEn },
                { label: all.register.sector, value: zh ? organization.sectorZh : organization.sectorEn },
                {
                  label: all.register.ownership,
                  value: organization.ownership && all.ownership[organization.ownership],
                },
                { label: directory.scale, value: organization.scale && all.scale[organization.scale] },
                { label: directory.listing, value: all.listing[organization.listing] },
                {
                  label: directory.registration,
                  value: directory.registrations[organization.registration],
                  ...(organization.registrationOn && {
                    hint: `${directory.checkedOn} ${format.date(startOf(organization.registrationOn))}`,
                  }),
                },
                { label: all.organization.person, value: organization.person },
                { label: all.register.mail, value: organization.mail },
                { label: all.register.phone, value: organization.phone },
              ].filter(({ value }) => value)}
            />
            {whole && organization.kind === 'enterprise' && <RegistrationSource source={source} />}
            <p className="mt-4">
              <TextLink to={`/office/organizations/${organization.id}/owners`}>{owners.open}</TextLink>
            </p>
          </Section>
        }
      >
        {moves.length > 0 && (
          <Section title={texts.decide} sentence={texts.lead}>
            <Form method="post" className="space-y-4">
              <KeyField />
              <FormSummary
                problems={answer?.problems ?? []}
                refusal={answer?.refusal ? { what: answer.refusal.sentence } : null}
              />
              <TextArea
                name="reason"
                label={texts.reason}
                hint={texts.reasonHint}
                optional
                defaultValue={valueOf(answer, 'reason')}
                error={problemOf(answer, 'reason')}
              />
              <div className="flex gap-2">
                {moves.map((move) => (
                  <Button
                    key={move}
                    name="decision"
                    value={move}
                    look={move === 'verify' || move === 'resume' ? 'primary' : 'danger'}
                  >
                    {texts[move]}
                  </Button>
                ))}
                {mayMerge && (
                  <LinkButton to={`/office/organizations/${organization.id}/merger`}>{open}</LinkButton>
                )}
              </div>
            </Form>
          </Section>
        )}
        {organization.kind === 'enterprise' && <Responsible units={responsible} />}
        <Section title={texts.members} count={members.length}>
          {members.length === 0 && <Empty icon="people" title={texts.noMembers} why={texts.noMembersWhy} />}
          <ul className="divide-y divide-line">
            {members.map(({ id, name, mail, roles: held }) => (
              <li key={id} className="flex flex-wrap justify-between gap-x-4 py-2">
                <span>
                  {name} <span className="text-ink-soft">{mail}</span>
                </span>
                <span className="text-ink-soft">
                  {(held as MemberRole[]).map((role) => roles[role]).join(' · ')}
                </span>
              </li>
            ))}
          </ul>
        </Section>
        <History events={history} />
      </Columns>
    </>
  )
}
