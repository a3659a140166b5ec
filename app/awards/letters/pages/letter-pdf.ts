import type { LoaderFunctionArgs } from '@remix-run/node'
import { findShownRound } from '~/bids/queries.server'
import { enter, found } from '~/web/enter.server'
import { page } from '~/web/page'
import { letterAnswer } from '../answer.server'
import { findLetter } from '../facts.server'

export const handle = page({ access: 'award.letter', title: 'awards.award' })

/** The reader's own letter after the decision; `?language=zh|en|both`, Chinese and English without it. */
export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, params, url } = await enter(args, handle)
  const round = found(await findShownRound(db, actor, params.roundId!))
  return letterAnswer(found(await findLetter(db, actor, round)), url)
}
