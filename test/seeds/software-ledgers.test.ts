import { expect, test } from 'vitest'
import { readLedgers } from '~/compliance/ledgers/read.server'
import { ledgerWorkbook } from '~/compliance/ledgers/workbook.server'
import { dayOf } from '~/kernel/workdays'
import { organizations } from '~db/seeds/cast'
import { orgId, personId } from '~db/seeds/people'
import { actingAs } from '~db/tenant'
import { aMarket } from '../support/database'

const { app, owner } = await aMarket()

test('the three ledgers of every enterprise of the demo agree, and leave as workbooks', async () => {
  const withComputers = new Set(
    (await owner.db.selectFrom('computers').select('orgId').distinct().execute()).map((row) => row.orgId),
  )
  expect(withComputers.size).toBeGreaterThan(10)
  let software = 0
  for (const { key, people } of organizations) {
    if (!withComputers.has(orgId(key))) continue
    const manager = people.find(({ roles }) => roles.includes('asset_manager')) ?? people[0]!
    const actor = { organizationId: orgId(key), personId: personId(manager.key), roles: manager.roles, actorKind: 'enterprise', kind: 'enterprise', requestId: null } // oxfmt-ignore
    const its = await readLedgers(actingAs(app.pool, actor as never), actor as never)
    expect([key, its.differing]).toEqual([key, []])
    software += its.software.length
    if (key !== 'jinghe') continue
    for (const ledger of ['one', 'two', 'three'] as const)
      expect((await ledgerWorkbook(ledger, its, dayOf(new Date()))).subarray(0, 2).toString()).toBe('PK')
  }
  expect(software).toBeGreaterThan(20)
}, 60_000)
