import { listPrice } from './sources.ts'
import type { RoundTale } from './tale.ts'

// Rounds for databases, development and business software.

export const db1: RoundTale = {
  key: 'db-1',
  title: '数据库软件集中采购',
  titleEn: 'Databases',
  profile: 'enterprise',
  state: 'prices_opened',
  terms: { minBids: 2 },
  times: ({ past }) => ({
    drafted: past(26, 15),
    published: past(22),
    questions: past(17, 16),
    freeze: past(15, 17),
    close: past(9, 17),
    opening: past(8, 9),
    technical: past(8, 9.6),
    eligibility: past(4, 16),
    prices: past(1),
  }),
  lots: [
    {
      code: 'L01',
      edition: ['dameng-database', 'standard'],
      justification: '业务系统已完成适配认证，更换需重新认证',
      reference: 48000,
      note: listPrice,
      min: 5,
      milestones: [5, 10, 20],
      appetite: 0.18,
      perSeat: 0.009,
      pledges: { northport: { quantity: 4, ceiling: 44000 } },
      bids: [
        {
          vendor: 'huaxin',
          edition: ['dameng-database', 'standard'],
          tiers: [
            [1, 45200],
            [5, 42600],
            [10, 39800],
            [20, 37500],
          ],
        },
        {
          vendor: 'shuguang',
          edition: ['dameng-database', 'standard'],
          tiers: [
            [1, 44600],
            [5, 43100],
            [10, 40900],
          ],
        },
        {
          vendor: 'lanhai',
          edition: ['dameng-database', 'standard'],
          tiers: [
            [1, 21500],
            [5, 20800],
            [10, 19600],
          ],
        },
      ],
    },
    {
      code: 'L02',
      edition: ['kingbase-es', 'standard'],
      justification: '新建业务系统按该数据库开发，迁移成本高于采购金额',
      reference: 45000,
      note: listPrice,
      min: 3,
      milestones: [3, 6, 12],
      appetite: 0.14,
      perSeat: 0.008,
      bids: [
        {
          vendor: 'huaxin',
          edition: ['kingbase-es', 'standard'],
          tiers: [
            [1, 43200],
            [3, 41500],
            [6, 38900],
          ],
        },
        {
          vendor: 'shuguang',
          edition: ['kingbase-es', 'standard'],
          tiers: [
            [1, 42900],
            [3, 40800],
            [6, 39600],
            [12, 37200],
          ],
        },
        {
          vendor: 'yunfan',
          edition: ['kingbase-es', 'standard'],
          tiers: [
            [1, 20100],
            [3, 19300],
            [6, 18400],
          ],
          explains:
            '厂商自本季度起对政务与国有企业名单内客户实行首年半价的推广价，书面确认函编号 KB-2026-118；本单位仅加收 3% 服务费，交付与支持由厂商直接承担，不存在低于成本报价。',
        },
      ],
    },
  ],
}

export const devtools1: RoundTale = {
  key: 'devtools-1',
  title: '软件开发工具集中采购',
  titleEn: 'Development tools',
  profile: 'enterprise',
  state: 'frozen',
  times: ({ ahead, past }) => ({
    drafted: past(14, 15),
    published: past(10),
    questions: past(5, 16),
    freeze: past(3, 17),
    close: ahead(2),
    opening: ahead(3, 9),
  }),
  lots: [
    {
      code: 'L01',
      edition: ['microsoft-visual-studio', 'pro'],
      justification: '既有工程依赖该工具链',
      metric: 'named-user',
      reference: 3800,
      note: listPrice,
      min: 10,
      milestones: [10, 30, 60],
      appetite: 0.16,
      perSeat: 0.165,
      pledges: { member29: { quantity: 24 }, member30: { quantity: 14 } },
      bids: [
        {
          vendor: 'yunfan',
          edition: ['microsoft-visual-studio', 'pro'],
          tiers: [
            [1, 3580],
            [10, 3390],
            [30, 3210],
          ],
        },
        {
          vendor: 'qihang',
          edition: ['microsoft-visual-studio', 'pro'],
          tiers: [
            [1, 3620],
            [10, 3360],
          ],
        },
      ],
    },
    {
      code: 'L02',
      edition: ['jetbrains-intellij-idea', 'ultimate'],
      justification: '团队协作插件仅支持该产品',
      metric: 'named-user',
      months: 12,
      reference: 4300,
      note: listPrice,
      min: 10,
      milestones: [10, 30],
      appetite: 0.1,
      perSeat: 0.22,
      pledges: { member31: { quantity: 12 } },
      bids: [
        {
          vendor: 'shuguang',
          edition: ['jetbrains-intellij-idea', 'ultimate'],
          tiers: [
            [1, 4080],
            [10, 3890],
          ],
        },
      ],
    },
  ],
  questions: [
    [
      'member29Manager',
      'L02',
      '订阅中途离职的席位能否转给同事？',
      '可以，席位按指定用户授权，可在本单位内转移。',
    ],
  ],
}

export const erp1: RoundTale = {
  key: 'erp-1',
  title: '财务软件用户授权采购',
  titleEn: 'Accounting software seats',
  profile: 'enterprise',
  state: 'draft',
  times: ({ ahead, hours, past }) => ({
    drafted: past(2, 16),
    published: hours(0),
    questions: ahead(8, 16),
    freeze: ahead(10),
    close: ahead(16),
    opening: ahead(17, 9),
  }),
  lots: [
    {
      code: 'L01',
      edition: ['yonyou-u8', 'standard'],
      justification: '补充既有系统的并发用户，不更换系统',
      metric: 'named-user',
      reference: 6800,
      note: listPrice,
      min: 20,
      milestones: [20, 50],
      appetite: 0,
      perSeat: 0.0,
      bids: [],
    },
  ],
}

export const kingbase1: RoundTale = {
  key: 'kingbase-1',
  title: '国产数据库补充采购',
  titleEn: 'Domestic databases, supplement',
  profile: 'quick',
  state: 'draft',
  times: ({ ahead, hours, past }) => ({
    drafted: past(1, 11),
    published: hours(0),
    questions: ahead(4, 16),
    freeze: ahead(6),
    close: ahead(8),
    opening: ahead(9, 9),
  }),
  lots: [],
}
