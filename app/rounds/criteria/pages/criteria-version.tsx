import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { Columns } from '~/design/columns'
import { Facts } from '~/design/facts'
import { useFormat } from '~/design/format'
import { Moment } from '~/design/moment'
import { PageHead } from '~/design/page-head'
import { Section } from '~/design/section'
import { enter, found } from '~/web/enter.server'
import { page } from '~/web/page'
import { CriteriaRedLine } from '../parts/red-line'
import { SetView } from '../parts/set-view'
import { useCriteriaTexts } from '../parts/texts'
import { listVersions, type Version } from '../queries.server'
import { differencesBetween } from '../red-line'

export const handle = page({ access: 'qualification.oversee', title: 'rounds.criteria' })

export async function loader(args: LoaderFunctionArgs) {
  const { db, params } = await enter(args, handle)
  const versions = await listVersions(db)
  const version = found(versions.find((one) => String(one.version) === params.version))
  const former = versions.find((one) => one.version === version.version - 1)
  return { version, differences: former ? differencesBetween(former.set, version.set) : null }
}

export default function CriteriaVersion() {
  const { differences, ...data } = useLoaderData<typeof loader>()
  const version = data.version as Version
  const texts = useCriteriaTexts()
  const format = useFormat()
  return (
    <>
      <PageHead
        trail={[{ label: texts.title, to: '/office/criteria' }]}
        title={texts.nth(String(version.version))}
        {...(version.reason && { sentence: version.reason })}
      />
      <Columns
        side={
          <Facts
            items={[
              { label: texts.since, value: <Moment at={version.since} /> },
              ...(version.author ? [{ label: texts.author, value: version.author }] : []),
              { label: texts.vendors, value: format.number(version.vendors) },
              { label: texts.rounds, value: format.number(version.rounds) },
            ]}
          />
        }
      >
        {differences && (
          <Section title={texts.redLine}>
            <CriteriaRedLine differences={differences} />
          </Section>
        )}
        <Section title={texts.whole}>
          <SetView set={version.set} />
        </Section>
      </Columns>
    </>
  )
}
