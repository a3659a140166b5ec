import type { RoundState } from '../../app/rounds/lifecycle.ts'
import type { RoundTerms } from '../../app/rounds/terms.ts'
import type { Clock } from './telling.ts'

/** When each step of a round was, or is to be. */
export type Times = {
  drafted: Date
  published: Date
  questions: Date
  freeze: Date
  close: Date
  opening: Date
  technical?: Date
  eligibility?: Date
  prices?: Date
  decided?: Date
  ended?: Date
}

/** What one enterprise promises in a lot; of whom nothing is said, the dice decide. */
export type PledgeTale = {
  quantity: number
  stretch?: number
  /** yuan */
  ceiling?: number
  accept?: 'any' | 'recommended'
  state?: 'draft' | 'awaiting_approval' | 'withdrawn'
}

export type BidTale = {
  vendor: string
  edition: readonly [slug: string, code: string]
  /** units from which, and yuan per unit */
  tiers: readonly (readonly [from: number, yuan: number])[]
  min?: number
  max?: number
  /** why the committee did not admit it */
  ineligible?: string
  withdrawn?: boolean
  /** how its vendor explains a price that the house asked about */
  explains?: string
}

export type LotTale = {
  code: string
  class?: string
  edition?: readonly [slug: string, code: string]
  justification?: string
  metric?: 'device' | 'user' | 'named-user'
  months?: number
  /** yuan */
  reference: number
  note: string
  min: number
  milestones: readonly number[]
  winners?: number
  /** share of the enterprises that pledge, and units per computer of those that do */
  appetite: number
  perSeat: number
  pledges?: Readonly<Record<string, PledgeTale | null>>
  bids: readonly BidTale[]
  /** how it fell */
  fell?: 'below_min_volume' | 'too_few_bids'
}

export type RoundTale = {
  key: string
  title: string
  titleEn: string
  profile: 'enterprise' | 'statutory' | 'quick'
  state: RoundState
  /** the phase in which a suspended, failed or canceled one stopped */
  reached?: RoundState
  reason?: string
  terms?: Partial<RoundTerms>
  times: (clock: Clock) => Times
  lots: readonly LotTale[]
  questions?: readonly (readonly [asker: string, lot: string | null, text: string, answer?: string])[]
}

const listPrice = '三家经销商公开报价的中位数'
const domestic = '各品牌公开报价的最高价'

