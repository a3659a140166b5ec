import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { Empty } from '~/design/empty'
import { Filters } from '~/design/filters'
import { useLocale } from '~/design/locale'
import { PageHead } from '~/design/page-head'
import { Table } from '~/design/table'
import { enter } from '~/web/enter.server'
import { page } from '~/web/page'
import { listOpenBodies } from '../bodies/bodies.server'
import { useFees } from '../parts/fees'
import { useMediationSiteTexts, useMediationTexts } from '../parts/texts'
import { rosterWishOf } from '../mediators/roster-wish'
import { listPublicRoster } from '../mediators/public-roster.server'

export const handle = page({ access: 'anyone', title: 'mediation.mediators', inside: true })

export async function loader(args: LoaderFunctionArgs) {
  const { db, url } = await enter(args, handle)
  const [rows, whole] = [await listPublicRoster(db, rosterWishOf(url)), await listPublicRoster(db)]
  const known = (list: string[][]) => [...new Set(list.flat())].sort()
  return {
    rows,
    bodies: await listOpenBodies(db),
    fields: known(whole.map(({ fields }) => fields)),
    languages: known(whole.map(({ languages }) => languages)),
  }
}

export default function Mediators() {
  const { rows, bodies, fields, languages } = useLoaderData<typeof loader>()
  const { about, roster: texts } = useMediationSiteTexts()
  const all = useMediationTexts()
  const zh = useLocale() === 'zh'
  const field = (code: string) => texts.fieldNames[code] ?? code
  const language = (code: string) => all.mediator.languageNames[code] ?? code
  const choices = (codes: string[], word: (code: string) => string) =>
    codes.map((value) => ({ value, label: word(value) }))
  const fees = useFees()
  return (
    <>
      <PageHead
        trail={[{ label: about.title, to: '/mediation' }]}
        title={texts.title}
        sentence={texts.lead}
      />
      <Filters
        filters={[
          {
            name: 'body',
            label: texts.body,
            type: 'choice',
            any: texts.any,
            options: bodies.map(({ orgId, name, nameEn }) => ({
              value: orgId,
              label: zh ? name : (nameEn ?? name),
            })),
          },
          {
            name: 'field',
            label: texts.fields,
            type: 'choice',
            any: texts.any,
            options: choices(fields, field),
          },
          {
            name: 'language',
            label: texts.languages,
            type: 'choice',
            any: texts.any,
            options: choices(languages, language),
          },
        ]}
      />
      <Table
        caption={texts.title}
        rows={rows}
        rowKey={({ personId }) => personId}
        total={rows.length}
        csv="/mediators.csv"
        empty={<Empty title={texts.none} why={texts.noneWhy} icon="people" />}
        columns={[
          { key: 'name', head: texts.name, cell: ({ name }) => name },
          {
            key: 'body',
            head: texts.body,
            cell: ({ bodyName, bodyNameEn, kind }) => (
              <>
                {zh ? bodyName : (bodyNameEn ?? bodyName)}
                <span className="block text-sm text-ink-soft">{all.bodyKinds[kind]}</span>
              </>
            ),
          },
          { key: 'fields', head: texts.fields, cell: (row) => row.fields.map(field).join(all.listComma) },
          {
            key: 'languages',
            head: texts.languages,
            cell: (row) => row.languages.map(language).join(all.listComma),
          },
          {
            key: 'fees',
            head: about.fees,
            cell: (row) => fees(row),
          },
        ]}
      />
    </>
  )
}
