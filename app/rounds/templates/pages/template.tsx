import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { Chip } from '~/design/chip'
import { Columns } from '~/design/columns'
import { Facts } from '~/design/facts'
import { useFormat } from '~/design/format'
import { LinkButton } from '~/design/link-button'
import { useNamed } from '~/design/named'
import { PageHead } from '~/design/page-head'
import { Section } from '~/design/section'
import { Table } from '~/design/table'
import { TextLink } from '~/design/text-link'
import { mayEnter } from '~/people/access'
import { answerOf } from '~/web/answer'
import { ConfirmMove } from '~/web/confirm-move'
import { enter, found } from '~/web/enter.server'
import { page } from '~/web/page'
import { withForm } from '~/web/with-form.server'
import { RoundChip } from '../../parts/round-chip'
import { useRoundTitle } from '../../parts/round-title'
import { TermsTable } from '../../parts/terms-table'
import { useRoundsTexts } from '../../parts/texts'
import { retireTemplate } from '../commands.server'
import { retireForm } from '../form'
import { TermsDiff } from '../parts/terms-diff'
import { findVersion, listBegun, type TemplateVersion } from '../queries.server'

export const handle = page({ access: 'round.plan', title: 'rounds.template' })

export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, params } = await enter(args, handle)
  const template = found(await findVersion(db, params.templateId!))
  return { template, begun: await listBegun(db, template.id), starts: mayEnter('round.run', actor) }
}

export async function action(args: ActionFunctionArgs) {
  const entered = await enter(args, page({ ...handle, access: 'round.run' }))
  return withForm(entered, retireForm, async (tx) => {
    await retireTemplate(tx, entered.actor, entered.params.templateId!)
    return redirect('/rounds/templates?done=template-retired')
  })
}

export default function Template() {
  const { begun, starts, ...data } = useLoaderData<typeof loader>()
  const template = data.template as TemplateVersion
  const answer = answerOf(useActionData<typeof action>())
  const all = useRoundsTexts()
  const texts = all.templates
  const format = useFormat()
  const named = useNamed()
  const titleOf = useRoundTitle()
  const { id, version, versions, former, retiredAt } = template
  return (
    <>
      <PageHead
        trail={[{ label: texts.title, to: '/rounds/templates' }]}
        title={named(template.name, template.nameEn)}
        state={
          <Chip meaning={retiredAt ? 'quiet' : 'info'}>
            {retiredAt ? texts.retired : texts.nth(String(version))}
          </Chip>
        }
        sentence={all.profileHint[template.profile]}
        primary={
          starts &&
          !retiredAt && (
            <LinkButton to={`/rounds/new?template=${id}`} look="primary">
              {texts.start}
            </LinkButton>
          )
        }
      />
      <Columns
        side={
          <>
            <Facts
              items={[
                { label: texts.version, value: texts.nth(String(version)) },
                { label: texts.profile, value: all.profile[template.profile] },
                { label: texts.savedBy, value: `${template.author ?? '–'} · ${format.date(template.at)}` },
                {
                  label: texts.from,
                  value: (
                    <TextLink to={`/rounds/${template.savedFrom}`}>
                      {template.number ?? texts.itsRound}
                    </TextLink>
                  ),
                },
              ]}
            />
            {starts && !retiredAt && (
              <div className="mt-4">
                <ConfirmMove
                  move="retire"
                  look="secondary"
                  answer={answer}
                  verb={texts.retire}
                  title={texts.retireTitle}
                  consequences={[texts.retireWhat]}
                  undo={{ possible: false, words: texts.retireUndo }}
                />
              </div>
            )}
          </>
        }
      >
        {former && (
          <Section title={texts.against(String(former.version))}>
            <TermsDiff before={former.terms} after={template.terms} />
          </Section>
        )}
        {versions.length > 1 && (
          <Section title={texts.versions} count={versions.length}>
            <Table
              caption={texts.versions}
              rows={versions}
              rowKey={(one) => one.id}
              rowTo={(one) => `/rounds/templates/${one.id}`}
              empty={null}
              columns={[
                {
                  key: 'version',
                  head: texts.version,
                  narrow: 'title',
                  cell: (one) => texts.nth(String(one.version)),
                },
                { key: 'at', head: texts.savedAt, type: 'date', cell: ({ at }) => format.date(at) },
                { key: 'author', head: texts.savedBy, cell: ({ author }) => author ?? '–' },
                {
                  key: 'rounds',
                  head: texts.rounds,
                  type: 'number',
                  narrow: 'end',
                  cell: ({ rounds }) => format.number(rounds),
                },
              ]}
            />
          </Section>
        )}
        {begun.length > 0 && (
          <Section title={texts.begun} count={begun.length}>
            <Table
              caption={texts.begun}
              rows={begun}
              rowKey={(round) => round.id}
              rowTo={(round) => `/rounds/${round.id}`}
              empty={null}
              columns={[
                {
                  key: 'title',
                  head: all.list.round,
                  narrow: 'title',
                  cell: (round) => `${round.number} ${titleOf(round)}`,
                },
                {
                  key: 'state',
                  head: all.list.state,
                  type: 'chip',
                  narrow: 'end',
                  cell: ({ state }) => <RoundChip state={state} />,
                },
              ]}
            />
          </Section>
        )}
        <Section title={texts.terms}>
          <TermsTable terms={template.terms} version={version} />
        </Section>
      </Columns>
    </>
  )
}
