import type { Kysely } from 'kysely'
import { sha256 } from '../../app/kernel/sha256.ts'
import type { Database } from '../schema.ts'
import { orgId, personId, usccOf } from './people.ts'
import { type Clock, idOn, insertAll, type Told } from './telling.ts'

const inspector = personId('inspector')

/** Who sells software in the city and what was found there; disclosures of listed companies; the office's budget. */
export async function seedSupervision(db: Kysely<Database>, clock: Clock, events: Told[]) {
  await seedSellers(db, clock, events)
  await seedDisclosures(db, clock, events)
  await seedBudget(db, clock)
}

export const sellerId = (key: string) => idOn(381, 'seller', key)
const letterId = (key: string) => idOn(381, 'letter', key)
export const visitId = (key: string) => idOn(381, 'visit', key)
const caseId = (key: string) => idOn(381, 'case', key)
const firstText = '本经营者承诺：一、不销售、不预装、不传播盗版软件。二、进货留存授权证明。三、配合检查。'
const letterText = `${firstText}
四、在经营场所显著位置张贴本责任书，并向购买计算机的顾客说明所装软件的授权情况。
五、网店不提供激活工具、破解补丁的下载链接。
违反承诺的，依法处理，并可由市场监管部门提请列入黑名单。`
const checklist = (wrong: readonly string[], skipped: readonly string[]) =>
  JSON.stringify(
    Object.fromEntries(
      ['license', 'letter', 'invoices', 'shelf', 'machines', 'online'].map((point) => [
        point,
        wrong.includes(point) ? 'bad' : skipped.includes(point) ? 'skipped' : 'ok',
      ]),
    ),
  )

