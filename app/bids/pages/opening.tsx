import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import * as z from 'zod'
import { Columns } from '~/design/columns'
import { Deadline } from '~/design/deadline'
import { Facts } from '~/design/facts'
import { LinkButton } from '~/design/link-button'
import { Moment } from '~/design/moment'
import { PageHead } from '~/design/page-head'
import { isUnderWay } from '~/rounds/overview/stages'
import { answerOf } from '~/web/answer'
import { enter, found } from '~/web/enter.server'
import { Live } from '~/web/live'
import { page } from '~/web/page'
import { findScripts } from '~/web/scripts.server'
import { ServedScripts } from '~/web/served-scripts'
import { withForm } from '~/web/with-form.server'
import { attendOpening } from '../open.server'
import { findCeremony } from '../ceremony.server'
import { AttendMove } from '../parts/attend-move'
import { KeyHolders } from '../parts/key-holders'
import { MissingOpeners } from '../frames/parts/missing-openers'
import { OpenWithKey } from '../parts/open-with-key'
import { ClosedBids, Openers, OpeningStages, OpenedEnvelopes, openingSentence } from '../parts/ceremony'
import { useRoundName } from '../parts/round-name'
import { useBidTexts } from '../parts/texts'
import { findShownRound } from '../queries.server'

export const handle = page({ access: 'opening.read', title: 'bids.opening', seals: true })
export { clientLoader } from '~/web/own-document'

const attendForm = z.object({
  move: z.literal('attend'),
  stage: z.enum(['technical', 'price']),
  over: z.string().regex(/^[0-9a-f]{64}$/),
})

export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, params, now } = await enter(args, handle)
  const round = found(await findShownRound(db, actor, params.roundId!))
  return { round, now, ...(await findCeremony(db, actor, round)), scripts: await findScripts(db) }
}

export async function action(args: ActionFunctionArgs) {
  const entered = await enter(args, page({ access: 'opening.attend', title: 'bids.opening', stepUp: true }))
  const { actor, params } = entered
  return withForm(entered, attendForm, async (tx, { stage, over }) => {
    const opened = await attendOpening(tx, actor, params.roundId!, stage, over)
    return redirect(`/rounds/${params.roundId}/opening?done=${opened ? 'opened' : 'attended'}`)
  })
}

export default function Opening() {
  const { round, now, stage, set, present, whyNot, bids, envelopes, keys, window, asked, scripts } =
    useLoaderData<typeof loader>()
  const answer = answerOf(useActionData<typeof action>())
  const texts = useBidTexts().opening
  const roundName = useRoundName()
  const here = present.filter((at) => at.stage === stage && at.over === set?.over)
  const windowEnds =
    window?.endsAt ?? new Date(round.openingAt.getTime() + round.terms.openingWindowHours * 3_600_000)
  return (
    <>
      <PageHead
        trail={[{ label: roundName(round), to: `/rounds/${round.id}` }]}
        title={texts.title}
        state={isUnderWay(round.state) && <Live of={`/rounds/${round.id}/live`} state={round.state} />}
        sentence={texts.sentence[openingSentence(round, now)]}
        primary={
          stage && set && !keys && whyNot !== 'not-your-move' ? (
            <AttendMove stage={stage} set={set} first={here.length === 0} whyNot={whyNot} answer={answer} />
          ) : round.state === 'technical_opened' ? (
            <LinkButton look="primary" to={`/rounds/${round.id}/eligibility`}>
              {texts.toEligibility}
            </LinkButton>
          ) : round.state === 'prices_opened' ? (
            <LinkButton look="primary" to={`/rounds/${round.id}/evaluation`}>
              {texts.toEvaluation}
            </LinkButton>
          ) : undefined
        }
      />
      <OpeningStages round={round} present={present} now={now} />
      <Columns
        side={
          <Facts
            items={[
              {
                label: texts.opensAt,
                value: <Deadline at={round.openingAt} now={now} met={round.state !== 'closed'} />,
              },
              { label: texts.until, value: <Moment at={windowEnds} /> },
              ...(set ? [{ label: texts.items, value: String(set.items) }] : []),
            ]}
          />
        }
      >
        <MissingOpeners extended={window?.extendedAt != null} asked={asked} now={now} />
        {keys && stage && set && keys.own && keys.deed && (
          <OpenWithKey
            roundId={round.id}
            stage={stage}
            set={set}
            no={keys.own.no}
            recipient={keys.own.recipient!}
            deed={keys.deed}
            whyNot={whyNot === 'already-present' ? null : whyNot}
          />
        )}
        {keys && <KeyHolders keys={keys} present={here} />}
        {stage && !keys && <Openers present={here} set={set} />}
        <ClosedBids bids={bids} />
        <OpenedEnvelopes envelopes={envelopes} />
        {keys && <ServedScripts scripts={scripts} />}
      </Columns>
    </>
  )
}
