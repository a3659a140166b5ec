import jsqr from 'jsqr'
import QRCode from 'qrcode'
import { expect, test } from 'vitest'
import { addressOf } from '~/licenses/certificates/address'
import { openCertificate } from '~/licenses/certificates/checking'
import { issueCertificate, revokeCertificate } from '~/licenses/certificates/commands.server'
import * as jsonPage from '~/licenses/certificates/pages/certificate-json'
import * as keysPage from '~/licenses/certificates/pages/certificate-keys'
import * as pdfPage from '~/licenses/certificates/pages/certificate-pdf'
import * as certificatesPage from '~/licenses/certificates/pages/certificates'
import * as verifyPage from '~/licenses/certificates/pages/verify'
import { certificatePdf } from '~/licenses/certificates/pdf.server'
import { findBehind, findCertificate, listHindrances, listKeys } from '~/licenses/certificates/queries.server'
import { revokeDoubtful, revokeListed } from '~/licenses/certificates/reactions.server'
import { aDatabase } from '../support/database'
import { aProduct, anEstate } from '../support/estate'
import { cookieFor, servePages, visit } from '../support/pages'
import { peopleOf, type Someone } from '../support/people'
import { trailOf } from '../support/trail'

const database = await aDatabase()
const { app, owner, worker } = database
servePages(app.pool)
const { someone, clock, visitor } = peopleOf(database)
const manager = await someone('enterprise', ['asset_manager'])
const buyer = await someone('enterprise', ['buyer'], manager.orgId)
const stranger = await someone('enterprise', ['asset_manager'])
const product = await aProduct(database, { category: 'office' })
const estate = await anEstate(database, manager)

const now = new Date()
const doing = <T>(who: Someone, work: (tx: Someone['db']) => Promise<T>) => who.db.transaction().execute(work)
const issue = (who = manager) => doing(who, (tx) => issueCertificate(tx, who.actor, now))
const certificate = async (id: string) => (await findCertificate(manager.db, manager.actor, id))!
const refused = (code: string) => ({ code })

test('a gap or a missing inventory keeps a certificate back, and the page names it', async () => {
  await expect(issue()).rejects.toMatchObject(refused('certificate-hindered'))
  expect(await listHindrances(manager.db)).toMatchObject([{ kind: 'not_inspected' }])
  await estate.install(await estate.computers(3), product)
  await expect(issue()).rejects.toMatchObject({
    code: 'certificate-hindered',
    facts: { en: expect.stringContaining('Software') },
  })
  await estate.entitle(product, { quantity: 3, ends: 90 })
  expect(await listHindrances(manager.db)).toEqual([])
  await expect(issue(buyer)).rejects.toMatchObject(refused('not-your-move'))
})

test('who has no license has nothing to certify', async () => {
  const other = await someone('enterprise', ['asset_manager'])
  const free = await aProduct(database, { category: 'tool' })
  const theirs = await anEstate(database, other)
  await theirs.install(await theirs.computers(1), free)
  await expect(issue(other)).rejects.toMatchObject(refused('certificate-empty'))
  await theirs.entitle(free)
  expect(await issue(other)).toEqual(expect.any(String))
})

test('what was issued verifies by the published key, by number and from its QR code; one changed digit fails', async () => {
  const its = await certificate(await issue())
  expect(its.statement).toMatchObject({
    unit: { uscc: expect.any(String) },
    items: [{ quantity: 3, record: null }],
  })
  expect(its.validUntil).toBe(its.statement.items[0]!.endsOn)
  const keys = await listKeys(visitor.db)
  const address = addressOf('https://muster.example', its)
  expect(address.length).toBeLessThan(700)
  const fragment = decoded(address).split('#')[1]!
  expect(await openCertificate(fragment, keys)).toMatchObject({ no: its.no, counts: { office: 3, os: 0 } })
  const forged = Buffer.from(its.payload.replace('"office":3', '"office":9')).toString('base64url')
  expect(await openCertificate(`${forged}.${fragment.split('.')[1]}`, keys)).toBeNull()
  expect((await certificatePdf(its)).subarray(0, 5).toString()).toBe('%PDF-')
})

