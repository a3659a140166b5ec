import { listPrice } from './sources.ts'
import type { RoundTale } from './tale.ts'

// Rounds in which the sealing itself takes an unusual course; openings.ts tells it.

/** Two openers did not come: the authors are asked for the frames that they kept. */
export const illustrator1: RoundTale = {
  key: 'illustrator-1',
  title: '矢量绘图软件集中采购',
  titleEn: 'Vector drawing software',
  profile: 'quick',
  state: 'closed',
  terms: { minBids: 3 },
  times: ({ past }) => ({
    drafted: past(14, 15),
    published: past(11),
    questions: past(8, 16),
    freeze: past(6, 17),
    close: past(4, 17),
    opening: past(3, 9),
  }),
  lots: [
    {
      code: 'L01',
      edition: ['adobe-illustrator', 'standard'],
      justification: '印刷客户交付的源文件为该格式',
      metric: 'named-user',
      months: 12,
      reference: 3180,
      note: listPrice,
      min: 5,
      milestones: [5, 20],
      appetite: 0,
      perSeat: 0,
      pledges: { lantu: { quantity: 4 }, member7: { quantity: 3 } },
      bids: [
        { vendor: 'yunfan', edition: ['adobe-illustrator', 'standard'], tiers: [[1, 3010], [20, 2860]] },
        { vendor: 'shuguang', edition: ['adobe-illustrator', 'standard'], tiers: [[1, 3040], [20, 2820]] },
        { vendor: 'lanhai', edition: ['adobe-illustrator', 'standard'], tiers: [[1, 2980]] },
      ],
    },
  ],
} // oxfmt-ignore

/** An opener lost a key: an addendum named another one before anybody had sealed; a vendor then bids for both lots together. */
export const diagrams2: RoundTale = {
  key: 'diagrams-2',
  title: '图表与项目管理软件补充采购',
  titleEn: 'Diagrams and project management, supplement',
  profile: 'quick',
  state: 'published',
  times: ({ ahead, past }) => ({
    drafted: past(6, 15),
    published: past(4),
    questions: ahead(3, 16),
    freeze: ahead(5),
    close: ahead(8),
    opening: ahead(9, 9),
  }),
  lots: [
    {
      code: 'L01',
      edition: ['microsoft-visio', 'standard'],
      justification: '既有流程图以该格式归档',
      reference: 2588,
      note: listPrice,
      min: 5,
      milestones: [5, 20],
      appetite: 0,
      perSeat: 0,
      bids: [],
    },
    {
      code: 'L02',
      edition: ['microsoft-project', 'standard'],
      justification: '与主承包商交换该格式的进度计划',
      reference: 5788,
      note: listPrice,
      min: 5,
      milestones: [5, 20],
      appetite: 0,
      perSeat: 0,
      bids: [],
    },
  ],
}
