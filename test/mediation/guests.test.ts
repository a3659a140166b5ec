import { expect, test } from 'vitest'
import * as caseFrame from '~/mediation/pages/case-frame'
import { linkForm } from '~/mediation/guests/form'
import * as guest from '~/mediation/pages/guest'
import * as fileNew from '~/mediation/pages/guest-file-new'
import * as guestItem from '~/mediation/pages/guest-item'
import * as guestOffer from '~/mediation/pages/guest-offer'
import * as guestVersion from '~/mediation/pages/guest-version'
import * as invited from '~/mediation/pages/invited'
import { acceptCase } from '~/mediation/intake/respond.server'
import { disputesOf } from '../support/cases'
import { aDatabase } from '../support/database'
import { findWho } from '~/web/who.server'
import * as home from '~/program/pages/home'
import { addDays, dayOf } from '~/kernel/workdays'
import { cookieFor, servePages, visit } from '../support/pages'

const database = await aDatabase()
const { owner } = database
const disputes = disputesOf(database)
const { work } = disputes
servePages(database.app.pool)

const letters = (number: string, what: string) =>
  owner.db
    .selectFrom('mails')
    .selectAll()
    .where('subject', 'like', `%${number}%`)
    .where('body', 'like', `%${what}%`)
    .orderBy('id')
    .execute()

async function invite(its: { caseId: string }) {
  const { number } = await owner.db
    .selectFrom('cases')
    .select('number')
    .where('id', '=', its.caseId)
    .executeTakeFirstOrThrow()
  const sent = await letters(number, '/invited/')
  return { number, tokens: sent.map(({ body }) => /\/invited\/([\w-]+)/.exec(body)![1]!), sent }
}

const posts = (token: string, form: Record<string, string>) =>
  visit(invited.action, { params: { token }, path: `/invited/${token}`, form })
const shows = async (token: string) =>
  ((await visit(invited.loader, { params: { token } })).data as { link: { coded: boolean } | null }).link

async function codeFor(number: string) {
  const sent = await letters(number, '验证码')
  return /(\d{6})/.exec(sent.at(-1)!.body.split('：')[1]!)![1]!
}

async function enterAsGuest() {
  const its = await disputes.anAdmittedCase()
  const { number, tokens } = await invite(its)
  const token = tokens[0]!
  await posts(token, { move: 'send_code' })
  const passed = await posts(token, { move: 'enter', code: await codeFor(number) })
  return { its, number, token, passed, cookie: passed.cookie!.split(';')[0]! }
}

test('a letter says the body, the number, a link and a date, and nothing of the matter', async () => {
  const its = await disputes.anAdmittedCase()
  const { sent } = await invite(its)
  expect(sent.length).toBeGreaterThan(0)
  const parties = await owner.db
    .selectFrom('organizations')
    .select('name')
    .where('id', 'in', [its.claimant.orgId, its.respondent.orgId])
    .execute()
  for (const { subject, body } of sent)
    for (const { name } of [...parties, { name: '密钥' }, { name: '7,200' }])
      expect(`${subject}${body}`).not.toContain(name)
})

test('a mail filter that opens the link three times spends nothing; the code opens this one case, once', async () => {
  const its = await disputes.anAdmittedCase()
  const { number, tokens } = await invite(its)
  const token = tokens[0]!
  for (let n = 0; n < 3; n += 1) expect(await shows(token)).toMatchObject({ coded: false })
  await posts(token, { move: 'send_code' })
  const code = await codeFor(number)
  const passed = await posts(token, { move: 'enter', code })
  expect(passed).toMatchObject({ status: 302, location: `/guest/${its.caseId}` })
  expect(await shows(token)).toBeNull()
  expect(await posts(token, { move: 'enter', code })).toMatchObject({ location: `/invited/${token}?wrong` })
})

