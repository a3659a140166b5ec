import { listPrice } from './sources.ts'
import type { RoundTale } from './tale.ts'

// Rounds for what makes and packs papers.

export const archivers1: RoundTale = {
  key: 'archivers-1',
  title: '压缩与解压工具采购',
  titleEn: 'Archivers',
  profile: 'quick',
  state: 'canceled',
  reached: 'published',
  reason: '推荐名录已列出满足需要的开源软件，不再采购商业压缩工具。',
  times: ({ past }) => ({
    drafted: past(146, 11),
    published: past(144),
    questions: past(142, 16),
    freeze: past(140, 17),
    close: past(138, 17),
    opening: past(137, 9),
    ended: past(141, 15),
  }),
  lots: [
    {
      code: 'L01',
      edition: ['winrar', 'standard'],
      justification: '企业普遍已安装，补齐授权',
      reference: 120,
      note: listPrice,
      min: 100,
      milestones: [100, 300],
      appetite: 0.08,
      perSeat: 0.275,
      bids: [
        {
          vendor: 'lanhai',
          edition: ['winrar', 'standard'],
          tiers: [
            [1, 110],
            [100, 95],
          ],
        },
      ],
    },
  ],
}

export const pdf1: RoundTale = {
  key: 'pdf-1',
  title: 'PDF 编辑软件集中采购',
  titleEn: 'PDF editors',
  profile: 'enterprise',
  state: 'eligibility_fixed',
  times: ({ past }) => ({
    drafted: past(24, 15),
    published: past(20),
    questions: past(15, 16),
    freeze: past(13, 17),
    close: past(7, 17),
    opening: past(6, 9),
    technical: past(6, 9.5),
    eligibility: past(1, 16),
  }),
  lots: [
    {
      code: 'L01',
      edition: ['foxit-pdf-editor', 'pro'],
      justification: '同类中唯一列入推荐名录的产品',
      reference: 599,
      note: listPrice,
      min: 50,
      milestones: [50, 150, 300],
      appetite: 0.24,
      perSeat: 0.165,
      pledges: { jinghe: { quantity: 5 }, harborfoods: { quantity: 15, ceiling: 520 } },
      bids: [
        {
          vendor: 'yunfan',
          edition: ['foxit-pdf-editor', 'pro'],
          tiers: [
            [1, 560],
            [50, 489],
            [150, 445],
          ],
        },
        {
          vendor: 'shuguang',
          edition: ['foxit-pdf-editor', 'pro'],
          tiers: [
            [1, 552],
            [50, 495],
            [150, 452],
          ],
        },
        {
          vendor: 'qihang',
          edition: ['foxit-pdf-editor', 'pro'],
          tiers: [
            [1, 570],
            [50, 505],
            [150, 460],
          ],
        },
        {
          vendor: 'lanhai',
          edition: ['foxit-pdf-editor', 'pro'],
          tiers: [
            [1, 545],
            [50, 510],
          ],
          ineligible: '授权书有效期早于合同期',
        },
      ],
    },
  ],
}
