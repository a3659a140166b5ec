import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { Outlet, useActionData, useLoaderData } from '@remix-run/react'
import * as z from 'zod'
import { findOpeningProgress } from '~/bids/progress.server'
import { answerOf } from '~/web/answer'
import { enter, found } from '~/web/enter.server'
import { page } from '~/web/page'
import { withForm } from '~/web/with-form.server'
import { findRoundHead } from '../overview/head.server'
import { RoundFrame } from '../parts/round-frame'
import { resumeRound } from '../publishing.server'

export const handle = page({ access: 'anyone', title: 'rounds.show', inside: true })

const form = z.object({ move: z.literal('resume') })

export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, params, now } = await enter(args, handle)
  const round = found(await findRoundHead(db, actor, params.roundId!, now))
  return { round, opening: await findOpeningProgress(db, round, false), now }
}

export async function action(args: ActionFunctionArgs) {
  const entered = await enter(args, { ...handle, access: 'round.run' })
  const { roundId } = entered.params
  return withForm(entered, form, async (tx) => {
    await resumeRound(tx, entered.actor, roundId!, entered.now)
    return redirect(`/rounds/${roundId}?done=round-resumed`)
  })
}

export default function Round() {
  const { round, opening, now } = useLoaderData<typeof loader>()
  const answer = answerOf(useActionData<typeof action>())
  return (
    <RoundFrame round={round} opening={opening} now={now} answer={answer}>
      <Outlet />
    </RoundFrame>
  )
}
