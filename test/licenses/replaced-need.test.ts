import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { react } from '~/jobs.server'
import * as replacementPage from '~/licenses/replacements/pages/replacement'
import { aMarket } from '../support/database'
import { cookieOf, servePages, visit } from '../support/pages'

const { app, owner, worker } = await aMarket()
servePages(app.pool)

test('units that are delivered anew fulfill no need: the first delivery has', async () => {
  const { rows } = await sql<{ id: string; lineId: string; orgId: string; lotId: string; quantity: number }>`
    select p.id, p.org_id, g.lot_id, p.quantity, l.id as line_id from replacements p
    join entitlements n on n.id = p.entitlement_id join purchase_records r on r.id = n.purchase_record_id
    join order_lines l on l.id = r.order_line_id join pledges g on g.id = l.pledge_id where p.state = 'open'`.execute(
    owner.db,
  )
  const its = rows[0]!
  const { rows: needs } = await sql<{ id: string }>`
    insert into demand_lines (org_id, edition_id, metric, term, term_months, quantity, needed_by, source, state, round_lot_id, opened_at)
    select ${its.orgId}::uuid, l.edition_id, l.metric, l.term, l.term_months, 9, '2027-06-30', 'own', 'pooled', ${its.lotId}::uuid, now()
    from order_lines l where l.id = ${its.lineId}::uuid returning id`.execute(owner.db)

  const keys = Array.from({ length: its.quantity }, (_, at) => `ANEWK-BCDFG-HJKMP-QRTVW-2222${at}`).join('\n')
  const answer = await visit(replacementPage.action, {
    cookie: await cookieOf(worker.db, 'yunfanRep'),
    params: { replacementId: its.id },
    form: { kind: 'single', keys },
  })
  expect(answer).toMatchObject({ status: 302 })
  const { rows: told } = await sql<{ event: string }>`
    select m.event_id as event from replacements p join entitlement_moves m on m.entitlement_id = p.result_id where p.id = ${its.id}::uuid`.execute(
    owner.db,
  )
  await react(worker.db, { event: told[0]!.event, kind: 'license.issued', name: 'fulfill demand' })
  const need = await owner.db.selectFrom('demandLines').select(['state', 'fulfilled']).where('id', '=', needs[0]!.id).execute() // oxfmt-ignore
  expect(need).toEqual([{ state: 'pooled', fulfilled: 0 }])
})
