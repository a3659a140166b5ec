import { openLines, poolLines, suggestLine } from '../../app/demands/commands.server.ts'
import { reopenRound } from '../../app/demands/reactions.server.ts'
import { addDays, dayOf } from '../../app/kernel/workdays.ts'
import { listKeys } from '../../app/licenses/entitlements/queries.server.ts'
import { markKeys } from '../../app/licenses/replacements/marking.server.ts'
import { findChannel } from '../../app/mediation/channels/channels.server.ts'
import type { CaseChannelKind, Side } from '../../app/mediation/channels/kinds.ts'
import { postMessage } from '../../app/mediation/channels/messages.server.ts'
import { addEvidence } from '../../app/mediation/evidence/adding.server.ts'
import { admitCase } from '../../app/mediation/intake/admit.server.ts'
import type { Asked } from '../../app/mediation/intake/asked.ts'
import { draftCase, fileCase } from '../../app/mediation/intake/file.server.ts'
import { draftForm } from '../../app/mediation/intake/form.ts'
import { acceptCase } from '../../app/mediation/intake/respond.server.ts'
import { findSubject } from '../../app/mediation/intake/subject.server.ts'
import { declarationForm } from '../../app/mediation/mediators/form.ts'
import { takeOn } from '../../app/mediation/mediators/mandate.server.ts'
import { rankMediators } from '../../app/mediation/mediators/selecting.server.ts'
import { callMeeting, moveMeeting } from '../../app/mediation/meetings/meetings.server.ts'
import { readMeetings } from '../../app/mediation/meetings/reading.server.ts'
import { doMatterDeed } from '../../app/mediation/matters/doing.server.ts'
import { complain, raiseWorkload } from '../../app/mediation/matters/opening.server.ts'
import { moveCase } from '../../app/mediation/moves.server.ts'
import { offerForm } from '../../app/mediation/offers/form.ts'
import { acceptOffer, keepFirstOffer, makeOffer } from '../../app/mediation/offers/offers.server.ts'
import { adoptText, findSettlement } from '../../app/mediation/settlements/drafting.server.ts'
import { fallBack } from '../../app/mediation/settlements/falling-back.server.ts'
import { confirmObligation, listObligations } from '../../app/mediation/settlements/fulfilling.server.ts'
import { readPayerPaper, signAsPayer } from '../../app/mediation/settlements/payers.server.ts'
import { signSettlement } from '../../app/mediation/settlements/signing.server.ts'
import { reviewTemplate, writeTemplate } from '../../app/mediation/templates/writing.server.ts'
import { doSeatDeed } from '../../app/mediation/seats.server.ts'
import { saveShared } from '../../app/mediation/teamwork/shared.server.ts'
import { bodyTexts } from './body-texts.ts'
import { mediationBodies } from './cast/mediation-bodies.ts'
import { enterprises } from './cast.ts'
import { productId } from './catalog.ts'
import { orgId, personId, usccOf } from './people.ts'
import { personOf } from './pledges.ts'
import { roundId } from './rounds.ts'
import { insertAll } from './telling.ts'
import type { Timeline } from './timeline.ts'

/**
 * The bodies with their rosters, and seven disputes: one being talked about, one over, one whose vendor is to replace what
 * it delivered, one just filed, one that seeks its mediator, one that waits for its respondent's first answer, and one settled
 * by a purchase that no round has brought yet.
 */
export async function planDisputes(story: Timeline) {
  await seedBodies(story)
  aboutTexts(story)
  aboutKeys(story)
  aboutActivation(story)
  aboutUsedKeys(story)
  aboutEdition(story)
  aboutUse(story)
  aboutSeats(story)
  aboutPlans(story)
}

