import { domestic } from './sources.ts'
import type { RoundTale } from './tale.ts'

// Rounds for the protection of computers.

export const antivirus1: RoundTale = {
  key: 'antivirus-1',
  title: '终端安全软件集中采购',
  titleEn: 'Endpoint protection',
  profile: 'enterprise',
  state: 'confirmed',
  terms: { feeBps: 100 },
  times: ({ past }) => ({
    drafted: past(74, 15),
    published: past(70),
    questions: past(65, 16),
    freeze: past(63, 17),
    close: past(57, 17),
    opening: past(56, 9),
    technical: past(56, 9.4),
    eligibility: past(54, 16),
    prices: past(53),
    decided: past(51, 15),
  }),
  lots: [
    {
      code: 'L01',
      class: 'endpoint-protection',
      metric: 'device',
      months: 12,
      reference: 120,
      note: domestic,
      min: 100,
      milestones: [100, 250, 400, 600],
      appetite: 0,
      perSeat: 1.32,
      pledges: {
        jinghe: null,
        member24: null,
        member33: null,
        member39: null,
        member46: null,
        harborfoods: { quantity: 120 },
        northport: { quantity: 900, ceiling: 95 },
        member1: { quantity: 520 },
        member3: { quantity: 640 },
        member11: { quantity: 400 },
        member25: { quantity: 90 },
        lantu: { quantity: 60 },
        member9: { quantity: 12, ceiling: 60 },
      },
      bids: [
        {
          vendor: 'anxun',
          edition: ['huorong-endpoint-security', 'enterprise'],
          tiers: [
            [1, 94],
            [100, 88],
            [250, 84],
            [400, 79],
            // Reached by those who join late.
            [450, 74],
          ],
        },
        {
          vendor: 'zhongdun',
          edition: ['360-endpoint-security', 'enterprise'],
          tiers: [
            [1, 112],
            [100, 96],
            [250, 90],
            [400, 84],
          ],
        },
        {
          vendor: 'lanhai',
          edition: ['qianxin-tianqing', 'enterprise'],
          tiers: [
            [1, 118],
            [100, 108],
            [250, 99],
          ],
        },
        {
          vendor: 'shuguang',
          edition: ['kaspersky-endpoint-security', 'standard'],
          tiers: [
            [1, 120],
            [100, 113],
          ],
        },
      ],
    },
  ],
  questions: [
    ['foodsBuyer', 'L01', '控制中心是否必须部署在境内服务器？', '必须，见技术要求第 3 条。'],
    ['member3Manager', 'L01', '服务器是否单独计数？', '服务器与电脑均按一台设备计一个授权。'],
  ],
}

export const antivirus2: RoundTale = {
  key: 'antivirus-2',
  title: '服务器与终端安全续订采购',
  titleEn: 'Endpoint and server protection, renewal',
  profile: 'enterprise',
  state: 'published',
  times: ({ ahead, past }) => ({
    drafted: past(8, 15),
    published: past(4),
    questions: ahead(2, 16),
    freeze: ahead(4),
    close: ahead(9),
    opening: ahead(10, 9),
  }),
  lots: [
    {
      code: 'L01',
      class: 'endpoint-protection',
      metric: 'device',
      months: 12,
      reference: 150,
      note: domestic,
      min: 200,
      milestones: [200, 600, 1200],
      appetite: 0.24,
      perSeat: 1.1,
      pledges: { jinghe: null, member14: { quantity: 60, state: 'awaiting_approval' } },
      bids: [
        {
          vendor: 'anxun',
          edition: ['huorong-endpoint-security', 'enterprise'],
          tiers: [
            [1, 92],
            [200, 83],
            [600, 74],
          ],
        },
      ],
    },
  ],
  questions: [
    ['zhongdunRep', 'L01', '老旧系统（Windows 7）终端是否在采购范围内？'],
    ['member21Manager', 'L01', '续订能否与原到期日对齐？', '可以，标段允许按企业填写的对齐日期计算起始日。'],
  ],
}
