import { type Kysely, sql } from 'kysely'
import { sha256 } from '../../app/kernel/sha256.ts'
import type { Database } from '../schema.ts'
import { enterprises } from './cast.ts'
import { orgId, personId } from './people.ts'
import { type Clock, dice, idOn, insertAll, type Told } from './telling.ts'

/** What the office tells, teaches and lists: announcements, trainings, the first recommended list. */
export async function seedOutreach(db: Kysely<Database>, clock: Clock, events: Told[]) {
  await seedAnnouncements(db, clock, events)
  await seedTrainings(db, clock, events)
  await seedListed(db)
}

async function seedAnnouncements(db: Kysely<Database>, clock: Clock, events: Told[]) {
  const told = [
    {
      key: 'inspection',
      titleZh: '关于开展年度软件正版化督查的通知',
      titleEn: 'This year’s inspection of software use',
      bodyZh:
        '督查将于十二月进行，被查单位由公开的抽取办法确定，抽取过程可由任何人复算。请各单位提前整理台账、合同和授权证明。',
      bodyEn:
        'Inspections take place in December. Units are drawn by a published method that anyone can repeat. Please have ledgers, contracts and proofs of license at hand.',
      pinned: true,
      at: clock.past(6, 9),
    },
    {
      key: 'office-2',
      titleZh: '办公软件集中采购（第二轮）开始认购',
      titleEn: 'Office suites, second round: pledges are open',
      bodyZh: '首轮集中采购较公开报价节省 31%。第二轮已开始认购，认购截止时间以轮次页面所示为准。',
      bodyEn:
        'The first round saved 31% against list prices. The second one takes pledges until the time shown on its page.',
      pinned: false,
      at: clock.past(8, 10.5),
    },
    {
      key: 'list',
      titleZh: '推荐正版软件名录更新',
      titleEn: 'The recommended list has been updated',
      bodyZh: '本次更新新增操作系统、办公、终端安全和设计类产品，详见推荐名录页面。',
      bodyEn: 'Operating systems, office suites, endpoint protection and design products were added.',
      pinned: false,
      at: clock.past(108, 15),
    },
    {
      key: 'plan',
      titleZh: '年度企业软件正版化工作计划印发',
      titleEn: 'The annual plan has been issued',
      bodyZh: '请各成员单位、区（市）按期报送阶段性目标。',
      bodyEn: 'Member units and districts are asked for their stage targets.',
      pinned: false,
      at: clock.past(170, 9),
    },
  ]
  const id = (key: string) => idOn(384, 'announcement', key)
  await insertAll(
    db,
    'announcements',
    told.map(({ key, at, ...text }) => ({
      id: id(key),
      ...text,
      state: 'published' as const,
      publishAt: at,
      publishedAt: at,
      writtenBy: personId('officer'),
      approvedBy: personId('officer2'),
    })),
  )
  await db
    .insertInto('announcements')
    .values({
      id: id('training'),
      titleZh: '软件资产管理培训班报名通知',
      titleEn: 'Training on software asset management',
      bodyZh: '培训班面向企业信息部门负责人，名额有限，报名从速。',
      bodyEn: 'For heads of IT; seats are limited.',
      state: 'in_review',
      writtenBy: personId('officer2'),
    })
    .execute()
  for (const { key, at } of told)
    events.push({ at, kind: 'announcement.published', subject: id(key), by: 'officer2' })
}

const quiz = [
  {
    ask: '企业购买一套软件后，能否复制到公司的所有电脑上使用？',
    askEn: 'A company buys one license. May it copy the software to all its computers?',
    choices: ['可以，软件已经付款', '以许可协议约定的数量为限', '只要不对外销售就可以'],
    choicesEn: [
      'Yes, it was paid for',
      'As many as the license agreement allows',
      'Yes, unless it is sold on',
    ],
    right: 1,
  },
  {
    ask: '下列哪一项可以证明软件的合法来源？',
    askEn: 'Which of these proves that software was lawfully obtained?',
    choices: ['安装光盘的照片', '员工的书面说明', '采购合同、发票和授权证书'],
    choicesEn: [
      'A photo of the disc',
      'A written word of an employee',
      'Contract, invoice and license certificate',
    ],
    right: 2,
  },
  {
    ask: '开源软件的使用是否需要遵守许可证？',
    askEn: 'Must the license of open-source software be kept?',
    choices: ['需要', '不需要'],
    choicesEn: ['Yes', 'No'],
    right: 0,
  },
  {
    ask: '计算机退役后，其上的批量许可应如何处理？',
    askEn: 'What becomes of a volume license when its computer is retired?',
    choices: ['自动作废', '卸载并收回，可另行分配', '随计算机转让'],
    choicesEn: ['It lapses', 'Uninstall, take it back, assign it anew', 'It goes with the computer'],
    right: 1,
  },
]

