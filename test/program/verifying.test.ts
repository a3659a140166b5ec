import { createHash } from 'node:crypto'
import { afterEach, beforeAll, expect, test, vi } from 'vitest'
import { publicBytes, signingKey } from '~/kernel/ed25519'
import { signed, signingPublicKey } from '~/kernel/signing.server'
import { dayOf } from '~/kernel/workdays'
import { issueCertificate } from '~/licenses/certificates/commands.server'
import { addressOf } from '~/licenses/certificates/address'
import { signedFileOf } from '~/licenses/certificates/checking'
import { certificatePdf } from '~/licenses/certificates/pdf.server'
import { findCertificate, listKeys } from '~/licenses/certificates/queries.server'
import * as recordBody from '~/licenses/records/pages/record-body'
import * as recordSigned from '~/licenses/records/pages/record-signed'
import { jsonEntry, manifestText } from '~/mediation/bundle/manifest'
import { pack } from '~/mediation/bundle/packing'
import { manifestPath, signaturePath } from '~/mediation/bundle/reading'
import { checkAddress, checkFile } from '~/program/verifying/file'
import type { Trusted } from '~/program/verifying/finding'
import * as saved from '~/program/verifying/pages/saved'
import { savedPage } from '~/program/verifying/saved.server'
import { serveSavedParts } from '~/program/verifying/saved-parts.server'
import { aDatabase } from '../support/database'
import { aDelivery } from '../support/deliveries'
import { anEstate, aProduct } from '../support/estate'
import { cookieFor, servePages, visit } from '../support/pages'
import { peopleOf } from '../support/people'

const database = await aDatabase()
const { someone } = peopleOf(database)
servePages(database.app.pool)
const today = dayOf(new Date())
let trusted: Trusted
let its: NonNullable<Awaited<ReturnType<typeof findCertificate>>>

beforeAll(async () => {
  const manager = await someone('enterprise', ['asset_manager'])
  const estate = await anEstate(database, manager)
  const product = await aProduct(database)
  await estate.install(await estate.computers(3), product)
  await estate.entitle(product, { quantity: 3 })
  const id = await manager.db.transaction().execute((tx) => issueCertificate(tx, manager.actor, new Date()))
  its = (await findCertificate(manager.db, manager.actor, id))!
  trusted = { certificateKeys: await listKeys(manager.db), platformKey: signingPublicKey() }
})

afterEach(() => void vi.unstubAllGlobals())

const check = (content: string | Uint8Array, by = trusted, day = today) =>
  checkFile(Buffer.from(content as Uint8Array), by, day)
const other = publicBytes(signingKey(Buffer.alloc(32, 7)))

test('a certificate is known by its JSON, by its PDF and by the address in its QR code; one changed digit does not hold', async () => {
  const file = signedFileOf(its)
  for (const content of [file, await certificatePdf(its)]) {
    const found = await check(content)
    expect(found).toMatchObject({ kind: 'certificate', outcome: 'genuine', problems: [] })
    expect(found.facts).toContainEqual(['no', its.no])
  }
  expect(await check(file.replace(/"quantity":3/, '"quantity":4'))).toMatchObject({
    outcome: 'wrong',
    problems: ['statement-differs'],
  })
  expect(await check(file, trusted, '2099-01-01')).toMatchObject({ outcome: 'expired' })
  expect(await check(file, { ...trusted, certificateKeys: [] })).toMatchObject({ problems: ['unknown-key'] })
  const address = addressOf('https://muster.example', its)
  expect(await checkAddress(address, trusted, today)).toMatchObject({ outcome: 'genuine' })
  expect(await checkAddress(address, trusted, '2099-01-01')).toMatchObject({ outcome: 'expired' })
  const changed = `${address.slice(0, -20)}${address.at(-20) === 'A' ? 'B' : 'A'}${address.slice(-19)}`
  expect(await checkAddress(changed, trusted, today)).toMatchObject({ outcome: 'wrong' })
  expect(await checkAddress(its.no, trusted, today)).toMatchObject({ outcome: 'wrong' })
})

