import { expect, test } from 'vitest'
import { readLedgers } from '~/compliance/ledgers/read.server'
import { sheetOf } from '~/compliance/ledgers/sheets'
import { dayOf } from '~/kernel/workdays'
import { ledgers as words } from '~/texts/zh/ledgers'
import { enterprises } from '~db/seeds/cast'
import { orgId, personId } from '~db/seeds/people'
import { personOf } from '~db/seeds/pledges'
import { actingAs } from '~db/tenant'
import type { Actor } from '~/people/actor'
import { aMarket } from '../support/database'

const { app } = await aMarket()
const told = enterprises.filter(({ state = 'verified' }) => state === 'verified').slice(0, 12)

test.each(told.map(({ key }) => key))(
  'the three ledgers of %s agree in every software number',
  async (key) => {
    const org = enterprises.find((one) => one.key === key)!
    const identity = { organizationId: orgId(key), personId: personId(personOf(org, 'asset_manager')), roles: ['asset_manager'] } as const // oxfmt-ignore
    const db = actingAs(app.pool, { ...identity, actorKind: 'enterprise', requestId: null } as never)
    const its = await readLedgers(db, { ...identity, kind: 'enterprise', locale: 'zh' } as unknown as Actor)
    expect(its.differing).toEqual([])
    const total = sheetOf('one', its, words, dayOf(new Date())).rows.at(-1)!
    const listed = sheetOf('two', its, words, dayOf(new Date())).rows.filter(
      ([, , , , , , , , no]) => no !== null,
    )
    expect(total[8]).toBe(listed.length)
  },
)
