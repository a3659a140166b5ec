import { fileChallenge } from '../../app/awards/challenges/file.server.ts'
import { admitChallenge } from '../../app/awards/challenges/judge.server.ts'
import { orgId } from './people.ts'
import { reaches, type ToldRound } from './rounds.ts'
import { later, minutesAfter, type Timeline } from './timeline.ts'

/** During a standstill the losing vendor challenges the result; the office admits it the next working day. */
export function planChallenges(story: Timeline, rounds: readonly ToldRound[]) {
  const { db } = story
  const round = rounds.find(({ tale }) => reaches(tale, 'decided') && !reaches(tale, 'confirmed'))
  if (!round) return
  const lot = round.lots[0]!
  const [first, second] = lot.tale.bids
  const filed = minutesAfter(round.times.decided!, 24 * 60)
  story.plan(filed, async () => {
    const loser = await loserOf([first!.vendor, second!.vendor])
    const actor = await story.as(`${loser}Rep`)
    const id = await fileChallenge(db, actor, round.id, {
      about: 'result',
      lotId: lot.id,
      grounds: [
        {
          fact: '公告只列出中标方的单价，没有说明我方在同一数量下的报价与排序，无法核对比较的口径。',
          rule: '公告第五节：向每个投标方说明其报价、排序和未中标的理由',
          remedy: '书面说明我方的清算价格、排序与比较口径',
        },
        {
          fact: '中标方的首档报价高于我方，而认购方单独采购时适用的正是首档。',
          rule: '公告第四节：任何认购方支付的价格不高于其单独采购时的价格',
          remedy: '复核每一认购方的单独采购价，并更正有误的分配',
        },
      ],
    })
    story.plan(later(story.moment(), 1, 10), async () => {
      await admitChallenge(db, await story.as('officer'), id)
    })
  })

  async function loserOf(vendors: readonly string[]) {
    const lost = await db
      .selectFrom('bids')
      .select('vendorId')
      .where('lotId', '=', lot.id)
      .where('state', '=', 'lost')
      .execute()
    return vendors.find((vendor) => lost.some(({ vendorId }) => vendorId === orgId(vendor))) ?? vendors[0]!
  }
}
