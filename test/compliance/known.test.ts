import { expect, test } from 'vitest'
import { acceptNextImport } from '~/compliance/inventories/accept.server'
import { mapImport } from '~/compliance/inventories/map.server'
import { readNextImport } from '~/compliance/inventories/read.server'
import { receiveInventory } from '~/compliance/inventories/receive.server'
import { findKnown, findKnownByDistrict, findKnownOfAll } from '~/compliance/known/known.server'
import { knownSentence } from '~/compliance/known/words.server'
import { basePackData } from '~/compliance/packs/base'
import * as compliance from '~/compliance/positions/pages/compliance'
import * as complianceCsv from '~/compliance/positions/pages/compliance-csv'
import { listOverseen } from '~/compliance/positions/oversight.server'
import { decideEntry, undoDecision } from '~/compliance/queue/decide.server'
import { issueCertificate } from '~/licenses/certificates/commands.server'
import { certificatePdf } from '~/licenses/certificates/pdf.server'
import { findCertificate } from '~/licenses/certificates/queries.server'
import { aDatabase } from '../support/database'
import { anEstate, aProduct } from '../support/estate'
import { cookieFor, servePages, visit } from '../support/pages'
import { readPaper } from '../support/paper'
import { peopleOf } from '../support/people'

const database = await aDatabase()
const { app, owner, worker } = database
const { someone, clock, anOfficer } = peopleOf(database)
servePages(app.pool)

test('beside the figures stands which share of rows is recognized, by which pack, and how well that was measured', async () => {
  const manager = await someone('enterprise', ['asset_manager'])
  const software = [
    { name: '7-Zip 19.00 (x64)', version: '19.00', publisher: 'Igor Pavlov' },
    { name: 'WinRAR 6.02 (64-位)', version: '6.02.0', publisher: 'win.rar GmbH' },
    { name: 'Ledger Master 12.3', version: '12.3', publisher: '示例软件有限公司' },
    { name: 'Ledger Master 12.3', version: '12.3', publisher: '示例软件有限公司' },
  ]
  const bytes = Buffer.from(
    JSON.stringify({
      deviceid: 'PC-1',
      content: { hardware: { name: 'PC-1' }, operatingsystem: { name: 'Ubuntu' }, softwares: software },
    }),
  )
  await manager.db.transaction().execute(async (tx) => {
    expect((await findKnown(tx, manager.orgId)).share).toBeNull()
    await receiveInventory(tx, manager.actor, { name: 'PC-1.json', bytes })
  })
  while (await readNextImport(clock.db));
  const { id } = await manager.db.selectFrom('imports').select('id').executeTakeFirstOrThrow()
  await manager.db.transaction().execute((tx) => mapImport(tx, manager.actor, id, []))
  while (await acceptNextImport(clock.db));

  const known = await findKnown(manager.db, manager.orgId)
  expect(known).toMatchObject({ share: 0.5, rows: 4, pack: basePackData.version })
  expect(known.precision).toBeGreaterThanOrEqual(0.99)
  expect(knownSentence(known, 'zh')).toContain('50.0% 已识别')
  const { data } = (await visit(compliance.loader, { cookie: await cookieFor(worker.db, manager) })) as {
    data: any
  }
  expect(data.known).toEqual(known)

  const entry = await manager.db.selectFrom('queueEntries').select('id').executeTakeFirstOrThrow()
  const said = {
    entryId: entry.id,
    productId: null,
    editionId: null,
    releaseId: null,
    class: 'component' as const,
  }
  await manager.db.transaction().execute((tx) => decideEntry(tx, manager.actor, said))
  expect((await findKnown(manager.db, manager.orgId)).share).toBe(1)
  await manager.db.transaction().execute((tx) => undoDecision(tx, manager.actor, entry.id))
  expect((await findKnown(manager.db, manager.orgId)).share).toBe(0.5)

  const [stranger, officer] = [await someone('enterprise', ['asset_manager']), await anOfficer()]
  expect((await findKnown(stranger.db, manager.orgId)).share).toBeNull()
  expect(await findKnownOfAll(officer.db)).toMatchObject({ share: 0.5, rows: 4 })

  await owner.db.insertInto('districts').values({ code: '350203', nameZh: '甲区', nameEn: 'Jia' }).execute()
  await owner.db
    .updateTable('organizations')
    .set({ district: '350203', state: 'verified' })
    .where('id', '=', manager.orgId)
    .execute()
  expect(await findKnownByDistrict(officer.db)).toEqual(new Map([['350203', 0.5]]))
  expect(await findKnownByDistrict(stranger.db)).toEqual(new Map())
  const overseen = await listOverseen(officer.db, {})
  expect(overseen.rows.find(({ id: one }) => one === manager.orgId)).toMatchObject({ known: 0.5 })
  const file = (await complianceCsv.loader({
    request: new Request('http://localhost:3000/compliance.csv', {
      headers: { cookie: await cookieFor(worker.db, manager) },
    }),
    params: {},
    context: {},
  } as never)) as Response
  expect(await file.text()).toContain(`50.0%（规则包 ${basePackData.version}）`)

  await (await anEstate(database, manager)).entitle(await aProduct(database))
  const certificateId = await manager.db
    .transaction()
    .execute((tx) => issueCertificate(tx, manager.actor, new Date()))
  const certificate = (await findCertificate(manager.db, manager.actor, certificateId))!
  expect(certificate.statement.known).toEqual({ rows: 4, recognized: 2 })
  const text = await readPaper(await certificatePdf(certificate), 'certificate')
  expect(text).toContain('正版软件授权证明')
  expect(text).toContain(certificate.statement.unit.uscc)
  expect(text).toContain('50.0%（2/4）')
  expect(text).toContain(certificate.sha256.toString('hex'))
})