/** The people's body has a text for each kind, reviewed by a second person; a new version of one waits for its review. */
function aboutTexts({ db, plan, as, clock: { past } }: Timeline) {
  const bodyId = orgId('peopleMediation')
  const ids: Record<string, string> = {}
  for (const { followsId, ...text } of bodyTexts) {
    plan(past(text.daysAgo, 10), async () => {
      const { daysAgo: _, by, reviewer: __, key, ...values } = text
      const follows = followsId ? ids[followsId]! : null
      ids[key] = await writeTemplate(db, await as(by), bodyId, { ...values, followsId: follows })
    })
    if (text.reviewer)
      plan(past(text.daysAgo, 15), async () =>
        reviewTemplate(db, await as(text.reviewer!), bodyId, ids[text.key]!),
      )
  }
}

async function seedBodies({ db, clock }: Timeline) {
  const facts = {
    peopleMediation: {
      kind: 'people' as const,
      licenseNo: '海司调〔2024〕018号',
      issuedBy: '海曲市司法局',
      feeSchedule: '',
      feeScheduleEn: '',
      court: '海曲市市南区人民法院',
    },
    commercialMediation: {
      kind: 'commercial' as const,
      licenseNo: '商调字 370200-0007',
      issuedBy: '省司法厅',
      feeSchedule: '争议金额 10 万元以下每件 800 元，由双方各半承担',
      feeScheduleEn: '¥800 a case up to ¥100,000 in dispute, borne half by each side',
      court: '海曲市东山区人民法院',
    },
  }
  await insertAll(
    db,
    'mediationBodies',
    Object.entries(facts).map(([key, body]) => ({
      orgId: orgId(key),
      validFrom: '2024-03-01',
      validUntil: clock.day(560),
      ...body,
    })),
  )
  await insertAll(
    db,
    'mediators',
    mediationBodies.flatMap(({ key, people }) =>
      people
        .filter(({ roles }) => roles.includes('mediator'))
        .map((person, at) => ({
          personId: personId(person.key),
          bodyId: orgId(key),
          fields: at === 0 ? ['software', 'contract'] : ['copyright', 'licensing'],
          languages: at === 0 ? ['zh', 'en'] : ['zh'],
          maxOpen: 6,
          rosterNo: at + 1,
        })),
    ),
  )
}

type Claim = {
  claimant: string
  body: string
  ground: string
  remedy: string
  amount?: string
  quantity?: number
  text: string
  offer: readonly Record<string, string>[]
  note?: string
}

