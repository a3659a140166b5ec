import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { clockMoves } from '~/compliance/clock.server'
import { acceptNextImport } from '~/compliance/inventories/accept.server'
import { mapImport } from '~/compliance/inventories/map.server'
import * as importPage from '~/compliance/inventories/pages/import'
import { readNextImport } from '~/compliance/inventories/read.server'
import { receiveInventory } from '~/compliance/inventories/receive.server'
import { env } from '~/env.server'
import { aDatabase } from '../support/database'
import { aGlpiInventory } from '../support/inventories'
import { cookieFor, servePages, visit } from '../support/pages'
import { peopleOf, type Someone } from '../support/people'
import { shown } from '../support/shown'
import { trailOf } from '../support/trail'

const database = await aDatabase()
const { app, owner, worker } = database
const { someone, clock } = peopleOf(database)
servePages(app.pool)
const list = (name: string) =>
  Buffer.from(
    aGlpiInventory([{ name: 'WPS Office', version: '12.1.0', publisher: 'Kingsoft Corp.' }], { name }),
  )

const upload = ({ db, actor }: Someone, bytes: Buffer) =>
  db.transaction().execute((tx) => receiveInventory(tx, actor, { name: 'list.json', bytes }))
const importOf = (id: string) =>
  owner.db.selectFrom('imports').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
const tick = () =>
  clock.db
    .transaction()
    .execute((tx) => clockMoves.find(({ name }) => name === 'compliance.originals')!.run(tx, new Date()))
const age = (id: string, days: number) =>
  owner.pool.query(`update imports set received_at = now() - make_interval(days => $2) where id = $1`, [
    id,
    days,
  ])
const pathOf = (fileId: string) => join(env.DATA_DIR, 'files', fileId.slice(-2), fileId)

test('an original is deleted after ninety days, row and bytes; what was read of it stays, and the page says so', async () => {
  const manager = await someone('enterprise', ['asset_manager'])
  const [old, young] = [await upload(manager, list('PC-1')), await upload(manager, list('PC-2'))]
  while (await readNextImport(clock.db));
  for (const id of [old, young])
    await manager.db.transaction().execute((tx) => mapImport(tx, manager.actor, id, []))
  while (await acceptNextImport(clock.db));
  const fileId = (await importOf(old)).fileId!
  await age(old, 91)
  await age(young, 89)
  await tick()
  await tick()
  expect(await importOf(old)).toMatchObject({
    fileId: null,
    originalGoneAt: expect.any(Date),
    state: 'accepted',
  })
  expect(existsSync(pathOf(fileId))).toBe(false)
  expect(await owner.db.selectFrom('files').select('id').where('id', '=', fileId).execute()).toEqual([])
  const kept = (await importOf(young)).fileId!
  expect(existsSync(pathOf(kept))).toBe(true)
  expect(await trailOf(owner.db, old)).toEqual(['inventory.accepted', 'inventory.original_deleted'])
  const rows = await owner.db
    .selectFrom('installations')
    .select('id')
    .where('orgId', '=', manager.orgId)
    .execute()
  expect(rows).toHaveLength(2)

  const cookie = await cookieFor(worker.db, manager)
  const see = async (importId: string) =>
    shown(importPage, { data: (await visit(importPage.loader, { cookie, params: { importId } })).data })
  expect(await see(old)).toContain('原文件已按期限于')
  expect(await see(young)).toContain('原文件加密保存到')
})

test('a list that waited longer than its original is refused, and the same bytes while they wait are kept once', async () => {
  const manager = await someone('enterprise', ['asset_manager'])
  const id = await upload(manager, list('PC-3'))
  expect(await upload(manager, list('PC-3'))).toBe(id)
  const files = await owner.db.selectFrom('files').select('id').where('orgId', '=', manager.orgId).execute()
  expect(files).toHaveLength(1)
  await age(id, 100)
  await tick()
  while (await readNextImport(clock.db));
  expect(await importOf(id)).toMatchObject({ state: 'refused', problem: 'file-gone' })
})