async function seedSellers(db: Kysely<Database>, clock: Clock, events: Told[]) {
  const sellers = [
    ['lianke', '海曲市联科电脑经营部', 'shop', '370203', '市北区电子路 18 号', null, '丁一诺', null],
    ['plaza', '海曲数码广场', 'mall', '370202', '市南区人民路 200 号', null, '夏春生', null],
    ['assembler', '城阳兄弟电脑组装店', 'assembler', '370214', '城阳区春城路 77 号', null, '兄弟店主', null],
    ['online', '软件直通车网店', 'online', null, '', 'https://ruanjian-zhitongche.example', '', null],
    ['harborpc', '临港办公设备中心', 'shop', '370211', '临港区港湾大道 5 号', null, '江帆', null],
    ['westpc', '西州恒通科技', 'shop', '370281', '西州市中心街 31 号', null, '', null],
    ['qihang', '启航软件服务门店', 'shop', '370202', '市南区海滨路 9 号', null, '', 'qihang'],
  ] as const
  await insertAll(
    db,
    'sellers',
    sellers.map(([key, name, kind, district, address, website, person, org]) => ({
      id: sellerId(key),
      name,
      kind,
      district,
      address,
      website,
      person,
      orgId: org && orgId(org),
      uscc: org && usccOf(org),
    })),
  )
  await insertAll(
    db,
    'letterTexts',
    [firstText, letterText].map((text, at) => ({
      version: at + 1,
      text,
      sha256: sha256(text),
      months: 12,
      by: personId('officer'),
      publishedAt: clock.past(400 - at * 180, 9),
    })),
  )
  // Signed on the spot, waiting for a signature, ended by its time, ended by the inspectors.
  const letters = [
    ['plaza', 'signed', 160, 150],
    ['lianke', 'signed', 24, 159],
    ['assembler', 'terminated', 138, 168],
    ['online', 'offered', 127, 4],
    ['harborpc', 'signed', 300, 9],
    ['westpc', 'expired', -12, 195],
    ['qihang', 'offered', 362, 3],
  ] as const
  await insertAll(
    db,
    'responsibilityLetters',
    letters.map(([key, state, until, offered]) => {
      const signed = state !== 'offered'
      const seller = sellers.find(([one]) => one === key)!
      return {
        id: letterId(key),
        sellerId: sellerId(key),
        orgId: seller[7] && orgId(seller[7]),
        version: 2,
        text: letterText,
        sha256: sha256(letterText),
        state,
        offeredBy: inspector,
        offeredAt: clock.past(offered, 10),
        signedBy: signed ? seller[6] || '门店负责人' : null,
        signedAt: signed ? clock.past(offered, 14) : null,
        witnessedBy: signed ? inspector : null,
        expiresOn: clock.day(until),
        reason: state === 'terminated' ? '预装未授权软件，违反承诺，另案查处。' : null,
      }
    }),
  )
  for (const [key, state, , offered] of letters) {
    const org = sellers.find(([one]) => one === key)![7]
    const about = org ? { org: orgId(org) } : {}
    events.push({ at: clock.past(offered, 10), kind: 'letter.offered', subject: letterId(key), by: 'inspector', ...about }) // oxfmt-ignore
    if (state !== 'offered')
      events.push({ at: clock.past(offered, 14), kind: 'letter.signed', subject: letterId(key), by: 'inspector' }) // oxfmt-ignore
  }
  const visits = [
    ['plaza', 88, 'none', '抽查六家柜台，均能出示进货授权。', [], ['online']],
    ['assembler', 61, 'preinstalled', '现场抽查三台整机，均预装未授权操作系统和办公软件。', ['invoices', 'machines'], ['online']],
    ['lianke', 40, 'none', '台账完整，授权书齐全。', [], ['online']],
    ['online', 22, 'online', '商品页提供“激活工具”下载链接，已固定证据。', ['letter', 'online'], ['license', 'shelf', 'machines']],
    ['harborpc', 9, 'none', '负责人接受培训，签署责任书。', [], ['online', 'machines']],
    ['westpc', 5, 'pirated_copies', '柜台出售刻录光盘 37 张，已登记保存。', ['letter', 'shelf'], ['online']],
  ] as const // oxfmt-ignore
  await insertAll(
    db,
    'marketVisits',
    visits.map(([seller, days, finding, remark, wrong, skipped]) => ({
      id: visitId(seller),
      sellerId: sellerId(seller),
      visitedOn: clock.past(days).toISOString().slice(0, 10),
      by: inspector,
      checklist: checklist(wrong, skipped),
      finding,
      remark,
    })),
  )
  const year = clock.today.slice(0, 4)
  await insertAll(db, 'marketCases', [
    {
      id: caseId('assembler'),
      sellerId: sellerId('assembler'),
      visitId: visitId('assembler'),
      facts: '城阳兄弟电脑组装店销售的组装电脑预装未经授权的操作系统，货值一万二千元。',
      state: 'decided',
      evidence: '现场笔录、三台整机的安装清单、销售单据；权利人出具未授权的说明。',
      heard: '当事人承认预装行为，称系顾客要求；已告知陈述申辩权利，未提出其他意见。',
      decisionNo: `海市监罚〔${year}〕031号`,
      authority: '海曲市工商行政管理局',
      ground: '销售预装未经授权软件的计算机',
      decidedOn: clock.day(-30),
      fine: 3_000_000n,
      published: '某电脑组装店销售预装未授权软件的整机，被责令改正并处罚款三万元。',
      publishedEn:
        'An assembler sold computers with unlicensed software pre-installed. It was ordered to stop and fined ¥30,000.',
      maskedBy: inspector,
      publishedBy: personId('officer'),
      publishedAt: clock.past(21, 10),
      openedAt: clock.past(58, 10),
    },
    {
      id: caseId('online'),
      sellerId: sellerId('online'),
      visitId: visitId('online'),
      facts: '网店传播激活工具，正在核实经营主体。',
      state: 'opened',
      openedAt: clock.past(20, 15),
    },
    {
      id: caseId('plaza'),
      sellerId: sellerId('plaza'),
      facts: '举报称二楼柜台销售盗版教学软件。',
      state: 'closed',
      evidence: '两次到柜台检查，均为正版软件，进货票据齐全。',
      heard: '柜台经营者出示授权书。',
      outcome: '举报不实，不予处罚。',
      openedAt: clock.past(120, 9),
    },
  ])
  const told = [
    [58, 10, 'market_case.opened', 'assembler', 'inspector'],
    [40, 16, 'market_case.investigated', 'assembler', 'inspector'],
    [30, 10, 'market_case.decided', 'assembler', 'inspector'],
    [22, 9, 'market_case.masked', 'assembler', 'inspector'],
    [21, 10, 'market_case.published', 'assembler', 'officer'],
    [20, 15, 'market_case.opened', 'online', 'inspector'],
    [120, 9, 'market_case.opened', 'plaza', 'inspector'],
    [111, 9, 'market_case.closed', 'plaza', 'inspector'],
  ] as const
  for (const [days, hour, kind, key, by] of told)
    events.push({ at: clock.past(days, hour), kind, subject: caseId(key), by })
  for (const [seller, days] of visits)
    events.push({
      at: clock.past(days, 15),
      kind: 'visit.recorded',
      subject: visitId(seller),
      by: 'inspector',
    })
}

