import type { LoaderFunctionArgs } from '@remix-run/node'
import { Form, useLoaderData } from '@remix-run/react'
import { Button } from '~/design/button'
import { Empty } from '~/design/empty'
import { useFormat } from '~/design/format'
import { useNamed } from '~/design/named'
import { PageHead } from '~/design/page-head'
import { SelectField } from '~/design/select-field'
import { Table } from '~/design/table'
import { TextField } from '~/design/text-field'
import { useLocale } from '~/design/locale'
import { enter } from '~/web/enter.server'
import { page } from '~/web/page'
import { useWebTexts } from '~/web/texts'
import type { OrganizationState } from '../lifecycle'
import { organizationLifecycle } from '../lifecycle'
import { usePlaceOptions } from '../parts/place-options'
import { OrganizationChip } from '../parts/state-chip'
import { usePeopleTexts } from '../parts/texts'
import { listDistricts, listOrganizations } from '../queries.server'

export const handle = page({ access: 'organization.oversee', title: 'people.organizations' })

export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, url } = await enter(args, handle)
  const asked = Object.fromEntries(
    ['q', 'kind', 'state', 'district', 'after'].map((name) => [
      name,
      url.searchParams.get(name) || undefined,
    ]),
  )
  return { ...(await listOrganizations(db, actor, asked)), asked, districts: await listDistricts(db) }
}

export default function Organizations() {
  const { rows, total, next, asked, districts } = useLoaderData<typeof loader>()
  const all = usePeopleTexts()
  const texts = all.desk
  const { kinds } = useWebTexts()
  const locale = useLocale()
  const format = useFormat()
  const named = useNamed()
  const places = usePlaceOptions()
  return (
    <>
      <PageHead title={texts.title} sentence={texts.lead} />
      <Form method="get" role="search" className="mb-4 grid items-end gap-3 sm:grid-cols-2 lg:grid-cols-5">
        <TextField name="q" label={texts.filters.q} optional defaultValue={asked.q ?? ''} />
        <SelectField
          name="kind"
          label={texts.filters.kind}
          empty={all.register.choose}
          defaultValue={asked.kind ?? ''}
          options={Object.entries(kinds).map(([value, label]) => ({ value, label }))}
        />
        <SelectField
          name="state"
          label={texts.filters.state}
          empty={all.register.choose}
          defaultValue={asked.state ?? ''}
          options={organizationLifecycle.states.map((value: OrganizationState) => ({
            value,
            label: all.state[value],
          }))}
        />
        <SelectField
          name="district"
          label={texts.filters.district}
          empty={all.register.choose}
          defaultValue={asked.district ?? ''}
          options={places(districts)}
        />
        <Button icon="filter">{texts.apply}</Button>
      </Form>
      <Table
        caption={texts.title}
        rows={rows}
        rowKey={({ id }) => id}
        rowTo={({ id }) => `/office/organizations/${id}`}
        total={total}
        paging={{ after: next }}
        empty={<Empty title={texts.empty} why={texts.emptyWhy} icon="building" />}
        columns={[
          { key: 'name', head: texts.name, cell: ({ name, nameEn }) => named(name, nameEn) },
          { key: 'uscc', head: texts.uscc, cell: ({ uscc }) => <code className="figure">{uscc}</code> },
          { key: 'kind', head: texts.kind, cell: ({ kind }) => kinds[kind] },
          {
            key: 'district',
            head: texts.district,
            cell: ({ districtZh, districtEn }) => (locale === 'zh' ? districtZh : districtEn),
          },
          {
            key: 'state',
            head: texts.state,
            type: 'chip',
            narrow: 'end',
            cell: ({ state }) => <OrganizationChip state={state} />,
          },
          { key: 'since', head: texts.since, type: 'date', cell: ({ createdAt }) => format.date(createdAt) },
        ]}
      />
    </>
  )
}
