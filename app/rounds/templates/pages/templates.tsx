import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { Button } from '~/design/button'
import { Chip } from '~/design/chip'
import { Empty } from '~/design/empty'
import { Fold } from '~/design/fold'
import { useFormat } from '~/design/format'
import { LinkButton } from '~/design/link-button'
import { useNamed } from '~/design/named'
import { PageHead } from '~/design/page-head'
import { Section } from '~/design/section'
import { Facts } from '~/design/facts'
import { TextLink } from '~/design/text-link'
import { answerOf } from '~/web/answer'
import { enter } from '~/web/enter.server'
import { MoveForm } from '~/web/move-form'
import { page } from '~/web/page'
import { withForm } from '~/web/with-form.server'
import { profileNames } from '../../form'
import { TermsTable } from '../../parts/terms-table'
import { useRoundsTexts } from '../../parts/texts'
import { profiles } from '../../terms'
import { retireTemplate } from '../commands.server'
import { retireForm } from '../form'
import { listTemplates } from '../queries.server'

export const handle = page({ access: 'round.run', title: 'rounds.templates' })

export async function loader(args: LoaderFunctionArgs) {
  const { db } = await enter(args, handle)
  return { templates: await listTemplates(db) }
}

export async function action(args: ActionFunctionArgs) {
  const entered = await enter(args, handle)
  return withForm(entered, retireForm, async (tx, { id }) => {
    await retireTemplate(tx, entered.actor, id)
    return redirect('/rounds/templates?done=template-retired')
  })
}

export default function Templates() {
  const { templates } = useLoaderData<typeof loader>()
  const answer = answerOf(useActionData<typeof action>())
  const all = useRoundsTexts()
  const texts = all.templates
  const format = useFormat()
  const named = useNamed()
  return (
    <>
      <PageHead
        trail={[{ label: all.list.title, to: '/rounds' }]}
        title={texts.title}
        sentence={texts.lead}
      />
      <Section title={texts.own} count={templates.length}>
        {templates.length === 0 && <Empty icon="layers" title={texts.empty} why={texts.emptyWhy} />}
        <ul className="divide-y divide-line">
          {templates.map((template) => (
            <li key={template.id} className="py-4">
              <div className="mb-2 flex flex-wrap items-center gap-x-3 gap-y-2">
                <span className="min-w-0 flex-1 font-semibold">
                  {named(template.name, template.nameEn)}{' '}
                  {template.retiredAt && <Chip meaning="quiet">{texts.retired}</Chip>}
                </span>
                {!template.retiredAt && (
                  <>
                    <LinkButton to={`/rounds/new?template=${template.id}`}>{texts.start}</LinkButton>
                    <MoveForm move="retire" hidden={{ id: template.id }} answer={answer}>
                      <Button look="quiet">{texts.retire}</Button>
                    </MoveForm>
                  </>
                )}
              </div>
              <Facts
                items={[
                  { label: texts.version, value: format.number(template.version) },
                  { label: texts.profile, value: all.profile[template.profile] },
                  { label: texts.savedBy, value: `${template.author ?? '–'} · ${format.date(template.at)}` },
                  {
                    label: texts.from,
                    value: <TextLink to={`/rounds/${template.savedFrom}`}>{texts.itsRound}</TextLink>,
                  },
                  { label: texts.rounds, value: format.number(template.rounds) },
                ]}
              />
              <Fold when label={texts.terms}>
                <TermsTable terms={template.terms} version={template.version} />
              </Fold>
            </li>
          ))}
        </ul>
      </Section>
      <Section title={texts.builtIn} count={profileNames.length} sentence={texts.builtInLead}>
        <ul className="divide-y divide-line">
          {profileNames.map((profile) => (
            <li key={profile} className="py-3">
              <p className="font-semibold">{all.profile[profile]}</p>
              <p className="text-ink-soft">{all.profileHint[profile]}</p>
              <Fold when label={texts.terms}>
                <TermsTable terms={profiles[profile]} version={1} />
              </Fold>
            </li>
          ))}
        </ul>
      </Section>
    </>
  )
}