/** Reads the code back from its modules, eight dots each, as a camera would. */
function decoded(address: string): string {
  const { size, data } = QRCode.create(address, { errorCorrectionLevel: 'M' }).modules
  const [scale, margin] = [4, 4]
  const width = (size + 2 * margin) * scale
  const pixels = new Uint8ClampedArray(width * width * 4).fill(255)
  for (let at = 0; at < width * width; at += 1) {
    const [x, y] = [Math.floor((at % width) / scale) - margin, Math.floor(at / width / scale) - margin]
    const dark = x >= 0 && y >= 0 && x < size && y < size && data[y * size + x]
    if (dark) pixels.fill(0, at * 4, at * 4 + 3)
  }
  return jsqr(pixels, width, width)!.data
}

test('the next one supersedes it; the holder revokes; strangers and other numbers learn nothing', async () => {
  const first = await certificate(await issue())
  const second = await certificate(await issue())
  expect(await findBehind(visitor.db, first.no)).toMatchObject({ state: 'superseded' })
  await expect(
    doing(stranger, (tx) => revokeCertificate(tx, stranger.actor, second.id, '误')),
  ).rejects.toMatchObject(refused('already-moved'))
  const see = async (loader: unknown, who: Someone | null, params: Record<string, string>) =>
    visit(loader as never, { params, ...(who && { cookie: await cookieFor(worker.db, who) }) })
  const own = { certificateId: second.id }
  expect((await see(pdfPage.loader, manager, own)).status).toBe(200)
  expect((await see(jsonPage.loader, stranger, own)).status).toBe(404)
  expect((await see(certificatesPage.loader, manager, {})).status).toBe(200)
  expect((await see(verifyPage.loader, null, { no: second.no })).data).toMatchObject({
    its: { holds: 'valid' },
  })
  expect((await see(verifyPage.loader, null, { no: 'LC-2026-999999' })).data).toMatchObject({ its: null })
  expect((await see(keysPage.loader, null, {})).status).toBe(200)
  await doing(manager, (tx) => revokeCertificate(tx, manager.actor, second.id, '遗失'))
  expect((await see(verifyPage.loader, null, { no: second.no })).data).toMatchObject({
    its: { holds: 'revoked' },
  })
  expect(await trailOf(owner.db, second.id)).toEqual(['certificate.issued', 'certificate.revoked'])
})

test('a gap of more than thirty days and a listing end a certificate, once', async () => {
  const first = await certificate(await issue())
  await estate.install(await estate.computers(1), product)
  await doing(clock, (tx) => revokeDoubtful(tx))
  expect(await findBehind(visitor.db, first.no)).toMatchObject({ state: 'valid' })
  const long = new Date(now.getTime() - 32 * 86_400_000)
  await owner.db
    .updateTable('organizationStatuses')
    .set({ since: long })
    .where('orgId', '=', manager.orgId)
    .execute()
  await doing(clock, (tx) => revokeDoubtful(tx))
  expect(await findBehind(visitor.db, first.no)).toMatchObject({ state: 'revoked' })
  await estate.entitle(product, { quantity: 1 })
  const second = await certificate(await issue())
  const listed = { facts: { organization: manager.orgId } }
  await doing(clock, (tx) => revokeListed(tx, listed))
  await doing(clock, (tx) => revokeListed(tx, listed))
  expect(await findBehind(visitor.db, second.no)).toMatchObject({ state: 'revoked' })
})

test('of numbers tried one after the other, thirty a minute are answered', async () => {
  const look = async () =>
    (await visit(verifyPage.loader, { params: { no: 'LC-2026-999999' } })).data as { slow: boolean }
  const looks = []
  for (let n = 0; n < 45; n += 1) looks.push((await look()).slow)
  expect(looks.filter((slow) => !slow).length).toBeLessThan(45)
  expect(looks.at(-1)).toBe(true)
})
