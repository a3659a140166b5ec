import { inFull } from '../../../app/rounds/payment-terms.ts'
import { domestic, listPrice } from './sources.ts'
import type { RoundTale } from './tale.ts'

// Rounds for operating systems, of desktops and of servers.

export const os1: RoundTale = {
  key: 'os-1',
  title: '桌面操作系统集中采购',
  titleEn: 'Desktop operating systems',
  profile: 'enterprise',
  state: 'decided',
  terms: { minBids: 2, payment: inFull('on_acceptance', 30) },
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
          max: 310,
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
}

export const server1: RoundTale = {
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
}

export const os2: RoundTale = {
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
}
