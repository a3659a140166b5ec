import { expect, test } from 'vitest'
import routes from '~/routes'
import { addDays, dayOf } from '~/kernel/workdays'
import * as admission from '~/mediation/pages/admission'
import * as caseFrame from '~/mediation/pages/case-frame'
import * as caseNew from '~/mediation/pages/case-new'
import * as casePage from '~/mediation/pages/case'
import * as cases from '~/mediation/pages/cases'
import * as caucus from '~/mediation/pages/caucus'
import * as claim from '~/mediation/pages/claim'
import * as desk from '~/mediation/pages/desk'
import * as filing from '~/mediation/pages/filing'
import * as firstOffer from '~/mediation/pages/first-offer'
import * as joint from '~/mediation/pages/joint'
import * as mandate from '~/mediation/pages/mandate'
import * as mediator from '~/mediation/pages/mediator'
import * as offerNew from '~/mediation/pages/offer-new'
import * as offers from '~/mediation/pages/offers'
import * as parties from '~/mediation/pages/parties'
import * as registry from '~/mediation/pages/registry'
import * as response from '~/mediation/pages/response'
import * as settlement from '~/mediation/pages/settlement'
import * as settlementPdf from '~/mediation/pages/settlement-pdf'
import * as signature from '~/mediation/pages/signature'
import type { Someone } from '../support/people'
import { disputesOf } from '../support/cases'
import { aDatabase } from '../support/database'
import { cookieFor, servePages, visit } from '../support/pages'
import { trailOf } from '../support/trail'

const database = await aDatabase()
const { owner, worker } = database
const disputes = disputesOf(database)
servePages(database.app.pool)

const signIn = (who: Someone) => cookieFor(worker.db, who)
const dueOn = addDays(dayOf(new Date()), 30)
const offer = {
  'items.0.kind': 'service',
  'items.0.debtor': 'respondent',
  'items.0.dueOn': dueOn,
  expiresOn: dueOn,
}

type Posted = { status: number; location: string | null }
const idIn = ({ location }: Posted) => /\/cases\/([0-9a-f-]{36})/.exec(location ?? '')![1]!

