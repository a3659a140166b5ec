import { moveProposal, propose } from '../../app/program/listing/commands.server.ts'
import type { ProposalMoveValues } from '../../app/program/listing/form.ts'
import type { Review } from '../../app/program/listing/criteria.ts'
import { commentScorecard } from '../../app/program/scorecards/commands.server.ts'
import { drawScorecards, releaseScorecards } from '../../app/program/scorecards/clock.server.ts'
import { addMonths } from '../../app/kernel/workdays.ts'
import { editionId } from './catalog.ts'
import { orgId } from './people.ts'
import type { Timeline } from './timeline.ts'

/** How products came to the recommended list and left it, and how vendors read their figures before the office does. */
export function planListing(story: Timeline) {
  planProposals(story)
  planScorecards(story)
}

type Told = {
  by: string
  slug: string
  code: string
  reason: string
  /** Working days ago. */
  at: number
  next?: readonly (readonly [days: number, by: string, asked: ProposalMoveValues])[]
}

const met: Required<Review> = {
  genuine: 'met',
  secure: 'met',
  compatible: 'met',
  service: 'met',
  price: 'met',
}
const reviewed = (review: string, found: Review = {}): ProposalMoveValues => ({
  move: 'review',
  review,
  criteria: { ...met, ...found },
})

function planProposals({ clock, plan, db, as, moment }: Timeline) {
  const year = clock.today.slice(0, 4)
  const until = addMonths(clock.today, 18)
  const proposals: readonly Told[] = [
    {
      by: 'tuxingRep',
      slug: 'adobe-acrobat',
      code: 'standard',
      reason: '电子文件编辑与签署，企业批量授权；本市有三名工程师驻场支持。',
      at: 130,
      next: [
        [121, 'scienceLiaison', reviewed('专家五人试用两周，电子签署符合要求；价格与历次集采价相当。')],
        [
          112,
          'officer',
          { move: 'accept', decisionNo: `海软推〔${year}〕21号`, until, reason: '五项标准均符合。' },
        ],
      ],
    },
    {
      by: 'shuguangRep',
      slug: 'winrar',
      code: 'standard',
      reason: '压缩软件批量授权，按台计。',
      at: 126,
      next: [
        [
          120,
          'scienceLiaison',
          reviewed('国内没有授权服务机构，故障无人答复；同类免费产品可替代。', {
            service: 'not_met',
            price: 'not_met',
          }),
        ],
        [112, 'officer', { move: 'reject', reason: '服务能力和价格两项不符合，且有免费的同类产品。' }],
      ],
    },
    {
      by: 'anxunRep',
      slug: 'symantec-endpoint-protection',
      code: 'standard',
      reason: '终端安全软件，集中管理，支持批量部署。',
      at: 128,
      next: [
        [121, 'scienceLiaison', reviewed('集中管理完善，可以批量部署。')],
        [
          112,
          'officer',
          { move: 'accept', decisionNo: `海软推〔${year}〕22号`, until, reason: '五项标准均符合。' },
        ],
        [20, 'officer2', { move: 'remove', reason: '供货商在本市的支持点已撤销，超过一个月没有恢复。' }],
      ],
    },
    {
      by: 'lanhaiRep',
      slug: 'kaspersky-endpoint-security',
      code: 'standard',
      reason: '已通过本市平台适配测试，价格低于同类；病毒库每日更新。',
      at: 9,
      next: [[4, 'scienceLiaison', reviewed('测试中心复测通过；建议有效期一年。')]],
    },
    {
      by: 'yunfanRep',
      slug: 'microsoft-365-apps',
      code: 'business',
      reason: '按用户授权，支持账号回收，适合中小企业。',
      at: 6,
    },
  ]
  for (const { by, slug, code, reason, at, next = [] } of proposals) {
    const its = { id: '' }
    plan(clock.past(at, 10), async () => {
      its.id = await propose(db, await as(by), { editionId: editionId(slug, code), reason }, moment())
    })
    for (const [days, mover, asked] of next)
      plan(clock.past(days, 15), async () => moveProposal(db, await as(mover), its.id, asked, moment()))
  }
}

/** The figures of two quarters: the earlier ones are with the office, the later ones still with the vendors. */
function planScorecards({ clock, plan, db, as, moment }: Timeline) {
  const asClock = async (run: (now: Date) => Promise<unknown>) => {
    await as(null)
    await run(moment())
  }
  plan(clock.past(70, 8), () => asClock((now) => drawScorecards(db, now)))
  plan(clock.past(66, 14), async () => {
    const shown = await db
      .selectFrom('scorecards')
      .select('id')
      .where('vendorId', '=', orgId('jinshanxing'))
      .executeTakeFirst()
    const comment = '一批密钥因厂商系统升级晚到三天，已事先告知买方并延长维护期作为补偿。'
    if (shown) await commentScorecard(db, await as('jinshanxingRep'), { scorecardId: shown.id, comment })
  })
  plan(clock.past(55, 8), () => asClock((now) => releaseScorecards(db, now)))
  plan(clock.past(4, 8), () => asClock((now) => drawScorecards(db, now)))
}
