import { moveCase, openCase } from '../../app/program/market-cases/commands.server.ts'
import type { CaseMoveValues } from '../../app/program/market-cases/form.ts'
import { recordVisit } from '../../app/program/sellers/commands.server.ts'
import type { VisitValues } from '../../app/program/sellers/form.ts'
import { addDays, dayOf } from '../../app/kernel/workdays.ts'
import { paint } from './picture.ts'
import { stampedPaper } from './scans.ts'
import { sellerId, visitId } from './supervision.ts'
import type { Timeline } from './timeline.ts'

/** Two sellers that were caught: a vendor's shop up to a proposal for the blacklist, and a counter under investigation. */
export function planMarket(story: Timeline) {
  planShop(story)
  planCounter(story)
}

/** Seen with photos, heard, punished; the decision is proposed for the blacklist, and the office has yet to give notice. */
function planShop(story: Timeline) {
  const { clock } = story
  const act = stepsOf(story)
  let opened = ''
  story.plan(clock.past(70, 15), async () => {
    const values: VisitValues = {
      visitedOn: dayOf(story.moment()),
      checklist: { license: 'ok', letter: 'bad', invoices: 'bad', shelf: 'ok', machines: 'bad', online: 'skipped' },
      finding: 'preinstalled',
      remark: '柜台三台样机预装未激活的办公软件和“激活工具”，店员称可为顾客代装；拍照固定，当场登记保存两台主机。',
      photos: [shelf(), screen()],
    } // oxfmt-ignore
    const id = await recordVisit(
      story.db,
      await story.as('inspector2'),
      sellerId('qihang'),
      values,
      story.moment(),
    )
    opened = await openCase(story.db, await story.as('inspector'), sellerId('qihang'), {
      facts: '启航软件服务门店的样机预装未经授权的办公软件，并为顾客安装激活工具。',
      visitId: id,
    })
  })
  story.plan(clock.past(62, 10), () =>
    act(opened, {
      move: 'investigate',
      evidence: '两台主机的安装清单、三份销售单据；权利人书面说明序列号未经其授权。',
      heard: '当事人承认代装，称为促销；已告知陈述申辩的权利，当事人表示接受处理。',
    }),
  )
  story.plan(clock.past(50, 16), () => {
    const decidedOn = addDays(dayOf(story.moment()), -1)
    return act(opened, {
      move: 'decide',
      decisionNo: `海市监罚〔${decidedOn.slice(0, 4)}〕047号`,
      authority: '海曲市工商行政管理局',
      ground: '为顾客安装未经授权的办公软件和激活工具',
      decidedOn,
      fine: 2_000_000n,
      file: new File([stampedPaper()], '处罚决定书.png', { type: 'image/png' }),
    })
  })
  story.plan(clock.past(1, 11), () => act(opened, { move: 'propose' }))
}

/** Found at the last visit; evidence is in and the party was heard, the decision is still to be written. */
function planCounter(story: Timeline) {
  const { clock } = story
  const act = stepsOf(story)
  let opened = ''
  story.plan(clock.past(4, 9.5), async () => {
    opened = await openCase(story.db, await story.as('inspector'), sellerId('westpc'), {
      facts: '西州恒通科技柜台出售刻录光盘 37 张，内容为未经授权的办公和教学软件。',
      visitId: visitId('westpc'),
    })
  })
  story.plan(clock.past(2, 14), () =>
    act(opened, {
      move: 'investigate',
      evidence: '37 张光盘逐张登记，抽查 6 张均为未授权复制件；进货来源不明，店内无授权文件。',
      heard: '当事人称光盘为他人寄售；已告知权利，要求三日内提供寄售人信息，逾期未提供。',
    }),
  )
}

const stepsOf = (story: Timeline) => async (caseId: string, values: CaseMoveValues) =>
  moveCase(story.db, await story.as('inspector'), caseId, values, story.moment())

const photo = (name: string, bytes: Buffer) => new File([new Uint8Array(bytes)], name, { type: 'image/png' })

/** A counter with rows of boxes under a lamp. */
const shelf = () =>
  photo(
    '柜台样机.png',
    paint(640, 420, (x, y) => {
      const light = 1 - Math.hypot(x - 320, y) / 900
      const board = y % 105 > 92
      const box = !board && x % 64 > 6 && y % 105 > 34
      const tint = box ? [90 + ((x >> 6) * 37) % 120, 95 + ((y / 105) | 0) * 30, 120] : board ? [96, 74, 52] : [206, 202, 194]
      return tint.map((value) => Math.round(value! * light)) as unknown as [number, number, number]
    }),
  ) // oxfmt-ignore

/** A screen with a window open in its middle. */
const screen = () =>
  photo(
    '激活工具界面.png',
    paint(640, 420, (x, y) => {
      const frame = x < 24 || x > 616 || y < 20 || y > 388
      const window = x > 150 && x < 490 && y > 110 && y < 300
      const bar = window && y < 134
      const button = x > 380 && x < 470 && y > 262 && y < 284
      const line = window && x > 175 && x < 440 - ((y * 5) % 60) && y > 150 && y < 250 && y % 22 < 6
      if (frame) return [34, 36, 40]
      if (bar) return [40, 92, 140]
      if (button) return [60, 130, 80]
      if (line) return [110, 112, 118]
      return window ? [240, 240, 242] : [28, 70 + (y >> 3), 110 + (x >> 4)]
    }),
  )
