import type { Kysely } from 'kysely'
import type { Database } from '../schema.ts'
import { agencies } from './cast/agencies.ts'
import { orgId, personId } from './people.ts'
import { type Clock, dice, idOn, insertAll, type Told } from './telling.ts'

const office = orgId('culture')
const members = agencies.filter(({ key }) => key !== 'audit')

/** Meetings of the joint conference with what they resolved, and what member units report. */
export async function seedConference(db: Kysely<Database>, clock: Clock, events: Told[]) {
  await seedMeetings(db, clock, events)
  await seedReports(db, clock, events)
}

async function seedMeetings(db: Kysely<Database>, clock: Clock, events: Told[]) {
  const id = (key: string) => idOn(386, 'meeting', key)
  const meetings = [
    {
      key: 'spring',
      kind: 'plenary' as const,
      title: '全市企业软件正版化工作联席会议第一次全体会议',
      startsAt: clock.past(176, 14),
      place: '市政府三号会议室',
      agenda: '一、通报上年度工作；二、审议年度计划；三、部署集中采购和自查自纠。',
      state: 'minutes_approved' as const,
      minutes:
        '会议审议通过年度工作计划，明确各成员单位阶段性目标；办公室牵头组织首轮办公软件集中采购的履约检查。',
      minutesBy: personId('officer'),
      approvedBy: personId('officer2'),
    },
    {
      key: 'autumn',
      kind: 'liaison' as const,
      title: '联络员季度例会',
      startsAt: clock.past(38, 9.5),
      place: '市文化广电新闻出版局 402',
      agenda: '一、各区（市）进度；二、终端安全集中采购情况；三、年底督查准备。',
      state: 'held' as const,
      minutes: '各区（市）汇报进度，临港区、城阳区进展较快；市南区存在未摸底企业，须于月底前完成。',
      minutesBy: personId('officer'),
      approvedBy: null,
    },
    {
      key: 'winter',
      kind: 'plenary' as const,
      title: '联席会议年度总结会',
      startsAt: clock.ahead(9, 14),
      place: '市政府一号会议室',
      agenda: '一、年度目标完成情况；二、督查结果通报；三、下年度计划建议。',
      state: 'invited' as const,
      minutes: null,
      minutesBy: null,
      approvedBy: null,
    },
  ]
  await insertAll(
    db,
    'meetings',
    meetings.map(({ key, ...meeting }) => ({ id: id(key), orgId: office, ...meeting })),
  )
  await insertAll(
    db,
    'meetingMembers',
    meetings.flatMap(({ key, state }) =>
      members.map((member) => {
        const roll = dice('meeting', key, member.key)()
        const came = state === 'held' || state === 'minutes_approved'
        return {
          meetingId: id(key),
          orgId: orgId(member.key),
          answer: roll < 0.75 ? ('coming' as const) : roll < 0.85 ? ('not_coming' as const) : null,
          attended: came ? roll < 0.85 : null,
        }
      }),
    ),
  )
  const resolved = [
    ['spring', 'science', '六月底前更新推荐正版软件名录', -110, 'done'],
    ['spring', 'market', '完成广告行业软件使用情况摸底', -60, 'done'],
    ['spring', 'finance', '将正版化经费列入部门预算', -30, 'open'],
    ['autumn', 'south', '完成市南区未摸底企业的清单采集', 6, 'open'],
    ['autumn', 'harbor', '协调港务集团数据库授权缺口的采购', 20, 'open'],
    ['autumn', 'culture', '起草年度督查方案并公布抽取办法', -8, 'open'],
    ['autumn', 'federation', '组织拟上市企业专题培训', 14, 'open'],
  ] as const
  await insertAll(
    db,
    'resolutions',
    resolved.map(([meeting, org, text, due, state], at) => ({
      id: idOn(386, 'resolution', String(at)),
      meetingId: id(meeting),
      orgId: orgId(org),
      text,
      dueOn: clock.day(due),
      state,
      doneAt: state === 'done' ? clock.past(70 - at, 16) : null,
    })),
  )
  for (const { key, startsAt, state } of meetings) {
    const invitedAt = state === 'invited' ? clock.past(4, 10) : new Date(startsAt.getTime() - 9 * 86_400_000)
    events.push({ at: invitedAt, kind: 'meeting.invited', subject: id(key), by: 'officer' })
    if (state !== 'invited')
      events.push({
        at: new Date(startsAt.getTime() + 7_200_000),
        kind: 'meeting.held',
        subject: id(key),
        by: 'officer',
      })
    if (state === 'minutes_approved')
      events.push({
        at: new Date(startsAt.getTime() + 3 * 86_400_000),
        kind: 'meeting.minutes_approved',
        subject: id(key),
        by: 'officer2',
      })
  }
}