async function seedDisclosures(db: Kysely<Database>, clock: Clock, events: Told[]) {
  const id = (key: string) => idOn(380, 'disclosure', key)
  const disclosures = [
    ['suit', 'member1', 'litigation', -130, '证券交易所公告', 'https://disclosure.example/2026/0412', '因设计软件授权争议被提起诉讼，公司公告已与权利人达成和解。'],
    ['tutoring', 'lantu', 'statement', -21, '辅导机构来函', null, '拟上市辅导期内说明软件使用合规情况。'],
    ['settled', 'member1', 'other', -12, '公司公告', 'https://disclosure.example/2026/0511', '公告和解款项已支付，相关软件已全部购置授权。'],
  ] as const // oxfmt-ignore
  await insertAll(
    db,
    'disclosures',
    disclosures.map(([key, org, kind, day, source, link, text]) => ({
      id: id(key),
      orgId: orgId(org),
      kind,
      text,
      source,
      link,
      onDay: clock.day(day),
      by: personId('officer'),
    })),
  )
  const followed = [
    ['suit', 'member1', 118, '已约谈公司负责人，纳入年度自查重点。'],
    ['suit', 'member1', 60, '核对和解协议，公司购置设计软件授权 40 套。'],
    ['tutoring', 'lantu', 19, '告知合规说明的出具条件，请先补齐软件清单。'],
  ] as const
  await insertAll(
    db,
    'disclosureFollowUps',
    followed.map(([key, org, days, text]) => ({
      id: idOn(380, 'followup', key, String(days)),
      disclosureId: id(key),
      orgId: orgId(org),
      text,
      by: personId('officer'),
      at: clock.past(days, 10),
    })),
  )
  await insertAll(db, 'complianceStatements', [
    {
      id: idOn(380, 'statement', 'lantu'),
      orgId: orgId('lantu'),
      no: `CS-${clock.today.slice(0, 4)}-5D41F0C27A`,
      onDay: clock.day(-140),
      validUntil: clock.day(-50),
      computers: 12,
      issuedBy: personId('lantuApprover'),
      issuedAt: clock.past(140, 11),
    },
  ])
  for (const [key, org, , day] of disclosures)
    events.push({
      at: clock.past(-day, 9),
      kind: 'disclosure.entered',
      subject: id(key),
      by: 'officer',
      org: orgId(org),
    })
  for (const [key, org, days] of followed)
    events.push({
      at: clock.past(days, 10),
      kind: 'disclosure.followed_up',
      subject: id(key),
      by: 'officer',
      org: orgId(org),
    })
}

async function seedBudget(db: Kysely<Database>, clock: Clock) {
  const year = Number(clock.today.slice(0, 4))
  const lines = [
    [
      'training',
      '培训与宣传',
      12_000_000n,
      [
        [120, 2_860_000n, '培训场地与教材'],
        [96, 1_450_000n, '讲课费'],
        [30, 980_000n, '宣传折页印制'],
      ],
    ],
    [
      'inspection',
      '督查与检查',
      8_000_000n,
      [
        [60, 640_000n, '检查组差旅'],
        [21, 312_000n, '取证设备'],
      ],
    ],
    [
      'platform',
      '平台运行维护',
      15_000_000n,
      [
        [140, 6_000_000n, '年度运维服务'],
        [44, 1_250_000n, '等级保护测评'],
      ],
    ],
    ['mediation', '调解补助', 3_000_000n, [[35, 400_000n, '调解员补助']]],
  ] as const
  await insertAll(
    db,
    'budgetLines',
    lines.map(([key, name, planned]) => ({
      id: idOn(379, 'budget', key),
      orgId: orgId('culture'),
      year,
      name,
      planned,
    })),
  )
  await insertAll(
    db,
    'budgetSpendings',
    lines.flatMap(([key, , , spendings]) =>
      spendings.map(([days, amount, remark], at) => ({
        id: idOn(379, 'spending', key, String(at)),
        lineId: idOn(379, 'budget', key),
        amount,
        voucherNo: `记-${String(days).padStart(4, '0')}`,
        spentOn: clock.past(days).toISOString().slice(0, 10),
        remark,
        by: personId('officer2'),
      })),
    ),
  )
}
