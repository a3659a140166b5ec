import { fileChallenge } from '../../app/awards/challenges/file.server.ts'
import { admitChallenge, answerChallenge } from '../../app/awards/challenges/judge.server.ts'
import { remedyChallenge } from '../../app/awards/challenges/remedy.server.ts'
import { orgId } from './people.ts'
import { reaches, type ToldRound } from './rounds.ts'
import { later, minutesAfter, type Timeline } from './timeline.ts'

/** In each standstill a losing vendor challenges the result: one waits for its answer, one was upheld in part. */
export function planChallenges(story: Timeline, rounds: readonly ToldRound[]) {
  const decided = rounds.filter(({ tale }) => reaches(tale, 'decided') && !reaches(tale, 'confirmed'))
  const [scored, priced] = ['comprehensive', 'lowest_price'].map((method) =>
    decided.find(({ terms }) => terms.method === method),
  )
  if (priced) planAwaited(story, priced)
  if (scored) planUpheld(story, scored)
}

/** The office admits it the next working day. */
function planAwaited(story: Timeline, round: ToldRound) {
  const { db } = story
  const lot = round.lots[0]!
  const [first, second] = lot.tale.bids
  const filed = minutesAfter(round.times.decided!, 24 * 60)
  story.plan(filed, async () => {
    const loser = await loserOf(story, lot.id, [first!.vendor, second!.vendor])
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
}

/** One of two grounds holds: the round stops, its notice is completed, and it goes on with its award. */
function planUpheld(story: Timeline, round: ToldRound) {
  const { db } = story
  const lot = round.lots[0]!
  const vendors = lot.tale.bids.map(({ vendor }) => vendor)
  story.plan(minutesAfter(round.times.decided!, 90), async () => {
    const loser = await loserOf(story, lot.id, vendors)
    const id = await fileChallenge(db, await story.as(`${loser}Rep`), round.id, {
      about: 'result',
      lotId: lot.id,
      grounds: [
        {
          fact: '公告没有列出各评审因素的得分，无法核对我方质量分的计算。',
          rule: '公告第五节：向每个投标方说明其得分与排序',
          remedy: '补充各评审因素的得分',
        },
        {
          fact: '应急响应一项，我方承诺两小时到场，得分却低于承诺四小时的投标方。',
          rule: '评审细则第三项：按到场时限评分',
          remedy: '复核该项得分',
        },
      ],
    })
    story.plan(minutesAfter(story.moment(), 60), async () =>
      admitChallenge(db, await story.as('officer'), id),
    )
    story.plan(later(story.moment(), 1, 10), () => answer(id))
  })

  async function answer(id: string) {
    await answerChallenge(db, await story.as('officer'), id, [
      { no: 1, finding: 'upheld', answer: '公告遗漏了各因素得分，予以补充，并单独告知各投标方。' },
      { no: 2, finding: 'rejected', answer: '三位评审均按书面承诺评分，该投标方承诺的是远程响应两小时。' },
    ])
    story.plan(minutesAfter(story.moment(), 360), async () =>
      remedyChallenge(db, await story.as('officer'), id, {
        remedy: 'go_on',
        lotId: null,
        bidId: null,
        bidIds: [],
        reason: '补充披露不影响得分与排序：结果不变，公示期按暂停的时间顺延。',
      }),
    )
  }
}

async function loserOf({ db }: Timeline, lotId: string, vendors: readonly string[]) {
  const lost = await db
    .selectFrom('bids')
    .select('vendorId')
    .where('lotId', '=', lotId)
    .where('state', '=', 'lost')
    .execute()
  return vendors.find((vendor) => lost.some(({ vendorId }) => vendorId === orgId(vendor))) ?? vendors[0]!
}