/** A case brought by its steps; each step names its moment and waits for the one before. */
function caseOf(story: Timeline, asked: () => Promise<Asked>, claim: Claim) {
  const { db } = story
  let id = ''
  const stage = (side: Side) => ({ caseId: id, side, now: story.moment() })
  const soon = () => addDays(dayOf(story.moment()), 12)
  const offer = (items: readonly Record<string, string>[], note = '') =>
    offerForm.parse({ items: items.map((item) => ({ dueOn: soon(), ...item })), note, expiresOn: soon() })
  const step = (
    at: Date,
    by: string,
    work: (actor: Awaited<ReturnType<Timeline['as']>>) => Promise<unknown>,
  ) => story.plan(at, async () => work(await story.as(by)))
  return {
    id: () => id,
    step,
    stage,
    offer,
    file: (at: Date) =>
      step(at, claim.claimant, async (actor) => {
        const subject = (await findSubject(db, actor, await asked()))!
        const { claimant: _, body, offer: items, note, quantity, ...facts } = claim
        const values = draftForm.parse({
          ...facts,
          bodyId: orgId(body),
          ...(quantity && { quantity: String(quantity) }),
        })
        id = await draftCase(db, actor, subject, values, story.moment())
        await keepFirstOffer(db, actor, { caseId: id, now: story.moment() }, offer(items, note))
        await fileCase(db, actor, id, 'fit', story.moment())
      }),
    admit: (at: Date, registrar: string) => step(at, registrar, (actor) => admitCase(db, actor, id)),
    accept: (at: Date, by: string) => step(at, by, () => acceptCase(db, id)),
    askMediator: (at: Date, by: string) => step(at, by, () => moveCase(db, id, 'ask_mediator')),
    rank: (at: Date, by: string, side: Side, names: readonly string[]) =>
      step(at, by, () => rankMediators(db, id, side, names.map(personId), story.moment())),
    takeOn: (at: Date, by: string) =>
      step(at, by, (actor) =>
        takeOn(db, actor, id, declarationForm.parse({ independent: 'yes' }), story.moment()),
      ),
    meet: (at: Date, by: string, kind: CaseChannelKind, startsAt: Date, place: string) =>
      step(at, by, () => callMeeting(db, id, kind, { startsAt, minutes: 60, place }, story.moment())),
    /** A side accepts what the other has offered. */
    agree: (at: Date, by: string, side: Side = 'claimant') =>
      step(at, by, async (actor) => {
        const offered = await db
          .selectFrom('offers')
          .select('id')
          .where('caseId', '=', id)
          .where('side', '<>', side)
          .where('state', '=', 'open')
          .executeTakeFirstOrThrow()
        await acceptOffer(db, actor, stage(side), offered.id)
      }),
    adopt: (at: Date, by: string) =>
      step(at, by, async () => adoptText(db, id, (await findSettlement(db, id))!.hash, story.moment())),
    sign: (at: Date, by: string) =>
      step(at, by, async (actor) => signSettlement(db, actor, id, (await findSettlement(db, id))!.hash)),
    bring: (at: Date, by: string, title: string, name: string, content: string | Buffer) =>
      step(at, by, async (actor) => {
        const file = new File([content as BlobPart], name)
        const channel = (await findChannel(db, id, 'joint'))!
        const facts = { kind: 'party_file', purpose: 'pre_existing', objectionId: null, sha256: '' } as const
        const seat = { id, state: 'negotiation', roles: ['claimant'] } as const
        await addEvidence(db, actor, seat, channel, { ...facts, title, file })
      }),
    say: (at: Date, by: string, kind: CaseChannelKind, text: string) =>
      step(at, by, async (actor) => postMessage(db, actor, (await findChannel(db, id, kind))!, text)),
  }
}

/** The line of an enterprise's order from a round. */
const lineOf = (story: Timeline, enterprise: string, round: string, vendor: string) => async () => {
  const { id } = await story.db
    .selectFrom('orderLines')
    .innerJoin('orders', 'orders.id', 'orderLines.orderId')
    .select('orderLines.id')
    .where('orders.enterpriseId', '=', orgId(enterprise))
    .where('orders.roundId', '=', roundId(round))
    .where('orders.vendorId', '=', orgId(vendor))
    .executeTakeFirstOrThrow()
  return { line: id }
}

/** What the claimant handed in: who to call about which terminal, as such a list is kept. */
const terminals = `终端,位置,联系人,电话
FOODS-CC-01,冷链车间一线,高原,13800010001
FOODS-CC-02,冷链车间一线,高原,13800010001
FOODS-CC-07,冷链车间二线,林晓,0592-5550107
FOODS-CC-14,包装间,陈一鸣,chen@foods.example
`

/** A picture of a screen, of which nobody can tell here what it shows. */
const screen = () =>
  Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  )

