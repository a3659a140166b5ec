import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { Empty } from '~/design/empty'
import { LinkButton } from '~/design/link-button'
import { PageHead } from '~/design/page-head'
import { is } from '~/people/actor'
import { enter } from '~/web/enter.server'
import { page } from '~/web/page'
import { CallList } from '../parts/call-list'
import { useHonorTexts } from '../parts/texts'
import { listCalls } from '../queries.server'

export const handle = page({ access: 'program.oversee', title: 'program.honor-desk' })

export async function loader(args: LoaderFunctionArgs) {
  const { actor, db } = await enter(args, handle)
  return { calls: await listCalls(db), runs: is(actor, 'officer') }
}

export default function HonorsDesk() {
  const { calls, runs } = useLoaderData<typeof loader>()
  const texts = useHonorTexts()
  return (
    <>
      <PageHead
        title={texts.desk.title}
        sentence={texts.desk.lead}
        primary={
          runs && (
            <LinkButton to="/office/honors/new" look="primary" icon="plus">
              {texts.desk.create}
            </LinkButton>
          )
        }
      />
      <CallList
        calls={calls}
        under="/office/honors"
        empty={<Empty icon="star" title={texts.desk.none} why={texts.desk.noneWhy} />}
      />
    </>
  )
}
