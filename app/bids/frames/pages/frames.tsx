import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { Chip } from '~/design/chip'
import { Deadline } from '~/design/deadline'
import { Empty } from '~/design/empty'
import { Hash } from '~/design/hash'
import { Moment } from '~/design/moment'
import { PageHead } from '~/design/page-head'
import { Section } from '~/design/section'
import { useRoundsTexts } from '~/rounds/parts/texts'
import { fromBase64 } from '~/kernel/base64'
import { answerOf } from '~/web/answer'
import { enter, found } from '~/web/enter.server'
import { page } from '~/web/page'
import { withForm } from '~/web/with-form.server'
import { showForm } from '../form'
import { listOwnAsked, type OwnAsked, showFrame } from '../asked.server'
import { useRoundName } from '../../parts/round-name'
import { ShowFrame } from '../parts/show-frame'
import { useBidTexts } from '../../parts/texts'
import { findShownRound } from '../../queries.server'

export const handle = page({ access: 'frame.show', title: 'bids.frames', stepUp: true })

export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, params, now } = await enter(args, handle)
  const round = found(await findShownRound(db, actor, params.roundId!))
  return { round, asked: await listOwnAsked(db, round.id), now }
}

export async function action(args: ActionFunctionArgs) {
  const entered = await enter(args, handle)
  const { actor, params } = entered
  return withForm(entered, showForm, async (tx, { asked, frame }) => {
    await showFrame(tx, actor, params.roundId!, asked, fromBase64(frame))
    return redirect(`/rounds/${params.roundId}/frames?done=frame-shown`)
  })
}

/** What an organization is asked to show, since the openers cannot open it. */
export default function Frames() {
  const { round, asked, now } = useLoaderData<typeof loader>()
  const answer = answerOf(useActionData<typeof action>())
  const texts = useBidTexts().frames
  const roundName = useRoundName()
  return (
    <>
      <PageHead
        trail={[{ label: roundName(round), to: `/rounds/${round.id}` }]}
        title={texts.title}
        sentence={texts.lead}
      />
      {asked.length === 0 && <Empty title={texts.none} why={texts.noneWhy} icon="lock" />}
      {asked.map((one) => (
        <AskedFrame key={one.id} one={one} now={now}>
          <ShowFrame
            asked={one}
            whyNot={one.dueAt <= now ? texts.late : null}
            answer={answer?.values.asked === one.id ? answer : undefined}
          />
        </AskedFrame>
      ))}
    </>
  )
}

function AskedFrame({ one, now, children }: { one: OwnAsked; now: Date; children: React.ReactNode }) {
  const texts = useBidTexts().frames
  const { kinds } = useRoundsTexts().receipts
  return (
    <Section
      title={[one.lotCode, kinds[one.kind]].filter(Boolean).join(' · ')}
      sentence={texts.causes[one.cause]}
    >
      <p className="mb-3 flex flex-wrap items-center gap-x-4 gap-y-1">
        {one.shownAt ? (
          <>
            <Chip meaning="ok">{texts.shown}</Chip> <Moment at={one.shownAt} />
          </>
        ) : (
          <>
            {texts.until} <Deadline at={one.dueAt} now={now} />
          </>
        )}
        <Hash value={one.commitment} short />
      </p>
      {!one.shownAt && children}
    </Section>
  )
}
