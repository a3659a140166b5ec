import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { bytesAtMost, whyNotTake } from '~/mediation/evidence/commenting'
import * as evidence from '~/mediation/pages/evidence'
import * as evidenceItem from '~/mediation/pages/evidence-item'
import * as evidenceNew from '~/mediation/pages/evidence-new'
import * as evidenceVersion from '~/mediation/pages/evidence-version'
import { disputesOf } from '../support/cases'
import { aDatabase } from '../support/database'
import { cookieFor, servePages, visit } from '../support/pages'
import type { Someone } from '../support/people'

const database = await aDatabase()
const { owner, worker } = database
const disputes = disputesOf(database)
servePages(database.app.pool)
const signIn = (who: Someone) => cookieFor(worker.db, who)
const its = await disputes.aNegotiation()
const [buyer, vendor] = [await signIn(its.claimant), await signIn(its.respondent)]

const log = Buffer.from('2026-11-02 激活失败 0xC004F050')
const sha256 = createHash('sha256').update(log).digest('hex')

const plain = new File([log], 'activation.log', { type: 'text/plain' })

function upload(cookie: string, channel: string, facts: Record<string, string> = {}, file = plain) {
  const form = new FormData()
  const fields = { title: '激活日志', kind: 'party_file', purpose: 'pre_existing', sha256, ...facts }
  for (const [name, value] of Object.entries(fields)) form.append(name, value)
  form.append('file', file)
  return visit(evidenceNew.action, { params: { caseId: its.caseId, channel }, cookie, form })
}

type Listed = { items: { id: string; title: string; kind: string; sha256: string }[] }
const listed = async (cookie: string, channel = 'joint') =>
  (await visit(evidence.loader, { params: { caseId: its.caseId, channel }, cookie })).data as Listed

test('what one side brings, both read with its digest, its name and its bytes', async () => {
  expect(await upload(buyer, 'joint')).toMatchObject({ status: 302 })
  const item = (await listed(vendor)).items.find(({ kind }) => kind === 'party_file')!
  expect(item).toMatchObject({ title: '激活日志', sha256 })
  const params = { caseId: its.caseId, itemId: item.id, version: '1' }
  expect((await visit(evidenceItem.loader, { params, cookie: vendor })).data).toMatchObject({
    versions: [{ name: 'activation.log', bytes: BigInt(log.length) }],
  })
  expect(await visit(evidenceVersion.loader, { params, cookie: vendor })).toMatchObject({ status: 200 })
})

test('bytes that are not those of the browser, or no archive though they say so, are refused, and nothing is kept', async () => {
  const before = (await listed(buyer)).items.length
  expect(await upload(buyer, 'joint', { sha256: 'a'.repeat(64) })).toMatchObject({
    status: 422,
    data: { refusal: { code: 'hash-differs' } },
  })
  const archive = new File(['PK\u0003\u0004 and nothing more'], 'logs.zip')
  expect(await upload(buyer, 'joint', { sha256: '' }, archive)).toMatchObject({
    data: { refusal: { code: 'archive-broken', sentence: '压缩包损坏，打不开。' } },
  })
  expect((await listed(buyer)).items).toHaveLength(before)
})

test('a file is taken up to its limit, with the digest that the browser told or none', () => {
  const file = { bytes: bytesAtMost, sha256, told: sha256 }
  expect(whyNotTake(file)).toBeNull()
  expect(whyNotTake({ ...file, told: '' })).toBeNull()
  expect(whyNotTake({ ...file, bytes: bytesAtMost + 1 })).toBe('file-too-large')
  expect(whyNotTake({ ...file, told: 'a'.repeat(64) })).toBe('hash-differs')
})

test('what is kept in a team is found by nobody else, and the database holds neither its title nor its name', async () => {
  await upload(buyer, 'team_claimant', { title: '内部底线' })
  expect((await listed(buyer, 'team_claimant')).items).toMatchObject([{ title: '内部底线' }])
  for (const channel of ['team_claimant', 'caucus_claimant', 'notes'])
    expect(
      (await visit(evidence.loader, { params: { caseId: its.caseId, channel }, cookie: vendor })).status,
    ).toBe(404)
  const names = await owner.db.selectFrom('files').select('name').where('channelId', 'is not', null).execute()
  expect(new Set(names.map(({ name }) => name))).toEqual(new Set(['file']))
})

test('evidence becomes an agreed fact only when both accept it throughout and both say so', async () => {
  const [item] = (await listed(buyer)).items
  const at = { params: { caseId: its.caseId, itemId: item!.id } }
  const deed = (cookie: string, form: Record<string, string>) =>
    visit(evidenceItem.action, { ...at, cookie, form })
  expect(await deed(buyer, { move: 'agree' })).toMatchObject({ data: { refusal: { code: 'not-agreed' } } })
  expect(await deed(buyer, { move: 'comment', head: 'legality', verdict: 'deny', reason: '' })).toMatchObject(
    { data: { refusal: { code: 'reason-needed' } } },
  )
  for (const cookie of [buyer, vendor])
    for (const head of ['authenticity', 'legality', 'relevance'])
      await deed(cookie, { move: 'comment', head, verdict: 'accept', reason: '' })
  await deed(buyer, { move: 'agree' })
  await deed(vendor, { move: 'agree' })
  expect((await visit(evidenceItem.loader, { ...at, cookie: vendor })).data).toMatchObject({
    agreed: { claimantYesAt: expect.any(Date), respondentYesAt: expect.any(Date) },
  })
})

test('only whoever brought an item withdraws it; what it said is shown no more', async () => {
  const item = (await listed(buyer)).items.find(({ kind }) => kind === 'party_file')!
  const at = { params: { caseId: its.caseId, itemId: item.id } }
  const form = { move: 'withdraw', reason: '与本案无关' }
  expect(await visit(evidenceItem.action, { ...at, cookie: vendor, form })).toMatchObject({
    data: { refusal: { code: 'not-your-move' } },
  })
  expect(await visit(evidenceItem.action, { ...at, cookie: buyer, form })).toMatchObject({ status: 302 })
  expect((await visit(evidenceItem.loader, { ...at, cookie: vendor })).data).toMatchObject({
    versions: [],
    item: { withdrawnReason: '与本案无关' },
  })
})

test('a request goes to the other side, which alone answers it', async () => {
  const params = { caseId: its.caseId, channel: 'joint' }
  await visit(evidence.action, {
    params,
    cookie: buyer,
    form: { move: 'ask', text: '请提供密钥发放记录', dueOn: disputes.dueOn },
  })
  const { requests } = (await visit(evidence.loader, { params, cookie: vendor })).data as {
    requests: { id: string }[]
  }
  const form = { move: 'provide', requestId: requests[0]!.id }
  expect(await visit(evidence.action, { params, cookie: buyer, form })).toMatchObject({ status: 422 })
  expect(await visit(evidence.action, { params, cookie: vendor, form })).toMatchObject({ status: 302 })
})