/** Harbor Foods: part of the endpoint licenses cannot be activated; talks with the mediator, the money of that line held. */
function aboutKeys(story: Timeline) {
  const { past } = story.clock
  const { db } = story
  const its = caseOf(story, lineOf(story, 'harborfoods', 'antivirus-1', 'anxun'), {
    claimant: 'foodsBuyer',
    body: 'peopleMediation',
    ground: 'not_working',
    remedy: 'refund',
    amount: '1,106.00',
    quantity: 14,
    text: '冷链车间 14 台终端交付后一直无法激活，控制中心提示授权数已满，多次联系未解决。',
    offer: [{ kind: 'reissue', quantity: '14', text: '重新下发 14 个终端授权' }],
    note: '若十日内补齐授权，可不要求退款。',
  })
  its.file(past(21, 10.5))
  its.admit(past(20, 9.5), 'registrar')
  its.say(past(20, 9.7), 'registrar', 'procedure', '案件已受理，请被申请人在答复期限内确认是否参加调解。')
  its.accept(past(17, 15), 'anxunRep')
  its.say(
    past(16, 10),
    'anxunRep',
    'joint',
    '已收到。我司后台显示该单位授权数为 60，激活数 60，请提供 14 台终端的名称以便核对。',
  )
  its.say(
    past(15, 9.3),
    'foodsBuyer',
    'joint',
    '附上终端名称清单。我们现场只激活了 46 台，其余终端从未成功激活。',
  )
  its.bring(past(15, 9.4), 'foodsBuyer', '终端名称清单', '终端清单.csv', terminals)
  its.bring(past(15, 9.5), 'foodsBuyer', '控制中心提示授权数已满', '控制中心.png', screen())
  its.say(past(15, 9.6), 'foodsBuyer', 'team_claimant', '先看对方核对结果，再决定是否坚持退款。')
  its.askMediator(past(10, 14), 'foodsBuyer')
  its.rank(past(9, 10), 'foodsBuyer', 'claimant', ['mediator', 'mediator2'])
  its.rank(past(8, 11), 'anxunRep', 'respondent', ['mediator2', 'mediator'])
  its.takeOn(past(7, 9.5), 'mediator')
  its.say(
    past(8, 14),
    'mediator',
    'joint',
    '双方好，我是本案调解员。请安讯在周五前导出激活日志，请远帆食品确认重装系统的终端。',
  )
  its.say(past(6, 14.3), 'mediator', 'notes', '争议点：重装系统是否占用授权。先核日志，再谈补发。')
  its.say(
    past(6, 10.2),
    'anxunRep',
    'joint',
    '日志显示有 14 个授权被旧设备占用，这些设备在验收前已报废。我司可以释放，但需要贵方书面确认报废。',
  )
  its.say(
    past(5, 9.4),
    'foodsBuyer',
    'joint',
    'The 14 old computers were scrapped in September; the disposal record is attached to the inventory of that month.',
  )
  its.say(past(3, 15), 'foodsBuyer', 'caucus_claimant', '我们可以接受补发，但希望对方承担一次上门服务。')
  its.step(past(2, 10), 'anxunRep', async (actor) =>
    makeOffer(
      story.db,
      actor,
      its.stage('respondent'),
      its.offer(
        [{ kind: 'reissue', debtor: 'respondent', quantity: '14', text: '释放并重新下发 14 个终端授权' }],
        '释放后三日内完成激活。',
      ),
      null,
    ),
  )
  its.say(
    past(1, 11),
    'mediator',
    'joint',
    '被申请人已提出方案，请申请人在期限内答复；线上会议的时间已发在“会议”里。',
  )
  its.meet(past(4, 10), 'mediator', 'caucus_claimant', past(3, 15), '调解室 2')
  its.step(past(3, 16), 'mediator', async () => {
    const { meetings } = (await readMeetings(db, its.id()))!
    const id = meetings[0]!.id
    const result = '申请人愿意接受补发，条件是上门一次'
    await moveMeeting(
      db,
      its.id(),
      id,
      { move: 'hold', attended: [personId('foodsBuyer'), personId('mediator')], result },
      story.moment(),
    )
  })
  its.meet(
    past(1, 11.2),
    'mediator',
    'joint',
    story.clock.ahead(3, 14),
    'https://meeting.haiqu.example/mc-3f',
  )
  its.step(past(4, 9), 'officer', async ({ personId: askedBy }) => {
    const asked = { caseId: its.id(), askedBy, reason: '申请人来电：共同会谈中的附件打不开，请求协助核对。' }
    const granted = { granted: true, decidedBy: personId('registrar'), decidedAt: past(4, 10) }
    await db
      .insertInto('caseSupports')
      .values({ ...asked, askedAt: past(4, 9), ...granted, endsAt: past(4, 10.5) })
      .execute()
  })
  aboutConduct(story, its)
  its.step(past(4, 9), 'foodsBuyer', (actor) =>
    doSeatDeed(db, actor, its.id(), {
      move: 'seat',
      personId: personId('foodsApprover'),
      capacity: 'signatory',
    }),
  )
  its.step(past(1, 15), 'foodsBuyer', (actor) => {
    const body = '同意释放旧设备占用的授权。请在下周三前补发，并安排一次上门，费用由贵司承担。'
    const deed = { move: 'save', version: 0, needsSecond: true, body } as const
    return saveShared(db, actor, its.stage('claimant'), 'joint', null, deed)
  })
}