test('a code is six digits, however they are typed', () => {
  const read = (code: string) => linkForm.safeParse({ move: 'enter', code })
  expect(read('１２３ 456')).toMatchObject({ success: true, data: { code: '123456' } })
  expect(read('12345').error?.issues.map(({ message }) => message)).toEqual(['code-form'])
})

test('after five wrong codes not even the right one opens; an unknown link answers the same', async () => {
  const its = await disputes.anAdmittedCase()
  const { number, tokens } = await invite(its)
  const token = tokens[0]!
  await posts(token, { move: 'send_code' })
  const code = await codeFor(number)
  const wrong = code === '000000' ? '000001' : '000000'
  for (let n = 0; n < 5; n += 1) await posts(token, { move: 'enter', code: wrong })
  expect(await posts(token, { move: 'enter', code })).toMatchObject({ location: `/invited/${token}?wrong` })
  expect(await posts('never-sent', { move: 'enter', code })).toMatchObject({
    location: '/invited/never-sent?wrong',
  })
  expect(await shows('never-sent')).toBeNull()
})

test('the fifth code is the last: then the link is over, and no more mails leave', async () => {
  const its = await disputes.anAdmittedCase()
  const { number, tokens } = await invite(its)
  const token = tokens[0]!
  for (let n = 0; n < 6; n += 1) await posts(token, { move: 'send_code' })
  expect(await letters(number, '验证码')).toHaveLength(5)
  const code = await codeFor(number)
  const wrong = code === '000000' ? '000001' : '000000'
  for (let n = 0; n < 5; n += 1) await posts(token, { move: 'enter', code: wrong })
  expect(await shows(token)).toBeNull()
})

test('a guest reads claims and first offer of the one case, and nothing else of the house', async () => {
  const { its, cookie } = await enterAsGuest()
  const other = await disputes.anAdmittedCase()
  expect((await visit(guest.loader, { params: { caseId: its.caseId }, cookie })).data).toMatchObject({
    objections: [{ ground: 'not_working' }],
    offer: { terms: { items: [{ kind: 'refund' }] } },
  })
  expect((await visit(guest.loader, { params: { caseId: other.caseId }, cookie })).status).toBe(404)
  expect((await visit(caseFrame.loader, { params: { caseId: its.caseId }, cookie })).status).toBe(404)
})

test('to the frame of the pages a guest is a visitor, and no other room opens', async () => {
  const { its, cookie } = await enterAsGuest()
  const request = new Request(`http://localhost:3000/guest/${its.caseId}`, { headers: { cookie } })
  const { who } = await findWho({ request, params: {}, context: {} as never }, async () => ({}))
  expect(who).toBeNull()
  expect((await visit(home.loader as never, { path: '/home', cookie })).status).toBe(404)
})

test('a guest’s refusal waits for the end of the time to answer, so that the representative may still agree', async () => {
  const { its, cookie } = await enterAsGuest()
  const at = { params: { caseId: its.caseId }, cookie }
  await visit(guest.action, { ...at, form: { move: 'decline', reason: 'facts_disputed' } })
  expect(await disputes.stateOfCase(its.caseId)).toBe('awaiting_response')
  await work(its.respondent, (tx) => acceptCase(tx, its.caseId))
  expect(await disputes.stateOfCase(its.caseId)).toBe('negotiation')
  // An account has taken the seat over.
  expect((await visit(guest.loader, at)).status).toBe(404)
})

test('a guest may say "I want to talk"', async () => {
  const { its, cookie } = await enterAsGuest()
  expect(
    await visit(guest.action, { params: { caseId: its.caseId }, cookie, form: { move: 'accept' } }),
  ).toMatchObject({ status: 302 })
  expect(await disputes.stateOfCase(its.caseId)).toBe('negotiation')
})

const brought = (name: string) => {
  const form = new FormData()
  form.set('title', name)
  form.set('kind', 'party_file')
  form.set('purpose', 'pre_existing')
  form.set('objectionId', '')
  form.set('file', new File([`%PDF-1.4 ${name}`], `${name}.pdf`, { type: 'application/pdf' }))
  return form
}

