import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { useRoundName } from '~/bids/parts/round-name'
import { findShownRound } from '~/bids/queries.server'
import { Empty } from '~/design/empty'
import { useFormat } from '~/design/format'
import { useNamed } from '~/design/named'
import { Notice } from '~/design/notice'
import { PageHead } from '~/design/page-head'
import { ocidOf } from '~/rounds/ocid.server'
import { enter, found } from '~/web/enter.server'
import { page } from '~/web/page'
import { useAwardTexts } from '../../parts/texts'
import { LotScreen } from '../parts/lot-screen'
import { RedFlagList } from '../parts/red-flag-list'
import { findRedFlags, findScreens, noteLook } from '../screening.server'

export const handle = page({ access: 'screens.read', title: 'awards.screens' })

export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, params } = await enter(args, handle)
  const round = found(await findShownRound(db, actor, params.roundId!))
  await noteLook(db, round.id)
  const red = await findRedFlags(db, { id: round.id, ocid: ocidOf(round.number) })
  return { round, red, ...(await findScreens(db, round.id)) }
}

export default function Screens() {
  const { round, red, names, base, marks, lots } = useLoaderData<typeof loader>()
  const all = useAwardTexts()
  const texts = all.screens
  const format = useFormat()
  const roundName = useRoundName()
  const named = useNamed()
  const nameOf = (vendorId: string) => {
    const vendor = names[vendorId]
    return vendor ? named(vendor.name, vendor.nameEn) : vendorId
  }
  return (
    <>
      <PageHead
        trail={[
          { label: roundName(round), to: `/rounds/${round.id}` },
          { label: all.evaluation.title, to: `/rounds/${round.id}/evaluation` },
        ]}
        title={texts.title}
        sentence={texts.lead}
      />
      <div className="mb-6">
        <Notice meaning="info" title={texts.never}>
          {base.lots === 0
            ? texts.noBase
            : texts.base(
                format.number(base.flagged),
                format.number(base.lots),
                format.percent(base.flagged / base.lots),
              )}
        </Notice>
      </div>
      {lots.length === 0 && <Empty title={all.evaluation.empty} why={all.evaluation.emptyWhy} icon="lock" />}
      {lots.map((lot) => (
        <LotScreen key={lot.id} lot={lot} nameOf={nameOf} marks={marks} />
      ))}
      <RedFlagList red={red} />
    </>
  )
}
