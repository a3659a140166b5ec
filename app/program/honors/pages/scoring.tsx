import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { Chip } from '~/design/chip'
import { Empty } from '~/design/empty'
import { useNamed } from '~/design/named'
import { PageHead } from '~/design/page-head'
import { Table } from '~/design/table'
import { enter } from '~/web/enter.server'
import { page } from '~/web/page'
import { useHonorTexts } from '../parts/texts'
import { listToScore } from '../queries.server'

export const handle = page({ access: 'honor.score', title: 'program.honor-scoring' })

export async function loader(args: LoaderFunctionArgs) {
  const { actor, db } = await enter(args, handle)
  return { rows: await listToScore(db, actor) }
}

export default function Scoring() {
  const { rows } = useLoaderData<typeof loader>()
  const texts = useHonorTexts()
  const named = useNamed()
  return (
    <>
      <PageHead title={texts.scoring.title} sentence={texts.scoring.lead} />
      <Table
        caption={texts.scoring.title}
        rows={rows}
        rowKey={({ id }) => id}
        rowTo={({ id }) => `/honors/applications/${id}`}
        total={rows.length}
        empty={<Empty icon="star" title={texts.scoring.none} why={texts.scoring.noneWhy} />}
        columns={[
          {
            key: 'organization',
            head: texts.enterprise,
            cell: ({ organization, organizationEn }) => named(organization, organizationEn),
          },
          { key: 'call', head: texts.call, cell: ({ titleZh, titleEn }) => named(titleZh, titleEn || null) },
          {
            key: 'mine',
            head: texts.scoring.mine,
            type: 'chip',
            narrow: 'end',
            cell: ({ total, conflict }) =>
              conflict ? (
                <Chip meaning="quiet">{texts.scoring.stoodBack}</Chip>
              ) : total === null ? (
                <Chip meaning="attention">{texts.scoring.toScore}</Chip>
              ) : (
                <Chip meaning="ok">{texts.scoring.given(String(total))}</Chip>
              ),
          },
        ]}
      />
    </>
  )
}