test('a dispute walks over its pages from an order line to a signed and fulfilled settlement', async () => {
  const body = await disputes.aBody()
  const order = await disputes.aConfirmedOrder({ lines: [{ quantity: 20, unitPrice: 120_000n }] })
  await disputes.pay(order.id)
  const [buyer, vendor, registrar, first] = await Promise.all(
    [order.buyer, order.vendor, body.registrar, body.mediators[0]!].map(signIn),
  )
  const path = `/cases/new?line=${order.lineIds[0]}`
  expect((await visit(caseNew.loader, { path, cookie: buyer! })).data).toMatchObject({
    subject: { bought: { paid: 2_400_000n, quantity: 20 } },
  })

  const drafted = await visit(caseNew.action, {
    path,
    cookie: buyer!,
    form: {
      bodyId: body.orgId,
      ground: 'not_working',
      remedy: 'refund',
      amount: '7200',
      quantity: '6',
      text: '六个密钥无法激活',
    },
  })
  const caseId = idIn(drafted)
  const at = (more = {}) => ({ params: { caseId, ...more } })
  const posts = async (action: unknown, cookie: string, form: Record<string, string>, more = {}) => {
    const answer = await visit(action as never, { ...at(more), cookie, form })
    expect(answer, JSON.stringify(answer.data)).toMatchObject({ status: 302 })
    return answer
  }
  await posts(firstOffer.action, buyer!, offer)
  expect((await visit(filing.loader, { ...at(), cookie: buyer! })).data).toMatchObject({
    holdable: 720_000n,
    ready: { objections: 1, hasFirstOffer: true, isReachable: true },
  })
  await posts(filing.action, buyer!, { matter: 'fit', agreed: 'yes' })

  expect((await visit(registry.loader, { cookie: registrar! })).data).toMatchObject({
    counts: { intake: 1 },
    rows: [{ id: caseId }],
  })
  await posts(admission.action, registrar!, { move: 'admit' })
  expect((await visit(response.loader, { ...at(), cookie: vendor! })).data).toMatchObject({
    offer: { terms: { items: [{ kind: 'service' }] } },
  })
  await posts(response.action, vendor!, { move: 'accept' })
  await posts(joint.action, vendor!, { move: 'send', body: '我们愿意先排查。' })
  await posts(casePage.action, buyer!, { move: 'ask_mediator' })
  const ranks = { 'ranks.0': body.mediators[0]!.personId, 'ranks.1': body.mediators[1]!.personId }
  await posts(mediator.action, buyer!, { move: 'rank', ...ranks })
  await posts(mediator.action, vendor!, { move: 'rank', ...ranks })

  expect((await visit(desk.loader, { cookie: first! })).data).toMatchObject({ asked: [{ caseId }] })
  await posts(mandate.action, first!, { move: 'take_on', independent: 'yes' })
  await disputes.letReact()
  expect(await disputes.stateOfCase(caseId)).toBe('mediation')
  await posts(caucus.action, first!, { move: 'send', body: '您能接受多少？' }, { side: 'claimant' })
  expect((await visit(caucus.loader, { ...at({ side: 'claimant' }), cookie: buyer! })).data).toMatchObject({
    messages: [{ body: '您能接受多少？', side: 'mediator' }],
  })

  await posts(offerNew.action, vendor!, offer)
  const read = (await visit(offers.loader, { ...at(), cookie: buyer! })).data as {
    offers: { id: string; state: string; side: string }[]
  }
  const open = read.offers.find(({ side }) => side === 'respondent')!
  await posts(offers.action, buyer!, { move: 'accept', offerId: open.id })
  const { newest } = (await visit(settlement.loader, { ...at(), cookie: buyer! })).data as {
    newest: { hash: string }
  }
  for (const cookie of [buyer!, vendor!])
    await posts(settlement.action, cookie, { move: 'adopt', hash: newest.hash })
  for (const cookie of [buyer!, vendor!])
    await posts(signature.action, cookie, { move: 'sign', hash: newest.hash })
  await disputes.letReact()
  expect(await visit(settlementPdf.loader, { ...at(), cookie: vendor! })).toMatchObject({ status: 200 })
  const { obligations } = (await visit(settlement.loader, { ...at(), cookie: buyer! })).data as {
    obligations: { id: string }[]
  }
  await posts(settlement.action, buyer!, { move: 'confirm', obligationId: obligations[0]!.id })
  await disputes.letReact()
  expect(await disputes.stateOfCase(caseId)).toBe('closed_fulfilled')
  expect((await visit(caseFrame.loader, { ...at(), cookie: vendor! })).data).toMatchObject({
    its: { state: 'closed_fulfilled' },
  })
})

test('a case that a registrar returns says what is missing, and may be filed again', async () => {
  const its = await disputes.aFiledCase()
  const [registrar, buyer] = [await signIn(its.registrar), await signIn(its.claimant)]
  const at = { params: { caseId: its.caseId } }
  expect(
    await visit(admission.action, { ...at, cookie: registrar, form: { move: 'return', reason: '' } }),
  ).toMatchObject({ status: 422, data: { problems: [{ field: 'reason' }] } })
  await visit(admission.action, { ...at, cookie: registrar, form: { move: 'return', reason: '请写明时间' } })
  expect((await visit(claim.loader, { ...at, cookie: buyer })).data).toMatchObject({
    its: { returnedReason: '请写明时间' },
  })
  expect(
    await visit(filing.action, { ...at, cookie: buyer, form: { matter: 'fit', agreed: 'yes' } }),
  ).toMatchObject({ status: 302 })
  expect(await disputes.stateOfCase(its.caseId)).toBe('filed')
})

