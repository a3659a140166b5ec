import type { Kysely } from 'kysely'
import { sha256 } from '../../app/kernel/sha256.ts'
import type { Database } from '../schema.ts'
import { orgId, personId } from './people.ts'
import { type Clock, idOn, insertAll, type Told } from './telling.ts'

const inspector = personId('inspector')

/** Who sells software in the city and what was found there; disclosures of listed companies; the office's budget. */
export async function seedSupervision(db: Kysely<Database>, clock: Clock, events: Told[]) {
  await seedSellers(db, clock, events)
  await seedDisclosures(db, clock)
  await seedBudget(db, clock)
}

const sellerId = (key: string) => idOn(381, 'seller', key)
const letter = '本经营者承诺：不销售、不预装、不传播盗版软件；进货留存授权证明；配合检查。'

async function seedSellers(db: Kysely<Database>, clock: Clock, events: Told[]) {
  const sellers = [
    ['lianke', '海曲市联科电脑经营部', 'shop', '370203', '市北区电子路 18 号'],
    ['plaza', '海曲数码广场', 'mall', '370202', '市南区人民路 200 号'],
    ['assembler', '城阳兄弟电脑组装店', 'assembler', '370214', '城阳区春城路 77 号'],
    ['online', '软件直通车网店', 'online', null, ''],
    ['harborpc', '临港办公设备中心', 'shop', '370211', '临港区港湾大道 5 号'],
    ['westpc', '西州恒通科技', 'shop', '370281', '西州市中心街 31 号'],
  ] as const
  await insertAll(
    db,
    'sellers',
    sellers.map(([key, name, kind, district, address]) => ({
      id: sellerId(key),
      name,
      kind,
      district,
      address,
    })),
  )
  await insertAll(
    db,
    'responsibilityLetters',
    sellers.map(([key, name], at) => ({
      id: idOn(381, 'letter', key),
      sellerId: sellerId(key),
      version: 2,
      text: letter,
      sha256: sha256(letter),
      state: at === 3 ? ('offered' as const) : at === 5 ? ('expired' as const) : ('signed' as const),
      signedBy: at === 3 ? null : `${name}负责人`,
      signedAt: at === 3 ? null : clock.past(150 + at * 9, 14),
      expiresOn: at === 5 ? clock.day(-12) : clock.day(160 - at * 11),
    })),
  )
  const visits = [
    ['plaza', 88, 'none', '抽查六家柜台，均能出示进货授权。'],
    ['assembler', 61, 'preinstalled', '现场抽查三台整机，均预装未授权操作系统和办公软件。'],
    ['lianke', 40, 'none', '台账完整，授权书齐全。'],
    ['online', 22, 'online', '商品页提供“激活工具”下载链接，已固定证据。'],
    ['harborpc', 9, 'none', '负责人接受培训，签署责任书。'],
  ] as const
  await insertAll(
    db,
    'marketVisits',
    visits.map(([seller, days, finding, remark]) => ({
      id: idOn(381, 'visit', seller),
      sellerId: sellerId(seller),
      visitedOn: clock.past(days).toISOString().slice(0, 10),
      by: inspector,
      finding,
      remark,
    })),
  )
  const year = clock.today.slice(0, 4)
  await insertAll(db, 'marketCases', [
    {
      id: idOn(381, 'case', 'assembler'),
      no: `海市监案〔${year}〕012号`,
      sellerId: sellerId('assembler'),
      visitId: idOn(381, 'visit', 'assembler'),
      facts: '销售的组装电脑预装未经授权的操作系统，货值一万二千元。',
      state: 'decided',
      decisionNo: `海市监罚〔${year}〕031号`,
      decidedOn: clock.day(-30),
      fine: 3_000_000n,
      published: '某电脑组装店销售预装未授权软件的整机，被责令改正并处罚款三万元。',
      openedAt: clock.past(58, 10),
    },
    {
      id: idOn(381, 'case', 'online'),
      no: `海市监案〔${year}〕019号`,
      sellerId: sellerId('online'),
      visitId: idOn(381, 'visit', 'online'),
      facts: '网店传播激活工具，正在核实经营主体。',
      state: 'opened',
      openedAt: clock.past(20, 15),
    },
  ])
  for (const [seller, days] of visits)
    events.push({
      at: clock.past(days, 15),
      kind: 'visit.recorded',
      subject: idOn(381, 'visit', seller),
      by: 'inspector',
    })
  events.push({
    at: clock.past(58, 10),
    kind: 'market_case.opened',
    subject: idOn(381, 'case', 'assembler'),
    by: 'inspector',
  })
  events.push({
    at: clock.past(22, 10),
    kind: 'market_case.decided',
    subject: idOn(381, 'case', 'assembler'),
    by: 'officer',
  })
  events.push({
    at: clock.past(20, 15),
    kind: 'market_case.opened',
    subject: idOn(381, 'case', 'online'),
    by: 'inspector',
  })
}

async function seedDisclosures(db: Kysely<Database>, clock: Clock) {
  await insertAll(db, 'disclosures', [
    {
      id: idOn(380, 'disclosure', 'dingsheng'),
      orgId: orgId('member1'),
      kind: 'litigation',
      text: '因设计软件授权争议被提起诉讼，公司公告已与权利人达成和解。',
      source: '证券交易所公告',
      link: 'https://disclosure.example/2026/0412',
      onDay: clock.day(-130),
      followUp: '已约谈并纳入年度自查重点。',
      by: personId('officer'),
    },
    {
      id: idOn(380, 'disclosure', 'lantu'),
      orgId: orgId('lantu'),
      kind: 'statement',
      text: '拟上市辅导期内说明软件使用合规情况。',
      source: '辅导机构来函',
      onDay: clock.day(-21),
      by: personId('officer2'),
    },
  ])
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