/** Every round of the demo market, the oldest first. */
export const roundTales: readonly RoundTale[] = [
  {
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
            edition: ['yozo-office', 'professional'],
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
  },
  {
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
  },
  {
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
  },
  {
    key: 'antivirus-1',
    title: '终端安全软件集中采购',
    titleEn: 'Endpoint protection',
    profile: 'enterprise',
    state: 'confirmed',
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
              [600, 74],
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
  },
  {
    key: 'cad-1',
    title: '计算机辅助设计软件集中采购',
    titleEn: 'CAD software',
    profile: 'enterprise',
    state: 'confirmed',
    terms: { minBids: 2 },
    times: ({ decidedBefore, past }) => ({
      drafted: past(38, 15),
      published: past(34),
      questions: past(29, 16),
      freeze: past(27, 17),
      close: past(21, 17),
      opening: past(20, 9),
      technical: past(20, 9.3),
      eligibility: past(18, 16),
      prices: past(17),
      decided: decidedBefore(1),
    }),
    lots: [
      {
        code: 'L01',
        class: 'cad-2d',
        reference: 5800,
        note: domestic,
        min: 20,
        milestones: [20, 50, 100],
        appetite: 0.06,
        perSeat: 0.165,
        pledges: {
          jinghe: { quantity: 6, ceiling: 5000 },
          lantu: { quantity: 24 },
          northport: { quantity: 10 },
          member1: { quantity: 36 },
        },
        bids: [
          {
            vendor: 'tuxing',
            edition: ['zwsoft-zwcad', 'professional'],
            tiers: [
              [1, 5280],
              [20, 4590],
              [50, 4290],
              [100, 3920],
            ],
          },
          {
            vendor: 'shuguang',
            edition: ['gstarsoft-gstarcad', 'professional'],
            tiers: [
              [1, 4980],
              [20, 4650],
              [50, 4380],
            ],
          },
          {
            vendor: 'qihang',
            edition: ['gstarsoft-gstarcad', 'professional'],
            tiers: [
              [1, 5080],
              [20, 4720],
            ],
          },
        ],
      },
      {
        code: 'L02',
        edition: ['autodesk-autocad', 'standard'],
        justification: '与总包单位图纸协同，外部约定格式',
        metric: 'named-user',
        months: 12,
        reference: 10880,
        note: listPrice,
        min: 10,
        milestones: [10, 30],
        appetite: 0,
        perSeat: 0.066,
        pledges: { lantu: { quantity: 10 }, member3: { quantity: 14 } },
        bids: [
          {
            vendor: 'yunfan',
            edition: ['autodesk-autocad', 'standard'],
            tiers: [
              [1, 10280],
              [10, 9680],
              [30, 9180],
            ],
          },
          {
            vendor: 'shuguang',
            edition: ['autodesk-autocad', 'standard'],
            tiers: [
              [1, 10460],
              [10, 9590],
              [30, 9080],
            ],
          },
          {
            vendor: 'qihang',
            edition: ['autodesk-autocad', 'standard'],
            tiers: [
              [1, 10180],
              [10, 9790],
            ],
          },
        ],
      },
    ],
  },
  {
    key: 'os-1',
    title: '桌面操作系统集中采购',
    titleEn: 'Desktop operating systems',
    profile: 'enterprise',
    state: 'decided',
    terms: { minBids: 2 },
    times: ({ past }) => ({
      drafted: past(31, 15),
      published: past(27),
      questions: past(22, 16),
      freeze: past(20, 17),
      close: past(14, 17),
      opening: past(13, 9),
      technical: past(13, 9.2),
      eligibility: past(11, 16),
      prices: past(9),
      decided: past(3, 14),
    }),
    lots: [
      {
        code: 'L01',
        class: 'desktop-os',
        reference: 880,
        note: domestic,
        min: 100,
        milestones: [100, 300, 800],
        appetite: 0.34,
        perSeat: 0.33,
        pledges: {
          jinghe: { quantity: 8, ceiling: 800 },
          harborfoods: { quantity: 30 },
          northport: { quantity: 120 },
        },
        bids: [
          {
            vendor: 'qilin',
            edition: ['kylin-desktop', 'standard'],
            tiers: [
              [1, 820],
              [100, 690],
              [300, 610],
              [800, 560],
            ],
          },
          {
            vendor: 'lanhai',
            edition: ['uos-desktop', 'pro'],
            tiers: [
              [1, 760],
              [100, 680],
              [300, 625],
              [800, 590],
            ],
          },
        ],
      },
    ],
  },
  {
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
  },
  {
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
        edition: ['foxit-pdf-editor', 'professional'],
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
            edition: ['foxit-pdf-editor', 'professional'],
            tiers: [
              [1, 560],
              [50, 489],
              [150, 445],
            ],
          },
          {
            vendor: 'shuguang',
            edition: ['foxit-pdf-editor', 'professional'],
            tiers: [
              [1, 552],
              [50, 495],
              [150, 452],
            ],
          },
          {
            vendor: 'qihang',
            edition: ['foxit-pdf-editor', 'professional'],
            tiers: [
              [1, 570],
              [50, 505],
              [150, 460],
            ],
          },
          {
            vendor: 'lanhai',
            edition: ['foxit-pdf-editor', 'professional'],
            tiers: [
              [1, 545],
              [50, 510],
            ],
            ineligible: '授权书有效期早于合同期',
          },
        ],
      },
    ],
  },
  {
    key: 'visio-1',
    title: '流程图软件集中采购',
    titleEn: 'Diagramming software',
    profile: 'enterprise',
    state: 'technical_opened',
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
            tiers: [
              [1, 2450],
              [20, 2290],
              [60, 2120],
            ],
          },
          {
            vendor: 'shuguang',
            edition: ['microsoft-visio', 'standard'],
            tiers: [
              [1, 2480],
              [20, 2260],
            ],
          },
          {
            vendor: 'qihang',
            edition: ['microsoft-visio', 'standard'],
            tiers: [
              [1, 2430],
              [20, 2310],
              [60, 2150],
            ],
          },
        ],
      },
    ],
  },
  {
    key: 'adobe-1',
    title: '图像与文档设计软件集中采购',
    titleEn: 'Imaging and document design',
    profile: 'enterprise',
    state: 'closed',
    times: ({ hours, past }) => ({
      drafted: past(17, 15),
      published: past(13),
      questions: past(8, 16),
      freeze: past(6, 17),
      close: hours(-15),
      opening: hours(-1),
    }),
    lots: [
      {
        code: 'L01',
        edition: ['adobe-photoshop', 'standard'],
        justification: '出版印刷流程的输入格式由客户指定',
        metric: 'named-user',
        months: 12,
        reference: 3180,
        note: listPrice,
        min: 20,
        milestones: [20, 50, 100],
        appetite: 0.2,
        perSeat: 0.11,
        pledges: { lantu: { quantity: 6 }, member7: { quantity: 5 } },
        bids: [
          {
            vendor: 'yunfan',
            edition: ['adobe-photoshop', 'standard'],
            tiers: [
              [1, 3020],
              [20, 2860],
              [50, 2740],
            ],
          },
          {
            vendor: 'shuguang',
            edition: ['adobe-photoshop', 'standard'],
            tiers: [
              [1, 3060],
              [20, 2880],
              [50, 2710],
            ],
          },
          {
            vendor: 'lanhai',
            edition: ['adobe-photoshop', 'standard'],
            tiers: [
              [1, 2990],
              [20, 2890],
            ],
          },
        ],
      },
      {
        code: 'L02',
        edition: ['adobe-acrobat', 'pro'],
        justification: '印前检查功能为行业客户所要求',
        metric: 'named-user',
        months: 12,
        reference: 1788,
        note: listPrice,
        min: 20,
        milestones: [20, 50],
        appetite: 0.14,
        perSeat: 0.11,
        bids: [
          {
            vendor: 'yunfan',
            edition: ['adobe-acrobat', 'pro'],
            tiers: [
              [1, 1690],
              [20, 1590],
              [50, 1520],
            ],
          },
          {
            vendor: 'shuguang',
            edition: ['adobe-acrobat', 'pro'],
            tiers: [
              [1, 1720],
              [20, 1610],
            ],
          },
          {
            vendor: 'qihang',
            edition: ['adobe-acrobat', 'pro'],
            tiers: [
              [1, 1700],
              [20, 1640],
            ],
          },
        ],
      },
    ],
  },
  {
    key: 'server-1',
    title: '服务器操作系统集中采购',
    titleEn: 'Server operating systems',
    profile: 'statutory',
    state: 'suspended',
    reached: 'published',
    reason: '供货商对技术要求提出质疑，经受理后暂停，待答复后恢复。',
    times: ({ ahead, past }) => ({
      drafted: past(15, 15),
      published: past(11),
      questions: ahead(3, 16),
      freeze: ahead(5),
      close: ahead(12),
      opening: ahead(13, 9),
      ended: past(2, 11),
    }),
    lots: [
      {
        code: 'L01',
        edition: ['kylin-server', 'standard'],
        justification: '信创目录内唯一通过本市平台适配的版本',
        reference: 4200,
        note: listPrice,
        min: 20,
        milestones: [20, 50],
        appetite: 0.16,
        perSeat: 0.033,
        pledges: { northport: { quantity: 18 } },
        bids: [
          {
            vendor: 'qilin',
            edition: ['kylin-server', 'standard'],
            tiers: [
              [1, 3980],
              [20, 3720],
              [50, 3480],
            ],
          },
        ],
      },
    ],
    questions: [['qihangRep', 'L01', '适配认证的依据文件能否公开？', '已在附件中公开本市平台适配测试报告。']],
  },
  {
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
        edition: ['microsoft-visual-studio', 'professional'],
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
            edition: ['microsoft-visual-studio', 'professional'],
            tiers: [
              [1, 3580],
              [10, 3390],
              [30, 3210],
            ],
          },
          {
            vendor: 'qihang',
            edition: ['microsoft-visual-studio', 'professional'],
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
  },
  {
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
        edition: ['wps-365', 'standard'],
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
  },
  {
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
      [
        'member21Manager',
        'L01',
        '续订能否与原到期日对齐？',
        '可以，标段允许按企业填写的对齐日期计算起始日。',
      ],
    ],
  },
  {
    key: 'os-2',
    title: '操作系统升级授权采购',
    titleEn: 'Operating system upgrades',
    profile: 'enterprise',
    state: 'published',
    terms: { minBids: 2 },
    times: ({ ahead, past }) => ({
      drafted: past(5, 15),
      published: past(1),
      questions: ahead(6, 16),
      freeze: ahead(8),
      close: ahead(14),
      opening: ahead(15, 9),
    }),
    lots: [
      {
        code: 'L01',
        edition: ['microsoft-windows', 'pro'],
        justification: '现有专用设备驱动仅支持该系统',
        reference: 1689,
        note: listPrice,
        min: 40,
        milestones: [40, 120, 300],
        appetite: 0.1,
        perSeat: 0.275,
        pledges: { jinghe: { quantity: 14, ceiling: 1480, state: 'awaiting_approval' } },
        bids: [],
      },
      {
        code: 'L02',
        class: 'desktop-os',
        reference: 880,
        note: domestic,
        min: 100,
        milestones: [100, 400],
        appetite: 0.06,
        perSeat: 0.44,
        pledges: { jinghe: null },
        bids: [],
      },
    ],
    questions: [['portManager', 'L01', '是否包含从家庭版升级的授权？']],
  },
  {
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
  },
  {
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
  },
]
