import { listPrice } from './sources.ts'
import type { RoundTale } from './tale.ts'

// Rounds for project plans and flow charts.

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
