import { domestic, listPrice } from './sources.ts'
import type { RoundTale } from './tale.ts'

// Rounds for suites: texts, tables and slides.

export const office1: RoundTale = {
  key: 'office-1',
  title: '办公软件集中采购（首轮）',
  titleEn: 'Office suites, first group purchase',
  profile: 'enterprise',
  state: 'concluded',
  terms: { minBids: 2, bundles: false },
  times: ({ past }) => ({
    drafted: past(242, 15),
    published: past(238),
    questions: past(233, 16),
    freeze: past(231, 17),
    close: past(225, 17),
    opening: past(224, 9),
    technical: past(224, 9.5),
    eligibility: past(222, 15),
    prices: past(221),
    decided: past(219, 14),
    ended: past(80, 0.1),
  }),
  lots: [
    {
      code: 'L01',
      class: 'office-suite',
      reference: 498,
      note: domestic,
      min: 50,
      milestones: [50, 150, 250, 500],
      appetite: 0,
      perSeat: 0.88,
      pledges: {
        jinghe: { quantity: 12 },
        harborfoods: { quantity: 30 },
        northport: { quantity: 64 },
        member1: { quantity: 56 },
        member3: { quantity: 60 },
        member4: { quantity: 10 },
        member16: { quantity: 50 },
      },
      bids: [
        {
          vendor: 'jinshanxing',
          edition: ['wps-office', 'pro'],
          tiers: [
            [1, 458],
            [50, 398],
            [150, 352],
            [250, 318],
          ],
        },
        {
          vendor: 'lanhai',
          edition: ['yozo-office', 'pro'],
          tiers: [
            [1, 398],
            [50, 378],
            [150, 358],
            [250, 346],
          ],
        },
        {
          vendor: 'shuguang',
          edition: ['wps-office', 'pro'],
          tiers: [
            [1, 472],
            [50, 415],
            [150, 374],
            [250, 349],
          ],
        },
      ],
    },
    {
      code: 'L02',
      edition: ['microsoft-office', 'standard'],
      justification: '与现有宏和模板兼容，替换成本高于采购差价',
      reference: 3298,
      note: listPrice,
      min: 20,
      milestones: [20, 50, 100],
      appetite: 0,
      perSeat: 0.165,
      pledges: {
        jinghe: { quantity: 20 },
        lantu: { quantity: 12 },
        member5: { quantity: 30 },
        member11: { quantity: 40 },
      },
      bids: [
        {
          vendor: 'yunfan',
          edition: ['microsoft-office', 'standard'],
          tiers: [
            [1, 2980],
            [20, 2640],
            [50, 2420],
            [100, 2346],
          ],
        },
        {
          vendor: 'shuguang',
          edition: ['microsoft-office', 'standard'],
          tiers: [
            [1, 2890],
            [20, 2610],
            [50, 2440],
          ],
        },
        {
          vendor: 'qihang',
          edition: ['microsoft-office', 'standard'],
          tiers: [
            [1, 3050],
            [20, 2750],
            [50, 2480],
            [100, 2398],
          ],
        },
        {
          vendor: 'lanhai',
          edition: ['microsoft-office', 'standard'],
          tiers: [
            [1, 2950],
            [20, 2700],
            [50, 2590],
          ],
          ineligible: '未提供权利人出具的经销授权',
        },
      ],
    },
  ],
  questions: [
    [
      'member12Manager',
      'L01',
      '专业版是否包含三年升级服务？',
      '本标段为永久授权，升级服务期为交付后十二个月，见标段条款。',
    ],
    ['yunfanRep', 'L02', '是否接受多版本降级使用？', '接受，授权可降级使用至 2016 版。'],
  ],
}

export const office2: RoundTale = {
  key: 'office-2',
  title: '办公软件集中采购（第二轮）',
  titleEn: 'Office suites, second group purchase',
  profile: 'enterprise',
  state: 'published',
  terms: { minBids: 2 },
  times: ({ ahead, hours, past }) => ({
    drafted: past(12, 15),
    published: past(8),
    questions: past(1, 16),
    freeze: hours(3),
    close: ahead(6),
    opening: ahead(7, 9),
  }),
  lots: [
    {
      code: 'L01',
      class: 'office-suite',
      reference: 498,
      note: domestic,
      min: 200,
      milestones: [200, 500, 1000, 2000],
      appetite: 0.44,
      perSeat: 0.77,
      pledges: {
        jinghe: { quantity: 40, stretch: 10, ceiling: 420, accept: 'recommended' },
        harborfoods: { quantity: 80, ceiling: 450 },
        northport: { quantity: 400 },
        member5: { quantity: 12, state: 'draft' },
        member8: { quantity: 30, state: 'withdrawn' },
      },
      bids: [
        {
          vendor: 'jinshanxing',
          edition: ['wps-office', 'pro'],
          tiers: [
            [1, 448],
            [200, 379],
            [500, 342],
            [1000, 318],
          ],
        },
      ],
    },
    {
      code: 'L02',
      edition: ['wps-365', 'business'],
      justification: '已有企业云文档需要延续同一账号体系',
      metric: 'user',
      months: 12,
      reference: 365,
      note: listPrice,
      min: 100,
      milestones: [100, 300],
      appetite: 0.22,
      perSeat: 0.99,
      pledges: { lantu: { quantity: 60 }, jinghe: null },
      bids: [],
    },
  ],
  questions: [
    ['foodsBuyer', 'L01', '外文版本是否包含在同一授权内？', '包含，语言包不另计授权。'],
    ['jinshanxingRep', 'L01', '能否以企业账号激活代替序列号？', '可以，激活方式在投标技术文件中说明即可。'],
    ['member21Manager', 'L02', '离职员工账号能否回收再用？', '可以，按用户授权可回收。'],
  ],
}
