import { domestic } from './sources.ts'
import type { RoundTale } from './tale.ts'

// Rounds where quality is scored beside the price.

/** What each bid answers to the criteria, and what each evaluator made of it: points under each criterion. */
export const hosts1: RoundTale = {
  key: 'hosts-1',
  title: '服务器终端防护集中采购（综合评分）',
  titleEn: 'Server protection, by price and quality',
  profile: 'enterprise',
  state: 'decided',
  terms: {
    method: 'comprehensive',
    bundles: false,
    priceWeight: 50,
    criteria: [
      { code: 'c1', name: '检出与防护能力', weight: 25 },
      { code: 'c2', name: '集中管理', weight: 15 },
      { code: 'c3', name: '应急响应', weight: 10 },
    ],
  },
  times: ({ past }) => ({
    drafted: past(30, 15),
    published: past(26),
    questions: past(21, 16),
    freeze: past(19, 17),
    close: past(13, 17),
    opening: past(12, 9),
    technical: past(12, 9.3),
    eligibility: past(10, 16),
    prices: past(8),
    decided: past(2, 15),
  }),
  lots: [
    {
      code: 'L01',
      class: 'endpoint-protection',
      metric: 'device',
      months: 12,
      reference: 180,
      note: domestic,
      min: 30,
      milestones: [30, 80, 150],
      appetite: 0.22,
      perSeat: 0.12,
      pledges: {
        jinghe: { quantity: 6, ceiling: 160 },
        lantu: { quantity: 12 },
        northport: { quantity: 40 },
        harborfoods: { quantity: 18, ceiling: 120 },
      },
      bids: [
        {
          vendor: 'lanhai',
          edition: ['qianxin-tianqing', 'enterprise'],
          tiers: [
            [1, 168],
            [30, 152],
            [80, 139],
            [150, 131],
          ],
          answers: {
            c1: '主机入侵检测、漏洞加固与勒索诱饵三层防护，近一年第三方测评检出率 99.6%',
            c2: '单一控制台管理物理机与虚拟机，支持分级授权与策略模板',
            c3: '本地驻点工程师，两小时到场，七乘二十四小时值守',
          },
          scores: { officer: [23.5, 13.5, 9.5], officer2: [24, 13, 9], scienceLiaison: [23, 14.25, 9.5] },
        },
        {
          vendor: 'anxun',
          edition: ['huorong-endpoint-security', 'enterprise'],
          tiers: [
            [1, 142],
            [30, 128],
            [80, 116],
            [150, 109],
          ],
          answers: {
            c1: '病毒查杀与系统加固，近一年第三方测评检出率 98.1%',
            c2: '控制中心统一下发策略，服务器与桌面分组',
            c3: '工作日电话响应，次日到场',
          },
          scores: { officer: [19, 10.5, 5], officer2: [18.5, 11, 6], scienceLiaison: [17.75, 10, 5.5] },
        },
        {
          vendor: 'zhongdun',
          edition: ['360-endpoint-security', 'enterprise'],
          tiers: [
            [1, 158],
            [30, 141],
            [80, 130],
          ],
          answers: {
            c1: '终端检测与响应，近一年第三方测评检出率 99.0%',
            c2: '统一控制台，支持与日志审计对接',
            c3: '七乘二十四小时远程响应，四小时到场',
          },
          scores: { officer: [21, 12, 7.5], officer2: [21.5, 12.5, 8], scienceLiaison: [20, 12, 7.5] },
        },
      ],
    },
  ],
}