/** The respondent finds the mediator slow to answer and is told what came of it; the head and a mediator settle her load. */
function aboutConduct(story: Timeline, its: ReturnType<typeof caseOf>) {
  const { db } = story
  const { past } = story.clock
  const [bodyId, mediatorId] = [orgId('peopleMediation'), personId('mediator')]
  const reads = async (kind: 'complaint' | 'workload') =>
    db.selectFrom('bodyMatters').select('no').where('kind', '=', kind).orderBy('id').executeTakeFirstOrThrow()
  its.step(past(5, 16), 'anxunRep', async () =>
    complain(
      db,
      its.id(),
      {
        mediatorId,
        text: '我方 16 日已提交激活日志，五个工作日内没有收到调解员的任何回应，电话也未接通。',
      },
      story.moment(),
    ),
  )
  its.step(past(4, 11), 'mediator', async (actor) => {
    const { no } = await reads('complaint')
    const body = '这几天在外地开庭，未能及时查看。已于今天上午分别联系双方。'
    await doMatterDeed(db, actor, bodyId, no, { move: 'send', body })
  })
  its.step(past(3, 9.5), 'registrar', async (actor) => {
    const { no } = await reads('complaint')
    const summary =
      '调解员未按承诺的时间回应，已当面提醒。会议时间已经重新安排，此后两个工作日内答复双方的来信。'
    await doMatterDeed(db, actor, bodyId, no, { move: 'decide', outcome: 'upheld', summary })
    const text = '在办案件较多，十二月是否暂停接收新的案件？'
    await raiseWorkload(db, actor, bodyId, { mediatorId, text })
  })
  its.step(past(2, 15), 'mediator', async (actor) => {
    const { no } = await reads('workload')
    const body = '现有两件预计本月结束，可以照常排期，暂不需要停止接案。'
    await doMatterDeed(db, actor, bodyId, no, { move: 'send', body })
  })
  its.step(past(1, 9), 'foodsBuyer', async () =>
    complain(
      db,
      its.id(),
      { mediatorId, text: '上次会议临时改了时间，只提前半小时通知，我方两人没能参加。' },
      story.moment(),
    ),
  )
}

/** Lantu: two seats of Office would not activate; settled, served, over. */
function aboutActivation(story: Timeline) {
  const { past } = story.clock
  const { db } = story
  const its = caseOf(story, lineOf(story, 'lantu', 'office-1', 'yunfan'), {
    claimant: 'lantuApprover',
    body: 'commercialMediation',
    ground: 'service',
    remedy: 'other',
    text: '两台绘图电脑的授权激活失败，影响投标文件制作，要求上门处理。',
    offer: [{ kind: 'service', text: '两个工作日内上门完成激活' }],
  })
  its.file(past(32, 9.5))
  its.admit(past(31, 10), 'registrar2')
  its.accept(past(29, 14), 'yunfanRep')
  its.say(past(28, 9.2), 'yunfanRep', 'joint', '抱歉给贵司造成影响，工程师可于本周上门，并提供一次使用培训。')
  its.step(past(27, 10), 'yunfanRep', async (actor) =>
    makeOffer(
      db,
      actor,
      its.stage('respondent'),
      its.offer([
        { kind: 'service', debtor: 'respondent', text: '上门完成两台电脑的激活', dueOn: story.clock.day(9) },
        { kind: 'declare', debtor: 'respondent', text: '书面说明激活失败的原因', dueOn: story.clock.day(9) },
        {
          kind: 'third_party_pay',
          debtor: 'respondent',
          payer: usccOf('lanhai'),
          amount: '600.00',
          text: '经销商承担上门费用',
          dueOn: story.clock.day(9),
        },
      ]),
      null,
    ),
  )
  its.agree(past(26, 15), 'lantuApprover')
  its.adopt(past(25, 9.5), 'lantuApprover')
  its.adopt(past(25, 11), 'yunfanRep')
  its.sign(past(24, 10), 'lantuApprover')
  its.sign(past(24, 16), 'yunfanRep')
  its.step(past(23, 10), 'lanhaiRep', async (actor) =>
    signAsPayer(db, actor, its.id(), (await readPayerPaper(db, its.id()))!.hash),
  )
  its.step(past(21, 14), 'lantuApprover', async (actor) => {
    for (const { id } of await listObligations(db, its.id())) await confirmObligation(db, actor, its.id(), id)
  })
}

