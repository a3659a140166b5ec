import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { Empty } from '~/design/empty'
import { Facts } from '~/design/facts'
import { useFormat } from '~/design/format'
import { LinkButton } from '~/design/link-button'
import { Moment } from '~/design/moment'
import { Notice } from '~/design/notice'
import { PageHead } from '~/design/page-head'
import { Section } from '~/design/section'
import { ViewTabs } from '~/design/view-tabs'
import { enter, found } from '~/web/enter.server'
import { page } from '~/web/page'
import { useDirectoryTexts } from '../../parts/texts'
import { askedRows } from '../asked'
import { outcomes, presentOutcomes } from '../outcomes'
import { ExtractRows } from '../parts/extract-rows'
import { findRegistrationImport, listRegistrationRows } from '../queries.server'

export const handle = page({ access: 'registration.read', title: 'people.registration-extract' })

export async function loader(args: LoaderFunctionArgs) {
  const { db, params, url } = await enter(args, handle)
  const extract = found(await findRegistrationImport(db, params.extractId!))
  const asked = askedRows(url.searchParams, extract)
  return { extract, ...(await listRegistrationRows(db, extract.id, asked)) }
}

export default function Extract() {
  const { extract, rows, next } = useLoaderData<typeof loader>()
  const all = useDirectoryTexts()
  const texts = all.import
  const format = useFormat()
  return (
    <>
      <PageHead
        trail={[{ label: texts.title, to: '/office/registration' }]}
        title={extract.fileName}
        sentence={texts.sentence(format.number(extract.rows), extract.refused)}
      />
      <Facts
        layout="strip"
        items={[
          ...outcomes.map((outcome) => ({
            label: texts.outcomes[outcome],
            value: (
              <span className={outcome === 'refused' && extract.refused > 0 ? 'text-risk' : ''}>
                {format.number(extract[outcome])}
              </span>
            ),
          })),
          { label: texts.at, value: <Moment at={extract.at} /> },
          { label: texts.by, value: extract.person },
        ]}
      />
      {extract.refused > 0 && (
        <div className="mt-5">
          <Notice
            meaning="attention"
            actions={
              <LinkButton
                to={`/office/registration/${extract.id}/refused.csv`}
                icon="download"
                reloadDocument
              >
                {texts.refusedCsv}
              </LinkButton>
            }
          >
            {texts.refusedCsvWhy}
          </Notice>
        </div>
      )}
      <Section title={texts.rows}>
        <ViewTabs
          label={texts.outcome}
          name="outcome"
          tabs={presentOutcomes(extract).map((outcome) => ({
            value: outcome,
            label: texts.outcomes[outcome],
            count: extract[outcome],
          }))}
        />
        <ExtractRows
          rows={rows}
          next={next}
          empty={<Empty title={texts.noRows} why={texts.noRowsWhy} icon="list" />}
        />
      </Section>
    </>
  )
}
