import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { Empty } from '~/design/empty'
import { Facts } from '~/design/facts'
import { Moment } from '~/design/moment'
import { useNamed } from '~/design/named'
import { Notice } from '~/design/notice'
import { PageHead } from '~/design/page-head'
import { TextLink } from '~/design/text-link'
import { enter } from '~/web/enter.server'
import { page } from '~/web/page'
import { useHonorTexts } from '../parts/texts'
import { findProven } from '../queries.server'

export const handle = page({ access: 'anyone', title: 'program.honor-proof' })

export async function loader(args: LoaderFunctionArgs) {
  const { db, params } = await enter(args, handle)
  const certificateNo = params.certificateNo!.slice(0, 40)
  return { certificateNo, proven: (await findProven(db, certificateNo)) ?? null }
}

export default function Proof() {
  const { certificateNo, proven } = useLoaderData<typeof loader>()
  const all = useHonorTexts()
  const texts = all.proof
  const named = useNamed()
  return (
    <>
      <PageHead trail={[{ label: all.title, to: '/honors' }]} title={texts.title} />
      {proven ? (
        <>
          <Notice meaning="ok" title={texts.valid}>
            {texts.validWhy(named(proven.organization, proven.organizationEn))}
          </Notice>
          <div className="mt-6">
            <Facts
              items={[
                { label: texts.no, value: <code>{certificateNo}</code> },
                {
                  label: all.call,
                  value: (
                    <TextLink to={`/honors/${proven.callId}`}>
                      {named(proven.titleZh, proven.titleEn || null)}
                    </TextLink>
                  ),
                },
                { label: texts.on, value: proven.decidedAt && <Moment at={proven.decidedAt} day /> },
              ]}
            />
          </div>
        </>
      ) : (
        <Empty icon="search" title={texts.none} why={texts.noneWhy} />
      )}
    </>
  )
}
