import { answerWatch, decideWatch } from '../../app/awards/watches/decide.server.ts'
import { claimLowerPrice } from '../../app/awards/watches/raise.server.ts'
import { keepUpload } from '../../app/people/upload.server.ts'
import { enterprises } from './cast.ts'
import { orgId } from './people.ts'
import { personOf } from './pledges.ts'
import { lotId } from './rounds.ts'
import { later, type Timeline } from './timeline.ts'

type Claim = {
  round: string
  lot: string
  vendor: string
  buyer: string
  /** working days ago */
  ago: number
  fen: bigint
  said: string
  answer?: string
  decided?: { granted: boolean; reason: string }
}

const claims: readonly Claim[] = [
  {
    round: 'office-1',
    lot: 'L02',
    vendor: 'yunfan',
    buyer: 'member5',
    ago: 60,
    fen: 228_000n,
    said: '上月供货商给我方关联企业的报价单为 2,280 元，产品和期限相同。',
    answer: '该报价为教育授权，使用范围与本轮的商业授权不同。',
    decided: { granted: false, reason: '报价单注明为教育授权，与本轮标的不是同一授权。' },
  },
  {
    round: 'antivirus-1',
    lot: 'L01',
    vendor: 'anxun',
    buyer: 'harborfoods',
    ago: 9,
    fen: 6_900n,
    said: '供货商官网企业版一年期促销价 69 元，页面截图附后。',
    answer: '为新用户首年促销，限 50 台以内；愿意听取办公室意见。',
  },
  {
    round: 'antivirus-1',
    lot: 'L01',
    vendor: 'anxun',
    buyer: 'jinghe',
    ago: 2,
    fen: 6_800n,
    said: '同园区一家企业本月签订的合同单价为 68 元，合同首页附后。',
  },
]

/** Buyers that found a lower price of their vendor: one decided, one to decide, one to answer. */
export function planWatches(story: Timeline) {
  const { db, clock } = story
  for (const claim of claims) story.plan(clock.past(claim.ago, 11), () => raise(claim))

  async function raise({ round, lot, vendor, buyer, fen, said, answer, decided }: Claim) {
    const org = enterprises.find(({ key }) => key === buyer)!
    const actor = await story.as(personOf(org, 'buyer'))
    const { id: awardId } = await db
      .selectFrom('awards')
      .select('id')
      .where('lotId', '=', lotId(round, lot))
      .where('vendorId', '=', orgId(vendor))
      .executeTakeFirstOrThrow()
    const fileId = await keepUpload(db, actor, new File(['%PDF-1.4\n% 报价单'], '报价单.pdf'))
    const id = await claimLowerPrice(db, actor, awardId, { lowerPrice: fen, said, fileId })
    if (!answer) return
    const answered = later(story.moment(), 3, 15)
    story.plan(answered, async () => answerWatch(db, await story.as(`${vendor}Rep`), id, answer))
    if (!decided) return
    story.plan(later(answered, 3, 10), async () =>
      decideWatch(db, await story.as('officer'), id, decided.granted, decided.reason),
    )
  }
}