async function seedTrainings(db: Kysely<Database>, clock: Clock, events: Told[]) {
  const id = (key: string) => idOn(383, 'training', key)
  const people = enterprises.filter(({ state = 'verified' }) => state === 'verified')
  const attending = people.filter(({ key }) => dice('trained', key)() < 0.36)
  const coming = people.filter(({ key }) => dice('enrolled', key)() < 0.45).slice(0, 24)
  const hours = (at: Date, more: number) => new Date(at.getTime() + more * 3_600_000)
  const trainings = [
    {
      key: 'copyright',
      titleZh: '著作权法与软件正版化实务',
      titleEn: 'Copyright law in practice',
      topic: 'copyright' as const,
      startsAt: clock.past(96, 9),
      place: '市工人文化宫报告厅',
      placeEn: 'Lecture hall, Workers’ Cultural Palace',
      seats: 60,
      taken: attending.length,
      state: 'closed' as const,
    },
    {
      key: 'sam',
      titleZh: '软件资产管理培训班',
      titleEn: 'Software asset management',
      topic: 'asset_management' as const,
      startsAt: clock.ahead(11, 9),
      place: '海曲市科技馆 2 号厅',
      placeEn: 'Hall 2, Haiqu Science Museum',
      seats: coming.length,
      taken: coming.length,
      state: 'open' as const,
    },
    {
      key: 'linux',
      titleZh: '国产操作系统迁移技术交流',
      titleEn: 'Moving to domestic operating systems',
      topic: 'technology' as const,
      startsAt: clock.ahead(25, 14),
      place: '市科学技术局培训室',
      placeEn: 'Training room, Haiqu Science and Technology Bureau',
      seats: 40,
      taken: 0,
      state: 'draft' as const,
    },
  ]
  await insertAll(
    db,
    'trainings',
    trainings.map(({ key, startsAt, ...training }) => ({
      id: id(key),
      ...training,
      startsAt,
      endsAt: hours(startsAt, 3),
      description: '由市软件版权人民调解委员会和高校教师授课，发放培训证明。',
      codeHash: training.state === 'closed' ? sha256(`code ${key}`) : null,
    })),
  )
  await db
    .insertInto('trainingQuizzes')
    .values({
      trainingId: id('copyright'),
      questions: JSON.stringify(quiz.map(({ right: _, ...open }) => open)),
      rights: quiz.map(({ right }) => right),
      passAt: 3,
    })
    .execute()
  await insertAll(db, 'enrollments', [
    ...attending.map(({ key, people: [first] }, at) => ({
      id: idOn(383, 'enrollment', 'copyright', key),
      trainingId: id('copyright'),
      orgId: orgId(key),
      person: first!.name,
      mail: first!.mail,
      state: at % 7 === 6 ? ('absent' as const) : ('attended' as const),
      certificateNo: at % 7 === 6 ? null : `TC-${clock.today.slice(0, 4)}-${String(at + 1).padStart(4, '0')}`,
      at: clock.past(110 - (at % 8), 10),
    })),
    ...coming.map(({ key, people: [first] }, at) => ({
      id: idOn(383, 'enrollment', 'sam', key),
      trainingId: id('sam'),
      orgId: orgId(key),
      person: first!.name,
      mail: first!.mail,
      state: 'enrolled' as const,
      at: clock.past(5 - (at % 4), 11),
    })),
    {
      id: idOn(383, 'enrollment', 'sam', 'waiting'),
      trainingId: id('sam'),
      orgId: orgId('harborfoods'),
      person: 'Erik Lund',
      mail: 'erik@harborfoods.example',
      state: 'waiting' as const,
      at: clock.past(1, 14),
    },
  ])
  // Of those who came most passed at once, some at the second attempt, a few have not answered yet.
  await insertAll(
    db,
    'quizAttempts',
    attending.flatMap(({ key }, at) => {
      if (at % 7 === 6 || at % 5 === 4) return []
      const tries = at % 3 === 2 ? [2, 4] : [at % 2 === 0 ? 4 : 3]
      return tries.map((score, no) => ({
        enrollmentId: idOn(383, 'enrollment', 'copyright', key),
        no: no + 1,
        score,
        passed: score >= 3,
        at: clock.past(95, 10 + no),
      }))
    }),
  )
  events.push({ at: clock.past(120, 9), kind: 'training.opened', subject: id('copyright'), by: 'officer' })
  events.push({ at: clock.past(121, 9), kind: 'training.quiz_set', subject: id('copyright'), by: 'officer' })
  events.push({ at: clock.past(96, 12), kind: 'training.held', subject: id('copyright'), by: 'officer' })
  events.push({ at: clock.past(6, 16), kind: 'training.opened', subject: id('sam'), by: 'officer' })
}

/** What stood on the list before proposals were told: each decided in spring, after the science bureau had proposed it. */
async function seedListed(db: Kysely<Database>) {
  await sql`
    insert into list_proposals (id, edition_id, org_id, reason, state, proposed_by, criteria, review, reviewed_at, decision, decided_by, decided_at,
      decision_no, valid_until, entry_id, at)
    select md5('proposal ' || id)::uuid, edition_id, ${orgId('science')}, '首批名录，由科技局提出。', 'accepted', ${personId('scienceLiaison')},
      '{"genuine": "met", "secure": "met", "compatible": "met", "service": "met", "price": "met"}', '专家评议会逐项评议，均符合。',
      listed_on - interval '20 days', '首批名录，联席会议全体会议审定。', ${personId('officer')}, listed_on, decision_no, until, id, listed_on - interval '40 days'
    from recommended_entries`.execute(db)
}
