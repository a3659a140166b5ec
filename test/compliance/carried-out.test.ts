import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { acceptNextImport } from '~/compliance/inventories/accept.server'
import { mapImport } from '~/compliance/inventories/map.server'
import { readNextImport } from '~/compliance/inventories/read.server'
import { receiveInventory } from '~/compliance/inventories/receive.server'
import { moveOrder } from '~/compliance/rectifications/commands.server'
import { listItems } from '~/compliance/rectifications/queries.server'
import { addDays, dayOf } from '~/kernel/workdays'
import { sendDelivery } from '~/orders/deliver.server'
import { aDatabase } from '../support/database'
import { fund } from '../support/deliveries'
import { anEstate } from '../support/estate'
import { tradeOf } from '../support/orders'
import { peopleOf, type Someone } from '../support/people'

const database = await aDatabase()
const { owner } = database
const { someone, clock } = peopleOf(database)
const trade = tradeOf(database)
const today = dayOf(new Date())

/** A computer's whole list of a day, with or without a word processor. */
const list = (computer: string, when: string, software: string) =>
  Buffer.from(`<?xml version="1.0" encoding="UTF-8"?>
<REQUEST><CONTENT><ACCESSLOG><LOGDATE>${when} 09:00:00</LOGDATE></ACCESSLOG>
<HARDWARE><NAME>${computer}</NAME><OSNAME>Microsoft Windows 10 Pro</OSNAME><OSVERSION>10.0.19045</OSVERSION></HARDWARE>
<SOFTWARES><NAME>${software}</NAME><VERSION>11.8.2</VERSION><PUBLISHER>Kingsoft Corp.</PUBLISHER></SOFTWARES>
</CONTENT><DEVICEID>${computer}-2026</DEVICEID><QUERY>INVENTORY</QUERY></REQUEST>`)

async function scan({ db, actor }: Someone, computer: string, when: string, software: string) {
  const id = await db
    .transaction()
    .execute((tx) =>
      receiveInventory(tx, actor, { name: `${computer}-${when}.ocs`, bytes: list(computer, when, software) }),
    )
  while (await readNextImport(clock.db));
  await db.transaction().execute((tx) => mapImport(tx, actor, id, []))
  while (await acceptNextImport(clock.db));
}

test('buy 6, uninstall 2: a delivery and a list carry both out without a person; a refund before acceptance opens the item and the gap again', async () => {
  const order = await trade.aConfirmedOrder({ lines: [{ quantity: 6 }] })
  await fund(owner.db, order.id)
  const { orgId } = order.buyer
  const manager = await someone('enterprise', ['asset_manager', 'approver'], orgId)
  const officer = await someone('agency', ['officer'])
  const lineId = order.lineIds[0]!
  const bought = await owner.db
    .selectFrom('orderLines')
    .innerJoin('editions', 'editions.id', 'orderLines.editionId')
    .select(['editions.productId', 'editions.id as editionId'])
    .where('orderLines.id', '=', lineId)
    .executeTakeFirstOrThrow()
  const machines = await (await anEstate(database, { orgId })).computers(6)
  await owner.db
    .insertInto('installations')
    .values(
      machines.map((computerId) => ({ orgId, computerId, ...bought, firstSeen: today, lastSeen: today })),
    )
    .execute()
  for (const computer of ['PC-01', 'PC-02']) await scan(manager, computer, '2026-11-20', 'WPS Office 专业版')
  const { id: wps } = await owner.db
    .selectFrom('products')
    .select('id')
    .where('slug', '=', 'wps-office')
    .executeTakeFirstOrThrow()

  const { id } = await owner.db
    .insertInto('rectifications')
    .values({ orgId, sourceKind: 'inspection', sourceId: orgId, state: 'issued', dueOn: addDays(today, 30), issuedAt: new Date(), issuedBy: officer.personId })
    .returning('id')
    .executeTakeFirstOrThrow() // oxfmt-ignore
  const dueOn = addDays(today, 30)
  await owner.db
    .insertInto('rectificationItems')
    .values([
      { rectificationId: id, action: 'buy', productId: bought.productId, quantity: 6, dueOn },
      { rectificationId: id, action: 'uninstall', productId: wps, quantity: 2, baseline: 2, dueOn },
    ])
    .execute()
  const stand = async () => (await listItems(manager.db, id)).map(({ have, state }) => [have, state])
  const gap = async () => {
    const row = await manager.db
      .selectFrom('positions')
      .select(['gap', 'status'])
      .where('productId', '=', bought.productId)
      .executeTakeFirstOrThrow()
    return [row.gap, row.status]
  }
  const move = (who: Someone, values: Parameters<typeof moveOrder>[3]) =>
    who.db.transaction().execute((tx) => moveOrder(tx, who.actor, id, values, new Date()))
  await move(manager, { move: 'begin', plan: '购买并卸载', owner: '林晓' })
  expect(await stand()).toEqual([[0, 'open'], [0, 'open']]) // oxfmt-ignore
  expect(await gap()).toEqual([6, 'gap'])

  const lines = [{ lineId, quantity: 6, termStart: today, termEnd: null, maintenanceUntil: null, channel: 'volume-mak' as const, licenseNo: null }] // oxfmt-ignore
  await order.vendor.db
    .transaction()
    .execute((tx) =>
      sendDelivery(tx, order.vendor.actor, order.id, { remark: null, subcontractorId: null, lines }),
    )
  expect(await stand()).toEqual([[6, 'met'], [0, 'open']]) // oxfmt-ignore
  expect((await gap())[0]).toBe(0)
  await scan(manager, 'PC-01', '2026-11-25', '7-Zip 19.00 (x64)')
  expect(await stand()).toEqual([[6, 'met'], [1, 'open']]) // oxfmt-ignore
  await scan(manager, 'PC-02', '2026-11-25', '7-Zip 19.00 (x64)')
  expect(await stand()).toEqual([[6, 'met'], [2, 'met']]) // oxfmt-ignore

  await move(manager, { move: 'submit' })
  await sql`select reduce_line(${lineId}::uuid, 2, 'refund', (select max(id::text)::uuid from events))`.execute(
    owner.db,
  )
  expect(await stand()).toEqual([[4, 'open'], [2, 'met']]) // oxfmt-ignore
  expect(await gap()).toEqual([2, 'gap'])
  await expect(move(officer, { move: 'accept' })).rejects.toMatchObject({ code: 'items-not-met' })
})
