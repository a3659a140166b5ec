import { sql } from 'kysely'
import { afterAll, expect, test } from 'vitest'
import { connect } from '~db/database'
import { acceptImport, weighLists } from '~/compliance/inventories/accept.server'
import * as inventory from '~/compliance/inventories/pages/inventory'
import { packInUse } from '~/compliance/packs/in-use.server'
import { proposePack } from '~/compliance/packs/propose.server'
import * as compliance from '~/compliance/positions/pages/compliance'
import { aDatabase } from '../support/database'
import { anEstate, aProduct } from '../support/estate'
import { cookieFor, servePages, visit } from '../support/pages'
import { peopleOf } from '../support/people'

const database = await aDatabase()
const { app, owner, worker } = database
const { someone, clock } = peopleOf(database)
servePages(app.pool)
// As patient as the worker is.
const job = connect(database.as('muster_worker'), { max: 1, patience: 'job' })
afterAll(() => job.pool.end())

test(
  'while an import of 10,000 computers is being accepted its enterprise reads what stood before, and waits for nothing',
  { timeout: 600_000 },
  async () => {
    const manager = await someone('enterprise', ['asset_manager'])
    const office = await aProduct(database, { slug: 'many-office' })
    const estate = await anEstate(database, manager)
    await estate.entitle(office, { quantity: 9_000 })
    await estate.install(await estate.computers(1), office)
    await clock.db.transaction().execute((tx) => proposePack(tx))
    const pack = await packInUse(clock.db)
    const file = await owner.db
      .insertInto('files')
      .values({
        orgId: manager.orgId,
        name: 'all.zip',
        sha256: Buffer.alloc(32),
        bytes: 1n,
        mediaType: 'application/zip',
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    const { id } = await owner.db
      .insertInto('imports')
      .values({
        orgId: manager.orgId, by: manager.personId, fileId: file.id, fileName: 'all.zip', fileSha256: Buffer.alloc(32),
        state: 'mapped', phase: 'accepting', readAt: new Date(), report: JSON.stringify({ sources: [] }),
      })
      .returning('id')
      .executeTakeFirstOrThrow() // oxfmt-ignore
    const found = { product: 'many-office', edition: 'standard', release: '2021', publisher: 'house', category: 'office', class: 'licensable', household: false, marks: [] } // oxfmt-ignore
    await sql`
      insert into inventories (org_id, import_id, source, ref, file_name, format, identity, computer, found, sections, choice, new_no, software, pack_id)
      select ${manager.orgId}, ${id}, n, 'c' || n, n || '.json', 'glpi-json', 'agent',
             jsonb_build_object('name', 'PC-' || n, 'chassis', 'desktop', 'platform', 'windows', 'os', jsonb_build_object('name', 'Windows 11')),
             ${JSON.stringify([found])}::jsonb, '{software,os}', 'new', 'PC-' || n, 1, ${pack.id}::uuid
      from generate_series(1, 10000) n`.execute(owner.db)

    const cookie = await cookieFor(worker.db, manager)
    const shown = async () => {
      const { data } = (await visit(compliance.loader, { cookie, path: '/compliance' })) as { data: any }
      const list = (await visit(inventory.loader, { cookie, path: '/inventory' })) as { data: any }
      const [{ installed, covered, gap }] = data.positions
      return { installed, covered, gap, computers: list.data.computers.total }
    }
    await weighLists(job.db, id)
    await job.db.transaction().execute(async (tx) => {
      await acceptImport(tx, id)
      // The import has written everything and has not ended: whoever had to wait for it would never come back.
      expect(await shown()).toEqual({ installed: 1, covered: 1, gap: 0, computers: 1 })
    })
    expect(await shown()).toEqual({ installed: 10_001, covered: 9_000, gap: 1_001, computers: 10_001 })
    const night = await sql`select * from positions_differing(shanghai_day())`.execute(owner.db)
    expect(night.rows).toEqual([])
  },
)
