import { confirmJoin } from '../../app/awards/joins/answer.server.ts'
import { approveJoin, termsHashOf } from '../../app/awards/joins/approve.server.ts'
import { askToJoin } from '../../app/awards/joins/ask.server.ts'
import { liesWithinCap } from '../../app/awards/joins/hold.server.ts'
import { findStanding } from '../../app/awards/joins/standing.server.ts'
import { enterprises } from './cast.ts'
import { personOf } from './pledges.ts'
import { lotId } from './rounds.ts'
import { later, type Timeline } from './timeline.ts'

type Join = readonly [
  key: string,
  quantity: number,
  requested: number,
  until: 'asked' | 'signed' | 'confirmed',
]

// The second brings endpoint protection to its deepest step: the first, and all who pledged, get the difference.
const joins: readonly Join[] = [
  ['jinghe', 45, 17, 'confirmed'],
  ['member24', 130, 8, 'confirmed'],
  ['member33', 22, 6, 'confirmed'],
  ['member46', 16, 4, 'confirmed'],
  ['member39', 18, 2, 'signed'],
  ['lantu', 25, 1, 'asked'],
]

/** Enterprises that join the award of endpoint protection at its price, after the round. */
export function planJoins(story: Timeline, placed: (joinId: string, key: string) => Promise<void>) {
  const { db, clock } = story
  for (const [key, quantity, requested, until] of joins)
    story.plan(clock.past(requested, 10), () => ask(key, quantity, until))

  async function ask(key: string, quantity: number, until: Join[3]) {
    const org = enterprises.find((one) => one.key === key)!
    const { id: awardId } = await db
      .selectFrom('awards')
      .select('id')
      .where('lotId', '=', lotId('antivirus-1', 'L01'))
      .executeTakeFirstOrThrow()
    const id = await askToJoin(db, await story.as(personOf(org, 'buyer')), awardId, quantity)
    if (until === 'asked') return
    const approved = later(story.moment(), 1, 11)
    story.plan(approved, () => sign(id, personOf(org, 'approver')))
    if (until === 'confirmed') story.plan(later(approved, 1, 15), () => confirm(id, key))
  }

  async function sign(joinId: string, approver: string) {
    const actor = await story.as(approver)
    const join = await db
      .selectFrom('lateJoins')
      .selectAll()
      .where('id', '=', joinId)
      .executeTakeFirstOrThrow()
    const { price } = (await findStanding(db, join.awardId))!
    const hash = termsHashOf(join, price, await liesWithinCap(db, join))
    await approveJoin(db, actor, joinId, hash.toString('hex'))
  }

  async function confirm(joinId: string, key: string) {
    await confirmJoin(db, await story.as('anxunRep'), joinId)
    story.plan(new Date(story.moment().getTime() + 1000), () => placed(joinId, key))
  }
}
