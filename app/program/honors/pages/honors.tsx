import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { Empty } from '~/design/empty'
import { PageHead } from '~/design/page-head'
import { Section } from '~/design/section'
import { enter } from '~/web/enter.server'
import { page } from '~/web/page'
import { CallList } from '../parts/call-list'
import { HonoredTable } from '../parts/honored-table'
import { useHonorTexts } from '../parts/texts'
import { listCalls, listHonored } from '../queries.server'

export const handle = page({ access: 'anyone', title: 'program.honors', inside: true })

export async function loader(args: LoaderFunctionArgs) {
  const { db } = await enter(args, handle)
  const [calls, honored] = [await listCalls(db), await listHonored(db)]
  return {
    calls: calls.filter(({ state }) => state !== 'draft'),
    honored: honored.filter(({ state }) => state === 'recommended'),
  }
}

export default function Honors() {
  const { calls, honored } = useLoaderData<typeof loader>()
  const texts = useHonorTexts()
  return (
    <>
      <PageHead title={texts.title} sentence={texts.lead} />
      <Section title={texts.calls} count={calls.length}>
        <CallList
          calls={calls}
          under="/honors"
          empty={<Empty icon="star" title={texts.noCalls} why={texts.noCallsWhy} />}
        />
      </Section>
      <Section title={texts.honored} count={honored.length}>
        <HonoredTable
          caption={texts.honored}
          rows={honored}
          calls
          empty={<Empty icon="star" title={texts.nobody} why={texts.nobodyWhy} />}
        />
      </Section>
    </>
  )
}
