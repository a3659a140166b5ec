import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { Chip } from '~/design/chip'
import { Empty } from '~/design/empty'
import { Fold } from '~/design/fold'
import { useFormat } from '~/design/format'
import { useNamed } from '~/design/named'
import { PageHead } from '~/design/page-head'
import { Section } from '~/design/section'
import { Table } from '~/design/table'
import { enter } from '~/web/enter.server'
import { page } from '~/web/page'
import { profileNames } from '../../form'
import { TermsTable } from '../../parts/terms-table'
import { useRoundsTexts } from '../../parts/texts'
import { profiles } from '../../terms'
import { listTemplates } from '../queries.server'

export const handle = page({ access: 'round.run', title: 'rounds.templates' })

export async function loader(args: LoaderFunctionArgs) {
  const { db } = await enter(args, handle)
  return { templates: await listTemplates(db) }
}

export default function Templates() {
  const { templates } = useLoaderData<typeof loader>()
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
        {templates.length > 0 && (
          <Table
            caption={texts.own}
            rows={templates}
            rowKey={({ id }) => id}
            rowTo={({ id }) => `/rounds/templates/${id}`}
            empty={null}
            columns={[
              {
                key: 'name',
                head: texts.name,
                narrow: 'title',
                cell: ({ name, nameEn, retiredAt }) => (
                  <>
                    {named(name, nameEn)} {retiredAt && <Chip meaning="quiet">{texts.retired}</Chip>}
                  </>
                ),
              },
              {
                key: 'version',
                head: texts.version,
                narrow: 'detail',
                cell: ({ version }) => texts.nth(format.number(version)),
              },
              {
                key: 'profile',
                head: texts.profile,
                narrow: 'detail',
                cell: ({ profile }) => all.profile[profile],
              },
              { key: 'author', head: texts.savedBy, narrow: 'hidden', cell: ({ author }) => author ?? '–' },
              {
                key: 'at',
                head: texts.savedAt,
                type: 'date',
                narrow: 'detail',
                cell: ({ at }) => format.date(at),
              },
              {
                key: 'rounds',
                head: texts.rounds,
                type: 'number',
                narrow: 'hidden',
                cell: ({ rounds }) => format.number(rounds),
              },
            ]}
          />
        )}
      </Section>
      <Section title={texts.builtIn} count={profileNames.length} sentence={texts.builtInLead}>
        <ul className="divide-y divide-line border-y border-line">
          {profileNames.map((profile) => (
            <li key={profile} className="grid gap-x-6 py-2 sm:grid-cols-[12rem_1fr]">
              <p className="font-medium">{all.profile[profile]}</p>
              <div>
                <p className="text-ink-soft">{all.profileHint[profile]}</p>
                <Fold when label={texts.terms}>
                  <TermsTable terms={profiles[profile]} version={1} />
                </Fold>
              </div>
            </li>
          ))}
        </ul>
      </Section>
    </>
  )
}