/** Lantu again: three keys were used up before they came; settled, the vendor is to deliver three seats anew, two are marked. */
function aboutUsedKeys(story: Timeline) {
  const { past } = story.clock
  const { db } = story
  const its = caseOf(story, lineOf(story, 'lantu', 'office-1', 'yunfan'), {
    claimant: 'lantuApprover',
    body: 'peopleMediation',
    ground: 'not_working',
    remedy: 'reissue',
    quantity: 3,
    text: '三个密钥激活时提示已达激活次数上限，从未在我单位使用过。',
    offer: [{ kind: 'reissue', quantity: '3', text: '更换三个密钥' }],
  })
  its.file(past(12, 9.5))
  its.admit(past(11, 10), 'registrar')
  its.accept(past(9, 14), 'yunfanRep')
  its.say(past(9, 15), 'yunfanRep', 'joint', '经向权利人查询，这三个密钥确有问题，同意更换。')
  its.step(past(8, 10), 'yunfanRep', async (actor) => {
    const dueOn = story.clock.day(9)
    const promised = [{ kind: 'reissue', debtor: 'respondent', quantity: '3', text: '更换三个密钥', dueOn }]
    await makeOffer(db, actor, its.stage('respondent'), its.offer(promised), null)
  })
  its.agree(past(7, 9.5), 'lantuApprover')
  its.adopt(past(6, 9.5), 'lantuApprover')
  its.adopt(past(6, 11), 'yunfanRep')
  its.sign(past(5, 10), 'lantuApprover')
  its.sign(past(5, 16), 'yunfanRep')
  const manager = personOf(
    enterprises.find(({ key }) => key === 'lantu')!,
    'asset_manager',
  )
  its.step(past(4, 10), manager, async () => {
    const { entitlementId } = await db
      .selectFrom('replacements')
      .select('entitlementId')
      .where('orgId', '=', orgId('lantu'))
      .executeTakeFirstOrThrow()
    const keys = await listKeys(db, entitlementId)
    const faulty = keys.slice(1, 3).map(({ id }) => id)
    await markKeys(db, entitlementId, faulty, true)
  })
}

/** Jinghe: two of the Office seats came as another edition; filed yesterday, not yet admitted. */
function aboutEdition(story: Timeline) {
  const its = caseOf(story, lineOf(story, 'jinghe', 'office-1', 'yunfan'), {
    claimant: 'buyer',
    body: 'peopleMediation',
    ground: 'wrong_edition',
    remedy: 'reissue',
    quantity: 2,
    text: '其中两个密钥激活后显示为家庭和学生版，与合同约定的标准版不符。',
    offer: [{ kind: 'reissue', quantity: '2', text: '更换两个标准版密钥' }],
  })
  its.file(story.clock.past(1, 15.5))
}

