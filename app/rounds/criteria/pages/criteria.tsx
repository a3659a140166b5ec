import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { useFormat } from '~/design/format'
import { LinkButton } from '~/design/link-button'
import { PageHead } from '~/design/page-head'
import { Section } from '~/design/section'
import { Table } from '~/design/table'
import { mayEnter } from '~/people/access'
import { enter } from '~/web/enter.server'
import { page } from '~/web/page'
import { SetView } from '../parts/set-view'
import { useCriteriaTexts } from '../parts/texts'
import { listVersions, type Version } from '../queries.server'

export const handle = page({ access: 'qualification.oversee', title: 'rounds.criteria' })

export async function loader(args: LoaderFunctionArgs) {
  const { actor, db } = await enter(args, handle)
  return { versions: await listVersions(db), edits: mayEnter('qualification.decide', actor) }
}

export default function CriteriaVersions() {
  const { edits, ...data } = useLoaderData<typeof loader>()
  const versions = data.versions as Version[]
  const texts = useCriteriaTexts()
  const format = useFormat()
  return (
    <>
      <PageHead
        trail={[{ label: texts.qualifications, to: '/office/qualifications' }]}
        title={texts.title}
        sentence={texts.lead}
        primary={
          edits && (
            <LinkButton to="/office/criteria/draft" look="primary">
              {texts.edit}
            </LinkButton>
          )
        }
      />
      <Section title={texts.inForce(String(versions[0]!.version))}>
        <SetView set={versions[0]!.set} />
      </Section>
      <Section title={texts.versions} count={versions.length}>
        <Table
          caption={texts.versions}
          rows={versions}
          rowKey={({ version }) => String(version)}
          rowTo={({ version }) => `/office/criteria/${version}`}
          empty={null}
          columns={[
            {
              key: 'version',
              head: texts.version,
              narrow: 'title',
              cell: ({ version }) => texts.nth(String(version)),
            },
            { key: 'since', head: texts.since, type: 'date', cell: ({ since }) => format.date(since) },
            { key: 'author', head: texts.author, narrow: 'hidden', cell: ({ author }) => author ?? '–' },
            { key: 'reason', head: texts.reason, cell: ({ reason }) => reason ?? '–' },
            {
              key: 'vendors',
              head: texts.vendors,
              type: 'number',
              narrow: 'hidden',
              cell: ({ vendors }) => format.number(vendors),
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
      </Section>
    </>
  )
}