test('a purchase record is taken along signed, with all that happened later; nothing of it can be changed or left out', async () => {
  const delivery = await aDelivery(database, { quantity: 3 })
  const { no, id } = await database.owner.db
    .selectFrom('purchaseRecords')
    .select(['no', 'id'])
    .where('deliveryId', '=', delivery.id)
    .executeTakeFirstOrThrow()
  const { id: event } = await database.owner.db
    .selectFrom('events')
    .select('id')
    .orderBy('id')
    .executeTakeFirstOrThrow()
  const { orderLineId } = await database.owner.db
    .selectFrom('purchaseRecords')
    .select('orderLineId')
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  await database.owner.pool.query(
    `select append_fact($1, 'payment', 'ref-1', 12345, 'CNY', now(), null, $2)`,
    [orderLineId, event],
  )
  const cookie = await cookieFor(database.worker.db, delivery.buyer)
  const params = { recordNo: no }
  const take = async (loader: typeof recordSigned.loader, by = cookie) => {
    const request = new Request('http://localhost:3000/', { headers: { cookie: by } })
    return loader({ request, params, context: {} } as never)
  }
  const text = await (await take(recordSigned.loader)).text()
  const found = await check(text)
  expect(found).toMatchObject({ kind: 'record', outcome: 'genuine', problems: [] })
  expect(found.facts).toEqual(expect.arrayContaining([['no', no], ['quantity', 3], ['later', 1]])) // oxfmt-ignore
  const read = JSON.parse(text)
  const wrong = (facts: object) => check(JSON.stringify({ ...read, ...facts }))
  for (const facts of [
    { facts: [] },
    { facts: [read.facts[0].replace('12345', '12346')] },
    { body: read.body.replace('"quantity":3', '"quantity":4') },
    { at: '2020-01-01T00:00:00.000Z' },
  ])
    expect(await wrong(facts)).toMatchObject({ outcome: 'wrong', problems: ['record-signature'] })
  expect((await wrong({ no: 'PR-2020-000001-1' })).problems).toEqual(['record-signature', 'record-number'])
  expect(await check(text, { ...trusted, platformKey: other.toString('hex') })).toMatchObject({
    outcome: 'wrong',
  })
  const bare = await check(await (await take(recordBody.loader)).text())
  expect(bare).toMatchObject({ kind: 'record', outcome: 'bare' })
  const stranger = await cookieFor(database.worker.db, await someone('enterprise', ['asset_manager']))
  expect(await visit(recordSigned.loader, { cookie: stranger, params })).toMatchObject({ status: 404 })
})

test('the bundle of a case is checked whole, and a file that differs is named', async () => {
  const entries = [jsonEntry('procedure.json', { format: 'muster-procedure/1' })]
  const manifest = manifestText({ case: 'MC26-7K3M2X', viewer: 'claimant', leftOut: [] }, entries)
  const whole = [
    ...entries,
    { path: manifestPath, bytes: Buffer.from(manifest) },
    jsonEntry(signaturePath, signed(manifest)),
  ]
  expect(await check(pack(whole))).toMatchObject({ kind: 'bundle', outcome: 'genuine' })
  const [, ...less] = whole
  expect(await check(pack([...less, jsonEntry('procedure.json', {})]))).toMatchObject({
    outcome: 'wrong',
    problems: ['differs procedure.json'],
  })
})

test('a browser that knows no such signatures, or came without encryption, calls nothing forged', async () => {
  const file = signedFileOf(its)
  const address = addressOf('https://muster.example', its)
  const { subtle } = globalThis.crypto
  const importKey = () => Promise.reject(new DOMException('', 'NotSupportedError'))
  for (const instead of [undefined, { digest: subtle.digest.bind(subtle), importKey }]) {
    vi.stubGlobal('crypto', { subtle: instead })
    expect(await check(file)).toMatchObject({ kind: null, outcome: 'unable' })
    expect(await checkAddress(address, trusted, today)).toMatchObject({ outcome: 'unable' })
  }
})

test('what is none of these is no forgery, only unknown', async () => {
  for (const content of ['', '{}', 'null', 'no file of ours', '%PDF-1.7 …', 'PK\u0003\u0004'])
    expect(await check(content)).toMatchObject({ kind: null, outcome: 'unknown' })
  expect(await check(pack([{ path: 'a', bytes: Buffer.from('a') }]))).toMatchObject({ outcome: 'unknown' })
})

test('the saved page runs its own script alone, reaches no network, and brings the published keys', async () => {
  const parts = { script: 'document.title = "</script><b>"', styles: 'a { color: red }' }
  const facts = { trusted, origin: 'https://muster.example', on: today, locale: 'en' as const }
  const html = savedPage(parts, facts)
  const [, code = ''] = /<script>([^]*?)<\/script>/.exec(html) ?? []
  expect(code).toBe('document.title = "<\\/script><b>"')
  const policy = /content-security-policy" content="([^"]+)"/.exec(html)![1]!
  expect(policy).toContain(`'sha256-${createHash('sha256').update(code).digest('base64')}'`)
  expect(policy).toContain("default-src 'none'")
  expect(policy).not.toContain('connect-src')
  const [, told = ''] = /id="facts">([^]*?)<\/script>/.exec(html) ?? []
  expect(JSON.parse(told).trusted.certificateKeys.map(({ kid }: { kid: string }) => kid)).toContain(its.kid)
})

test('it is handed out where a build has made it, as a file', async () => {
  expect(await visit(saved.loader, {})).toMatchObject({ status: 302, location: '/verify' })
  serveSavedParts({ script: '1', styles: '' })
  const answer = await saved.loader({ request: new Request('http://localhost:3000/verify.html'), params: {}, context: {} } as never) // oxfmt-ignore
  expect(answer.headers.get('content-disposition')).toContain('verify.html')
  expect(await answer.text()).toContain(trusted.platformKey)
  servePages(database.app.pool)
})
