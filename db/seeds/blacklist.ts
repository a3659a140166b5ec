import { moveAdjustment } from '../../app/compliance/blacklist/adjustment.server.ts'
import type { AdjustmentValues } from '../../app/compliance/blacklist/form.ts'
import { answerNotice, moveEntry, proposeEntry } from '../../app/compliance/blacklist/commands.server.ts'
import { addDays, dayOf } from '../../app/kernel/workdays.ts'
import { organizations } from './cast.ts'
import { productId } from './catalog.ts'
import { usccOf } from './people.ts'
import { later, type Timeline } from './timeline.ts'

type Tale = {
  org: string
  proposer: string
  no: number
  /** working days ago on which it was proposed */
  ago: number
  ground: string
  software: readonly string[]
  answer?: { by: string; text: string }
  listed?: { by: string; considered: string }
}

const tales: readonly Tale[] = [
  {
    org: 'member37',
    proposer: 'officer2',
    no: 18,
    ago: 46,
    ground: '经责令改正后仍在经营中使用未经授权的办公软件和杀毒软件',
    software: ['wps-office', 'huorong-endpoint-security'],
    listed: { by: 'officer', considered: '企业在陈述期内未提出意见；处罚决定已生效，未申请复议或提起诉讼。' },
  },
  {
    org: 'member52',
    proposer: 'inspector',
    no: 27,
    ago: 5,
    ground: '设计制作中使用未经授权的图像处理软件，拒不停止使用',
    software: ['adobe-photoshop'],
    answer: {
      by: 'member52Approver',
      text: '我公司已停止使用涉案软件，并已提出采购需求，拟通过办公室组织的采购轮次购买。恳请考虑整改情况，不予列入。',
    },
  },
  {
    org: 'lanhai',
    proposer: 'inspector',
    no: 33,
    ago: 4,
    ground: '向两家企业交付序列号无法核验来源的办公软件',
    software: ['wps-office'],
    answer: {
      by: 'lanhaiRep',
      text: '涉案序列号由上游经销商提供，我公司已全部召回并更换为权利人直接授权的许可，退还差价。',
    },
  },
]

/** Who was punished: one enterprise listed after notice and hearing; an enterprise and a vendor that are being heard. */
export function planBlacklist(story: Timeline) {
  planAdjustments(story)
  for (const tale of tales) {
    const { db } = story
    const begins = story.clock.past(tale.ago, 10.25)
    const decidedOn = addDays(dayOf(begins), -95)
    let id = ''
    story.plan(begins, async () => {
      const text = `处罚决定书（演示）\n\n当事人：${nameOf(tale.org)}\n事由：${tale.ground}\n`
      id = await proposeEntry(
        db,
        await story.as(tale.proposer),
        {
          uscc: usccOf(tale.org),
          decisionNo: `海文执罚〔${decidedOn.slice(0, 4)}〕${tale.no}号`,
          authority: '海曲市文化广电新闻出版局',
          decidedOn,
          ground: tale.ground,
          products: tale.software.map(productId),
          file: new File([text], '处罚决定书.txt'),
        },
        story.moment(),
      )
    })
    story.plan(later(begins, 1, 15), async () => {
      const finalOn = addDays(decidedOn, 61)
      await moveEntry(db, await story.as('officer'), id, { move: 'notice', finalOn }, story.moment())
    })
    const { answer, listed } = tale
    if (answer)
      story.plan(later(begins, 4, 9.5), async () =>
        answerNotice(db, await story.as(answer.by), id, answer.text, story.moment()),
      )
    if (listed)
      story.plan(later(begins, 13, 10), async () => {
        const { considered } = listed
        await moveEntry(db, await story.as(listed.by), id, { move: 'list', considered }, story.moment())
      })
  }
}

const nameOf = (key: string) => organizations.find((organization) => organization.key === key)!.name

/** Last year's adjustment was published; this year's was opened a little early and is being reviewed. */
function planAdjustments({ db, clock, as, moment, plan }: Timeline) {
  const act = async (by: string, values: AdjustmentValues) =>
    moveAdjustment(db, await as(by), values, moment())
  const lastYear = clock.past(236, 9.5)
  const thisYear = Number(dayOf(clock.now).slice(0, 4))
  const year = thisYear - 1
  plan(lastYear, () => act('officer', { move: 'open', year }))
  plan(clock.past(235, 15), () =>
    act('officer', {
      move: 'submit',
      note: `${year} 年度没有列入名单的单位；本年度新作出的处罚决定按程序办理。`,
    }),
  )
  plan(clock.past(233, 10), () => act('officer2', { move: 'publish' }))
  plan(clock.past(2, 10), () => act('officer', { move: 'open', year: thisYear }))
}