/** A publisher and an enterprise: use beyond the licenses; the mediator has been asked. */
function aboutUse(story: Timeline) {
  const { past } = story.clock
  const enterprise = 'member27'
  const its = caseOf(story, async () => ({ product: productId('zwsoft-zwcad'), uscc: usccOf(enterprise) }), {
    claimant: 'tuxingRep',
    body: 'peopleMediation',
    ground: 'over_use',
    remedy: 'buy',
    quantity: 6,
    text: '技术支持记录显示贵单位安装数量超过授权数量，希望通过补充采购解决。',
    offer: [{ kind: 'true_up', quantity: '6', text: '按集中采购价格补购六个授权' }],
  })
  its.file(past(15, 10))
  its.admit(past(14, 11), 'registrar')
  its.accept(past(11, 16), `${enterprise}Approver`)
  its.say(past(10, 9.4), `${enterprise}Approver`, 'joint', '我单位正在清点安装情况，下周提供清单。')
  its.askMediator(past(4, 10), 'tuxingRep')
  its.rank(past(3, 10), 'tuxingRep', 'claimant', ['mediator', 'mediator2'])
  its.rank(past(1, 10), `${enterprise}Approver`, 'respondent', ['mediator', 'mediator2'])
}

/** A publisher and an architect: invited three days ago, by mail with a link for whoever has no account; nobody has answered. */
function aboutSeats(story: Timeline) {
  const { past } = story.clock
  const asked = async () => ({ product: productId('wps-office'), uscc: usccOf('lantu') })
  const its = caseOf(story, asked, {
    claimant: 'jinshanxingRep',
    body: 'peopleMediation',
    ground: 'over_use',
    remedy: 'buy',
    quantity: 12,
    text: '升级服务记录显示，贵单位激活的设备数超过购买的授权数，希望核对后补购。',
    offer: [{ kind: 'true_up', quantity: '12', text: '按本年度集中采购价格补购十二个授权' }],
    note: '补购后不再追究此前的使用。',
  })
  its.file(past(4, 10.5))
  its.admit(past(3, 9.5), 'registrar')
}

/** Lantu promised a dealer to buy what it lacks through a round; that round failed, and the need waits for the next one. */
function aboutPlans(story: Timeline) {
  const { past, day } = story.clock
  const { db } = story
  const [enterprise, round] = ['lantuApprover', roundId('project-1')]
  const asked = async () => ({ product: productId('microsoft-project'), uscc: usccOf('lantu') })
  const its = caseOf(story, asked, {
    claimant: 'yunfanRep',
    body: 'peopleMediation',
    ground: 'over_use',
    remedy: 'buy',
    quantity: 6,
    text: '服务中发现有六台电脑安装了没有授权的项目管理软件，希望通过集中采购补齐。',
    offer: [
      {
        kind: 'buy_via_round',
        debtor: 'respondent',
        quantity: '6',
        dueOn: day(40),
        fallback: 'next_round',
        text: '补齐六台电脑的授权',
      },
    ],
  })
  const need = async () => {
    const { demandId } = await db
      .selectFrom('settlementPurchases')
      .select('demandId')
      .where('caseId', '=', its.id())
      .executeTakeFirstOrThrow()
    return demandId
  }
  its.file(past(130, 10))
  its.admit(past(129, 11), 'registrar')
  its.accept(past(127, 15), enterprise)
  its.agree(past(126, 10), enterprise, 'respondent')
  its.adopt(past(126, 14), 'yunfanRep')
  its.adopt(past(126, 15), enterprise)
  its.sign(past(125, 9), 'yunfanRep')
  its.sign(past(125, 10), enterprise)
  its.step(past(124, 9), enterprise, async (actor) => {
    const suggestion = { orgId: orgId('lantu'), productId: productId('microsoft-project'), quantity: 6 }
    const lineId = await need()
    await suggestLine(db, { ...suggestion, neededBy: day(40), source: 'gap', lineId }, story.moment())
    await openLines(db, actor, [lineId], story.moment())
  })
  its.step(past(112, 10), enterprise, async () => {
    const { id } = await db
      .selectFrom('lots')
      .select('id')
      .where('roundId', '=', round)
      .executeTakeFirstOrThrow()
    await poolLines(db, orgId('lantu'), id, [await need()])
  })
  story.plan(past(102, 17.1), async () => {
    await reopenRound(db, { subjectId: round, orgId: null, facts: {} })
    await fallBack(db, { kind: 'round.voided', subjectId: round, facts: {} })
  })
}
