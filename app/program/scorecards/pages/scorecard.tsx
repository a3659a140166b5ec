import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { Empty } from '~/design/empty'
import { useNamed } from '~/design/named'
import { PageHead } from '~/design/page-head'
import { TextLink } from '~/design/text-link'
import { nameIn } from '~/kernel/locale'
import { enter, found } from '~/web/enter.server'
import { page } from '~/web/page'
import { Card } from '../parts/card'
import { useScorecardTexts } from '../parts/texts'
import { findVendor, listScorecards } from '../queries.server'

export const handle = page({ access: 'scorecard.read', title: 'program.scorecard' })

export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, params } = await enter(args, handle)
  const vendor = found(await findVendor(db, params.vendorId!))
  return {
    title: nameIn(actor.locale, vendor.name, vendor.nameEn),
    vendor,
    cards: await listScorecards(db, vendor.id),
  }
}

export default function ScorecardPage() {
  const { vendor, cards } = useLoaderData<typeof loader>()
  const texts = useScorecardTexts()
  const named = useNamed()
  return (
    <>
      <PageHead
        trail={[{ label: texts.title, to: '/office/scorecards' }]}
        title={named(vendor.name, vendor.nameEn)}
        sentence={texts.lead}
      />
      {cards.length === 0 && <Empty icon="chart" title={texts.noneOf} why={texts.noneOfWhy} />}
      {cards.map((its) => (
        <Card key={its.id} its={its} />
      ))}
      <p className="mt-6">
        <TextLink to={`/office/organizations/${vendor.id}`}>{texts.toVendor}</TextLink>
      </p>
    </>
  )
}
