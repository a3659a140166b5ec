import type { LoaderFunctionArgs } from '@remix-run/node'
import { findRunProgress } from '~/awards/runs/progress.server'
import { findOpeningProgress } from '~/bids/progress.server'
import { mayEnter } from '~/people/access'
import { type Entered, enter, found } from '~/web/enter.server'
import { liveAnswer } from '~/web/live-stream.server'
import { page } from '~/web/page'
import { findLiveRound } from '../live/queries.server'

export const handle = page({ access: 'anyone', title: 'rounds.show' })

/** A round as it goes, to whoever may see it and as far as they may (procurement.md §5). */
export async function loader(args: LoaderFunctionArgs) {
  const entered = await enter(args, handle)
  const roundId = entered.params.roundId!
  const read = () => readLive(entered, roundId)
  found(await read())
  return liveAnswer(entered, roundId, read)
}

async function readLive({ actor, db }: Entered, roundId: string) {
  const round = await findLiveRound(db, actor, roundId)
  if (!round) return undefined
  const run = mayEnter('evaluation.read', actor) ? await findRunProgress(db, roundId) : null
  const opening = await findOpeningProgress(
    db,
    { id: roundId, state: round.state },
    mayEnter('opening.read', actor),
  )
  return {
    ...round,
    ...(opening && { opening }),
    ...(run && {
      run: {
        state: run.state,
        phase: run.phase,
        incumbent: run.points.at(-1)?.incumbent ?? null,
        bound: run.points.at(-1)?.bound ?? null,
        seconds: run.points.at(-1)?.seconds ?? 0,
      },
    }),
  }
}
