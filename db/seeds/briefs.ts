import { addDays, type Day, hourOf, nthWorkday } from '../../app/kernel/workdays.ts'
import { draftBrief, moveBrief } from '../../app/program/briefs/commands.server.ts'
import { lastQuarter } from '../../app/program/briefs/quarter.ts'
import { calendar } from './telling.ts'
import type { Timeline } from './timeline.ts'

const body = `一、集中采购。企业联合采购按轮次进行，供应商分档报价、密封投标，由评审小组当众拆封，授予结果及其证书可由任何人复算。

二、自查自纠。各区（市）、各成员单位督促企业登记操作系统、办公软件和杀毒软件，缺口转为采购需求，参加下一轮集中采购。

三、调解。权利人与企业的纠纷先行调解，以平台记录为证据，争议款项只冻结所涉订单行。

四、下一步。十一月开展年度督查；未提交自查的企业由属地联络员上门指导。`

const bodyEn = `1. Group purchasing. Enterprises buy in rounds: vendors bid in volume tiers under seal, a committee opens the bids in public, and anyone can recompute the award from its certificate.

2. Self-inspection. Districts and member units urge enterprises to record operating systems, office software and antivirus; what is missing becomes demand in the next round.

3. Mediation. Right holders and enterprises talk before anyone sues; the platform's records are the evidence, and only the disputed lines are held.

4. What comes next. The yearly inspection is in November; liaisons visit enterprises that have not handed in their self-inspection.`

/** The brief of the quarter that is over, published by a second person, and the one of this quarter's first months, which waits for one. */
export function planBriefs(story: Timeline) {
  const { clock } = story
  const { coversFrom, coversTo } = lastQuarter(clock.now)
  const [year, month] = [coversTo.slice(0, 4), Number(coversTo.slice(5, 7))]
  const quarter = month / 3
  planBrief(story, {
    from: coversFrom,
    to: coversTo,
    title: `${year} 年第${'一二三四'[quarter - 1]}季度企业软件正版化工作简报`,
    titleEn: `Genuine software in enterprises: quarter ${quarter} of ${year}`,
    by: 'officer2',
    publishedBy: 'officer',
  })
  const begins = addDays(coversTo, 1)
  const ends = addDays(`${clock.today.slice(0, 7)}-01`, -1)
  if (ends > begins)
    planBrief(story, {
      from: begins,
      to: ends,
      title: `${ends.slice(0, 4)} 年 ${Number(ends.slice(5, 7))} 月企业软件正版化工作简报`,
      titleEn: `Genuine software in enterprises: until ${ends}`,
      by: 'officer',
      publishedBy: null,
    })
}

type BriefTale = {
  from: Day
  to: Day
  title: string
  titleEn: string
  by: string
  publishedBy: string | null
}

function planBrief(story: Timeline, { from, to, title, titleEn, by, publishedBy }: BriefTale) {
  const at = (workdays: number, hour: number) => hourOf(nthWorkday(calendar, to, workdays), hour)
  let briefId = ''
  story.plan(at(3, 10), async () => {
    const officer = await story.as(by)
    briefId = await draftBrief(story.db, officer, { title, coversFrom: from, coversTo: to })
    await moveBrief(story.db, officer, briefId, { move: 'write', title, titleEn, body, bodyEn })
    await moveBrief(story.db, officer, briefId, { move: 'submit', reason: null })
  })
  if (publishedBy)
    story.plan(at(5, 15), async () => {
      await moveBrief(story.db, await story.as(publishedBy), briefId, { move: 'publish', reason: null })
    })
}