test('a guest’s counter-offer answers the invitation and the first offer at once', async () => {
  const { its, cookie } = await enterAsGuest()
  const at = { params: { caseId: its.caseId }, cookie }
  const dueOn = addDays(dayOf(new Date()), 20)
  const form = { 'items.0.kind': 'reissue', 'items.0.debtor': 'respondent', 'items.0.quantity': '6' }
  const dated = { ...form, 'items.0.dueOn': dueOn, expiresOn: dueOn }
  expect(await visit(guestOffer.action, { ...at, form: dated })).toMatchObject({ status: 302 })
  expect(await disputes.stateOfCase(its.caseId)).toBe('negotiation')
  const offers = owner.db.selectFrom('offers').select(['side', 'state']).where('caseId', '=', its.caseId)
  expect(await offers.orderBy('at').execute()).toEqual([
    { side: 'claimant', state: 'countered' },
    { side: 'respondent', state: 'open' },
  ])
  expect((await visit(guest.loader, at)).data).toMatchObject({ counter: { items: [{ quantity: 6 }] } })
})

test('a guest reads the joint evidence and brings ten files, not eleven', async () => {
  const { its, cookie } = await enterAsGuest()
  const at = { params: { caseId: its.caseId }, cookie }
  for (let n = 1; n <= 10; n += 1)
    expect(await visit(fileNew.action, { ...at, form: brought(`文件${n}`) })).toMatchObject({ status: 302 })
  const eleventh = await visit(fileNew.action, { ...at, form: brought('文件11') })
  expect(eleventh).toMatchObject({ status: 422, data: { refusal: { code: 'guest-files-full' } } })
  const { data } = await visit(guest.loader, at)
  const { evidence } = data as {
    evidence: { left: number; items: { id: string; title: string; bySide: string }[] }
  }
  expect(evidence.left).toBe(0)
  expect(evidence.items.filter(({ bySide }) => bySide === 'respondent')).toHaveLength(10)
  const record = evidence.items.find(({ bySide }) => bySide === 'claimant')!
  const item = { params: { caseId: its.caseId, itemId: record.id, version: '1' }, cookie }
  expect((await visit(guestItem.loader, item)).data).toMatchObject({ kind: 'joint' })
  expect((await visit(guestVersion.loader, item)).status).toBe(200)
})

test('a guest of one case finds nothing of another, nor does anybody without a guest’s seat', async () => {
  const { its, cookie } = await enterAsGuest()
  const other = await enterAsGuest()
  const itemId = (
    await owner.db
      .selectFrom('evidenceItems')
      .select('id')
      .where('caseId', '=', its.caseId)
      .executeTakeFirstOrThrow()
  ).id
  const strangers = [other.cookie, await cookieFor(owner.db, its.claimant), undefined]
  for (const stranger of strangers)
    for (const { loader } of [guest, guestOffer, fileNew, guestItem, guestVersion]) {
      const params = { caseId: its.caseId, itemId, version: '1' }
      expect((await visit(loader, { params, cookie: stranger })).status).toBe(404)
    }
  const posted = { params: { caseId: other.its.caseId }, cookie, form: brought('别人的') }
  expect((await visit(fileNew.action, posted)).status).toBe(404)
})

test('"wrong addressee" ends the link at once and tells the registrar', async () => {
  const its = await disputes.anAdmittedCase()
  const { tokens } = await invite(its)
  await posts(tokens[0]!, { move: 'misdirected' })
  expect(await shows(tokens[0]!)).toBeNull()
  const told = await owner.db
    .selectFrom('notifications')
    .select('href')
    .where('personId', '=', its.registrar.personId)
    .execute()
  expect(told.map(({ href }) => href)).toContain(`/cases/${its.caseId}/parties`)
})
