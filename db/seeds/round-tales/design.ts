import { usualInstallments } from '../../../app/rounds/payment-terms.ts'
import { domestic, listPrice } from './sources.ts'
import type { RoundTale } from './tale.ts'

// Rounds for drawing and pictures.

export const cad1: RoundTale = {
  key: 'cad-1',
  title: '计算机辅助设计软件集中采购',
  titleEn: 'CAD software',
  profile: 'enterprise',
  state: 'confirmed',
  terms: { minBids: 2, payment: usualInstallments, feeBps: 200, invoiceModel: 'platform' },
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
          edition: ['zwsoft-zwcad', 'pro'],
          tiers: [
            [1, 5280],
            [20, 4590],
            [50, 4290],
            [100, 3920],
          ],
        },
        {
          vendor: 'shuguang',
          edition: ['gstarsoft-gstarcad', 'pro'],
          tiers: [
            [1, 4980],
            [20, 4650],
            [50, 4380],
          ],
        },
        {
          vendor: 'qihang',
          edition: ['gstarsoft-gstarcad', 'pro'],
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
}

export const adobe1: RoundTale = {
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
}
