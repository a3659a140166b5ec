import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { useRoundName } from '~/bids/parts/round-name'
import { findShownRound } from '~/bids/queries.server'
import { useSubject } from '~/demands/parts/subject'
import { Empty } from '~/design/empty'
import { MenuLink } from '~/design/menu'
import { PageHead } from '~/design/page-head'
import { Section } from '~/design/section'
import { enter, found } from '~/web/enter.server'
import { page } from '~/web/page'
import { useAwardTexts } from '../../parts/texts'
import { LotCurves, LotMatrix, useLotSentence } from '../parts/lot-matrix'
import { Stability } from '../parts/stability'
import { findShownComparison, type ShownComparison } from '../shown.server'

export const handle = page({ access: 'comparison.read', title: 'awards.comparison' })

export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, params } = await enter(args, handle)
  const round = found(await findShownRound(db, actor, params.roundId!))
  const { lots, trials } = found(await findShownComparison(db, actor, round))
  return { round, lots, trials, sells: actor.kind === 'vendor' }
}

export default function Comparison() {
  const { round, sells, ...data } = useLoaderData<typeof loader>()
  const { lots, trials } = data as ShownComparison
  const { comparison: texts, award, evaluation } = useAwardTexts()
  const roundName = useRoundName()
  const subject = useSubject()
  const sentenceOf = useLotSentence()
  return (
    <>
      <PageHead
        trail={[
          { label: roundName(round), to: `/rounds/${round.id}` },
          { label: award.title, to: `/rounds/${round.id}/award` },
        ]}
        title={texts.title}
        sentence={sells ? texts.vendor : texts.buyer}
        more={
          lots.length > 0 && (
            <MenuLink to={`/rounds/${round.id}/award/comparison.csv`} icon="download" reload>
              {evaluation.csvLink}
            </MenuLink>
          )
        }
      />
      {lots.length === 0 && <Empty title={texts.empty} why={texts.emptyWhy} icon="scales" />}
      {lots.map((lot) => (
        <Section
          key={lot.id}
          id={lot.code}
          title={`${lot.code} ${subject(lot)}`}
          count={lot.bids.length}
          sentence={sentenceOf(lot)}
        >
          <div className="space-y-5">
            <LotMatrix lot={lot} sheets={[]} mayAsk={false} isComputed exact={false} />
            <LotCurves lot={lot} />
          </div>
        </Section>
      ))}
      {lots.length > 0 && <Stability trials={trials} lots={lots} sheets={[]} />}
    </>
  )
}