const casePages = routes
  .flatMap(({ path = '', file, children = [] }) => [
    { path, file },
    ...children.map((child) => ({ path: `${path}/${child.path ?? ''}`, file: child.file })),
  ])
  .filter(({ path }) => path.startsWith('cases/:caseId'))

test('whoever has no seat finds no page of a case, whatever their role: colleague, rival, office, other body', async () => {
  const its = await disputes.aMediation()
  const other = await disputes.aBody()
  const outsiders = await Promise.all([
    disputes.someone('enterprise', ['buyer', 'approver', 'signatory'], its.claimant.orgId),
    disputes.someone('vendor', ['vendor', 'signatory'], its.respondent.orgId),
    disputes.aVendor(),
    disputes.anOfficer(),
    disputes.someone('agency', ['auditor']),
    disputes.someone('mediation_body', ['mediator'], its.orgId),
    other.registrar,
  ])
  const loaders = await Promise.all(
    casePages.map(async ({ file }) => {
      const { loader } = (await import(`../../app/${file}` /* @vite-ignore */)) as { loader: never }
      return { file, loader }
    }),
  )
  const params = {
    caseId: its.caseId,
    side: 'claimant',
    messageId: its.caseId,
    itemId: its.caseId,
    channel: 'joint',
    version: '1',
  }
  for (const outsider of outsiders) {
    const cookie = await signIn(outsider)
    const answers = await Promise.all(
      loaders.map(async ({ file, loader }) => ({ file, ...(await visit(loader, { params, cookie })) })),
    )
    for (const { file, status } of answers)
      expect([403, 404], `${outsider.actor.roles} at ${file}`).toContain(status)
    expect((await visit(cases.loader, { cookie })).data).toMatchObject({ rows: [], total: 0 })
  }
}, 60_000)

test('a side seats a colleague, who then reads the case, and ends the seat again', async () => {
  const its = await disputes.aNegotiation()
  const colleague = await disputes.someone('enterprise', ['buyer'], its.claimant.orgId)
  const [buyer, newcomer] = [await signIn(its.claimant), await signIn(colleague)]
  const at = { params: { caseId: its.caseId } }
  const seat = { move: 'seat', personId: colleague.personId, capacity: 'team' }
  await visit(parties.action, { ...at, cookie: buyer, form: seat })
  expect(await visit(caseFrame.loader, { ...at, cookie: newcomer })).toMatchObject({ status: 200 })
  expect(await visit(parties.action, { ...at, cookie: buyer, form: seat })).toMatchObject({
    data: { refusal: { code: 'seat-taken' } },
  })
  const { seats } = (await visit(parties.loader, { ...at, cookie: buyer })).data as {
    seats: { id: string; personId: string }[]
  }
  const unseat = ({ personId: who }: { personId: string }) => {
    const { id: seatId } = seats.find(({ personId }) => personId === who)!
    return visit(parties.action, { ...at, cookie: buyer, form: { move: 'unseat', seatId } })
  }
  await unseat(colleague)
  expect(await visit(caseFrame.loader, { ...at, cookie: newcomer })).toMatchObject({ status: 404 })
  expect(await unseat(its.claimant)).toMatchObject({ data: { refusal: { code: 'last-seat' } } })
  expect(await trailOf(owner.db, its.caseId)).toEqual([
    'case.drafted',
    'case.filed',
    'case.admitted',
    'case.hold_granted',
    'case.invited',
    'case.moved',
    'case.seated',
    'case.unseated',
  ])
  const rival = its.respondent.personId
  expect(
    await visit(parties.action, { ...at, cookie: buyer, form: { ...seat, personId: rival } }),
  ).toMatchObject({ status: 422, data: { refusal: { code: 'not-colleague' } } })
  expect(
    await owner.db.selectFrom('caseSeats').select('id').where('personId', '=', rival).execute(),
  ).toHaveLength(1)
})
