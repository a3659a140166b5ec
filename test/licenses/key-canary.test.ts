import { inspect } from 'node:util'
import { expect, test } from 'vitest'
import * as licensesCsv from '~/licenses/entitlements/pages/licenses-csv'
import { assignUnits } from '~/licenses/entitlements/assign.server'
import { askExport, decideExport, takeExport } from '~/licenses/keys/exports.server'
import { revealKey, uploadKeyFile, uploadKeys } from '~/licenses/keys/keys.server'
import { makeKey } from '~/rounds/sealing/age'
import { aDatabase } from '../support/database'
import { aDelivery } from '../support/deliveries'
import { enterprisesOf } from '../support/enterprises'
import { cookieFor, servePages } from '../support/pages'
import type { Someone } from '../support/people'
import { letReact } from '../support/reactions'

const database = await aDatabase()
const { owner, app, worker } = database
servePages(app.pool)
const anEnterprise = enterprisesOf(database)
const doing = <T>(who: Someone, deed: (tx: Someone['db']) => Promise<T>) => who.db.transaction().execute(deed)

/** A secret as it is, and as hex or base64 of any alignment would hold it. */
function guises(secret: string) {
  const bytes = Buffer.from(secret)
  const shifted = [0, 1, 2].map((shift) =>
    Buffer.concat([Buffer.alloc(shift, 65), bytes])
      .toString('base64')
      .slice(shift ? 4 : 0, -4),
  )
  return [secret, bytes.toString('hex'), ...shifted]
}

/** Every row of every table, as the database's administrator reads it. */
async function dump() {
  const { rows } = await owner.pool.query(
    `select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname not in ('pg_catalog', 'information_schema')`,
  )
  const texts: string[] = []
  for (const { name } of rows) {
    const { rows: all } = await owner.pool.query(`select t::text as text from ${name} as t`)
    texts.push(...all.map(({ text }) => text as string))
  }
  return texts.join('\n')
}

test('a key that was uploaded, assigned, shown, exported, refused as known and met by a broken constraint is nowhere but in that answer', async () => {
  const body = (at: number) => `CANRY-BIRDS-SINGS-${String(at).padStart(5, '0')}-ALONE`
  const written: string[] = []
  const write = process.stdout.write
  const writeError = process.stderr.write
  const listen = (chunk: unknown) => {
    written.push(String(chunk))
    return true
  }
  process.stdout.write = listen as never
  process.stderr.write = listen as never
  const told: unknown[] = []
  let shown = ''
  let marks = 0
  try {
    const delivery = await aDelivery(database, { quantity: 3 })
    const upload = (its: typeof delivery, text: string) =>
      doing(its.vendor, (tx) => uploadKeys(tx, its.vendor.actor, its.id, { text, kind: 'single' }))
    await owner.pool.query('alter table license_keys add constraint broken check (false) not valid')
    told.push(await upload(delivery, [1, 2, 3].map(body).join('\n')).catch((error: unknown) => error))
    const filed = await aDelivery(database, { quantity: 3 })
    const file = () => new File([body(9)], 'site.lic')
    const uploadFile = () =>
      doing(filed.vendor, (tx) => uploadKeyFile(tx, filed.vendor.actor, filed.id, file()))
    told.push(await uploadFile().catch((error: unknown) => error))
    expect(told.every((error) => error instanceof Error)).toBe(true)
    await owner.pool.query('alter table license_keys drop constraint broken')
    await upload(delivery, [1, 2, 3].map(body).join('\n'))
    await uploadFile()
    const second = await aDelivery(database, { quantity: 2 })
    told.push(await upload(second, `${body(7)}\n${body(1)}`).catch((error: unknown) => error))

    const { manager, approver, estate } = await anEnterprise(delivery.buyer.orgId)
    const [computerId] = await estate.computers(1)
    await doing(manager, (tx) =>
      assignUnits(tx, manager.actor, delivery.entitlementId, [{ computerId: computerId! }]),
    )
    const [{ id }] = (await owner.db.selectFrom('licenseKeys').select('id').where('orgId', '=', manager.orgId).orderBy('unitNo').execute()) as [{ id: string }] // oxfmt-ignore
    const asked = { reason: 'install' as const, computerId: computerId!, address: null }
    shown = await doing(manager, (tx) => revealKey(tx, manager.actor, id, asked, new Date()))
    await owner.pool.query('alter table key_reveals add constraint broken check (false) not valid')
    const broken = doing(manager, (tx) => revealKey(tx, manager.actor, id, asked, new Date()))
    told.push(await broken.catch((error: unknown) => error))
    await owner.pool.query('alter table key_reveals drop constraint broken')

    const { recipient } = await makeKey()
    await doing(manager, (tx) =>
      askExport(tx, manager.actor, delivery.entitlementId, {
        move: 'ask',
        quantity: 3,
        recipient,
        reason: '装机',
      }),
    )
    const { id: exportId } = await owner.db.selectFrom('keyExports').select('id').executeTakeFirstOrThrow()
    await doing(approver, (tx) =>
      decideExport(tx, approver.actor, delivery.entitlementId, { move: 'approve', exportId }),
    )
    told.push(await doing(manager, (tx) => takeExport(tx, manager.actor, exportId, null as never)))
    await letReact(worker.db)
    const csv = await licensesCsv.loader({
      request: new Request('http://localhost/licenses.csv', {
        headers: { cookie: await cookieFor(worker.db, manager) },
      }),
      params: {},
      context: {},
    } as never)
    told.push(await (csv as Response).text())
    marks = told.length
  } finally {
    process.stdout.write = write
    process.stderr.write = writeError
  }
  expect(shown).toBe(body(1))
  expect(marks).toBe(6)
  const places = {
    tables: await dump(),
    answers: told.map((one) => `${inspect(one, { depth: 9 })} ${JSON.stringify(one)}`).join('\n'),
    log: written.join(''),
  }
  expect(places.tables).toContain('license.issued')
  const canaries = [1, 2, 3, 7, 9].flatMap((at) => guises(body(at)))
  for (const [place, text] of Object.entries(places))
    expect(
      canaries.filter((canary) => text.includes(canary)),
      place,
    ).toEqual([])
})
