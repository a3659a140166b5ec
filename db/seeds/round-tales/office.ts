import { domestic, listPrice } from './sources.ts'
import type { RoundTale } from './tale.ts'

// Rounds for office work: suites, archivers, project plans, diagrams and papers.

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

export const project1: RoundTale = {
  key: 'project-1',
  title: '项目管理软件集中采购',
  titleEn: 'Project management software',
  profile: 'enterprise',
  state: 'failed',
  reached: 'closed',
  reason: '有效投标不足三家，未予开标。',
  times: ({ past }) => ({
    drafted: past(119, 14),
    published: past(115),
    questions: past(110, 16),
    freeze: past(108, 17),
    close: past(102, 17),
    opening: past(101, 9),
    ended: past(102, 17.02),
  }),
  lots: [
    {
      code: 'L01',
      edition: ['microsoft-project', 'standard'],
      justification: '与集团项目文件格式一致',
      reference: 5788,
      note: listPrice,
      min: 10,
      milestones: [10, 30],
      appetite: 0.14,
      perSeat: 0.044,
      pledges: { lantu: { quantity: 6 } },
      bids: [
        {
          vendor: 'yunfan',
          edition: ['microsoft-project', 'standard'],
          tiers: [
            [1, 5480],
            [20, 5120],
          ],
        },
        {
          vendor: 'qihang',
          edition: ['microsoft-project', 'standard'],
          tiers: [
            [1, 5520],
            [20, 5180],
          ],
        },
      ],
      fell: 'too_few_bids',
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

export const visio1: RoundTale = {
  key: 'visio-1',
  title: '流程图软件集中采购',
  titleEn: 'Diagramming software',
  profile: 'enterprise',
  state: 'technical_opened',
  terms: {
    method: 'comprehensive',
    bundles: false,
    priceWeight: 60,
    criteria: [
      { code: 'c1', name: '交付与部署', weight: 15 },
      { code: 'c2', name: '培训', weight: 10 },
      { code: 'c3', name: '服务保障', weight: 15 },
    ],
  },
  times: ({ past }) => ({
    drafted: past(20, 15),
    published: past(16),
    questions: past(11, 16),
    freeze: past(8, 17),
    close: past(2, 17),
    opening: past(1, 9),
    technical: past(1, 9.4),
  }),
  lots: [
    {
      code: 'L01',
      edition: ['microsoft-visio', 'standard'],
      justification: '与存量图纸格式一致',
      reference: 2588,
      note: listPrice,
      min: 20,
      milestones: [20, 60],
      appetite: 0.16,
      perSeat: 0.25,
      bids: [
        {
          vendor: 'yunfan',
          edition: ['microsoft-visio', 'standard'],
          answers: {
            c1: '三个工作日内交付，提供静默安装包与批量部署脚本',
            c2: '线下培训两场，线上课程一年内不限次数',
            c3: '专属客户经理，工作日两小时响应，备用授权先行',
          },
          files: {
            '部署方案.txt':
              '一、交付：收到订单后三个工作日内交付授权证明、静默安装包与批量部署脚本。\n二、部署：先在二十台设备上试装，确认后分批推送，每批不超过两百台。\n三、回退：每批保留前一版本的安装包七日。\n',
            '培训大纲.txt':
              '第一场：流程图与组织结构图，三小时。\n第二场：数据链接与模板管理，三小时。\n线上课程一年内不限次数，附练习文件。\n',
          },
          scores: { officer: [13.5, 8.5, 13], scienceLiaison: [13, 9, 12.5] },
          tiers: [
            [1, 2450],
            [20, 2290],
            [60, 2120],
          ],
        },
        {
          vendor: 'shuguang',
          edition: ['microsoft-visio', 'standard'],
          answers: {
            c1: '五个工作日内交付，远程协助安装',
            c2: '线上培训一场，提供录像',
            c3: '工作日八小时电话支持，四小时响应',
          },
          scores: { officer: [10, 6], scienceLiaison: [10.5, 6.5, 9] },
          tiers: [
            [1, 2480],
            [20, 2260],
          ],
        },
        {
          vendor: 'qihang',
          edition: ['microsoft-visio', 'standard'],
          answers: {
            c1: '三个工作日内交付，现场安装前二十台',
            c2: '线下培训一场，附操作手册',
            c3: '工作日八小时电话支持，次日到场',
          },
          files: { '到场服务承诺.txt': '工作日八小时电话支持，次日到场；现场安装前二十台，不另收费。\n' },
          scores: { scienceLiaison: [12, 7.25, 10] },
          tiers: [
            [1, 2430],
            [20, 2310],
            [60, 2150],
          ],
        },
      ],
    },
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