const form = JSON.stringify([
  { key: 'f1', kind: 'figure', label: '', figure: 'enterprises', required: false },
  { key: 'f2', kind: 'figure', label: '', figure: 'compliant', required: false },
  { key: 'f3', kind: 'figure', label: '', figure: 'gap', required: false },
  { key: 'f4', kind: 'number', label: '开展宣传活动场次', required: true },
  { key: 'f5', kind: 'text', label: '好的做法与困难', required: false },
])

async function seedReports(db: Kysely<Database>, clock: Clock, events: Told[]) {
  const reporting = members.filter(({ people }) => people.some(({ roles }) => roles.includes('liaison')))
  const id = (key: string) => idOn(385, 'report', key)
  const rounds = [
    {
      key: 'quarter',
      title: '第三季度工作情况报送',
      period: 'quarterly' as const,
      coversFrom: clock.day(-150),
      coversTo: clock.day(-58),
      dueOn: clock.day(-40),
      openedAt: clock.past(41, 9),
    },
    {
      key: 'month',
      title: '月度进展报送',
      period: 'monthly' as const,
      coversFrom: clock.day(-30),
      coversTo: clock.day(-1),
      dueOn: clock.day(5),
      openedAt: clock.past(3, 9),
    },
    {
      key: 'inspection',
      title: '年度督查准备情况（专项）',
      period: 'one_off' as const,
      coversFrom: clock.day(-20),
      coversTo: clock.day(10),
      dueOn: clock.day(8),
      openedAt: clock.past(6, 14),
    },
  ]
  await insertAll(
    db,
    'reportRounds',
    rounds.map(({ key, ...round }) => ({ id: id(key), orgId: office, form, ...round })),
  )
  const stateOf = (round: string, org: string) => {
    if (round === 'quarter') return 'accepted' as const
    if (org === 'harbor') return round === 'month' ? ('open' as const) : ('submitted' as const)
    const roll = dice('report', round, org)()
    if (round === 'month') return roll < 0.3 ? ('submitted' as const) : ('open' as const)
    return roll < 0.3
      ? ('accepted' as const)
      : roll < 0.5
        ? ('submitted' as const)
        : roll < 0.6
          ? ('returned' as const)
          : ('open' as const)
  }
  const tasks = rounds.flatMap((round) =>
    reporting.map((member) => {
      const state = stateOf(round.key, member.key)
      const liaison = member.people.find(({ roles }) => roles.includes('liaison'))!
      const leader = member.people.find(({ roles }) => roles.includes('leader'))
      const handed = state !== 'open'
      const submittedAt = round.key === 'quarter' ? clock.past(31, 15) : clock.past(1, 15)
      return {
        id: idOn(385, 'task', round.key, member.key),
        roundId: id(round.key),
        orgId: orgId(member.key),
        state,
        answers: handed
          ? JSON.stringify({
              values: {
                f4: String(1 + Math.floor(dice('held', member.key)() * 4)),
                f5: '走访企业并讲解集中采购流程。',
              },
              remarks: {},
            })
          : '{}',
        submittedBy: handed ? personId(liaison.key) : null,
        submittedAt: handed ? submittedAt : null,
        approvedBy: state === 'accepted' && leader ? personId(leader.key) : null,
        decidedBy: state === 'accepted' || state === 'returned' ? personId('officer') : null,
        reason: state === 'returned' ? '请补充未摸底企业的名单和时间安排。' : null,
      }
    }),
  )
  await insertAll(db, 'reportTasks', tasks)
  for (const { key, openedAt } of rounds)
    events.push({ at: openedAt, kind: 'report.opened', subject: id(key), by: 'officer' })
}
