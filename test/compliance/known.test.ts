import { expect, test } from 'vitest'
import { acceptNextImport } from '~/compliance/inventories/accept.server'
import { mapImport } from '~/compliance/inventories/map.server'
import { readNextImport } from '~/compliance/inventories/read.server'
import { receiveInventory } from '~/compliance/inventories/receive.server'
import { findKnown, findKnownOfAll } from '~/compliance/known/known.server'
import { knownSentence } from '~/compliance/known/words.server'
import { basePackData } from '~/compliance/packs/base'
import * as compliance from '~/compliance/positions/pages/compliance'
import { decideEntry, undoDecision } from '~/compliance/queue/decide.server'
import { aDatabase } from '../support/database'
import { cookieFor, servePages, visit } from '../support/pages'
import { peopleOf } from '../support/people'

const database = await aDatabase()
const { app, worker } = database
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
    JSON.stringify({ deviceid: 'PC-1', content: { hardware: { name: 'PC-1' }, softwares: software } }),
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
})
