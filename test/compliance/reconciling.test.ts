import { expect, test } from 'vitest'
import { clockMoves } from '~/compliance/clock.server'
import { addDays, dayOf, hourOf } from '~/kernel/workdays'
import { aDatabase } from '../support/database'
import { anEstate, aProduct } from '../support/estate'
import { peopleOf } from '../support/people'

const database = await aDatabase()
const { owner } = database
const { clock, someone } = peopleOf(database)
const officer = await someone('agency', ['officer'])
const auditor = await someone('agency', ['auditor'])
const today = dayOf(new Date())
const tick = (name: string, at: Date) =>
  clock.db.transaction().execute((tx) => clockMoves.find((move) => move.name === name)!.run(tx, at))
const night = (day: string, hour = 3) => hourOf(day, hour)
const checks = () =>
  owner.db.selectFrom('positionChecks').select(['day', 'positions', 'differences']).orderBy('day').execute()

/** Three products in as many shapes: short, covered through a downgrade, and held without being installed. */
async function anEnterprise() {
  const estate = await anEstate(database)
  const [short, downgraded, idle] = [
    await aProduct(database),
    await aProduct(database),
    await aProduct(database),
  ]
  await estate.install(await estate.computers(5), short)
  await estate.entitle(short, { quantity: 3 })
  await estate.install(await estate.computers(4), downgraded, { release: '2016' })
  await estate.entitle(downgraded, {
    quantity: 4,
    release: '2024',
    rights: JSON.stringify({ downgradeFrom: '2016' }),
  })
  await estate.entitle(idle, { quantity: 2, ends: 3 })
  return { estate, short, downgraded, idle }
}
const its = await anEnterprise()

test('what the triggers kept equals a count from the beginning: the nightly check finds nothing, once a day, from three o’clock on', async () => {
  await tick('compliance.reconciliation', night(today, 2))
  expect(await checks()).toEqual([])
  for (const _ of [1, 2]) await tick('compliance.reconciliation', night(today))
  expect(await checks()).toEqual([{ day: today, positions: 3, differences: 0 }])
})

test('a figure that differs is put on record as it was, told to office and auditor, and mended', async () => {
  await owner.pool.query('alter table positions disable trigger user')
  await owner.db
    .updateTable('positions')
    .set({ covered: 5, gap: 0, used: 5, entitled: 5, surplus: 0 })
    .where('productId', '=', its.short.id)
    .execute()
  await owner.pool.query('alter table positions enable trigger user')
  const next = addDays(today, 1)
  await tick('compliance.reconciliation', night(next))
  expect((await checks()).at(-1)).toEqual({ day: next, positions: 3, differences: 1 })
  expect(
    await owner.db.selectFrom('positionDifferences').select(['productId', 'stored', 'counted']).execute(),
  ).toEqual([
    {
      productId: its.short.id,
      stored: { installed: 5, covered: 5, undetermined: 0, entitled: 5 },
      counted: { installed: 5, covered: 3, undetermined: 0, entitled: 3 },
    },
  ])
  expect(await its.estate.position(its.short)).toMatchObject({ covered: 3, gap: 2, entitled: 3 })
  const told = await owner.db
    .selectFrom('notifications')
    .select('personId')
    .where('kind', '=', 'compliance.position_differed')
    .execute()
  expect(told.map(({ personId }) => personId).toSorted()).toEqual(
    [officer.personId, auditor.personId].toSorted(),
  )
  const reads = async (who: typeof officer) =>
    (await who.db.selectFrom('positionDifferences').select('id').execute()).length
  expect([await reads(officer), await reads(await someone('enterprise', ['asset_manager']))]).toEqual([1, 0])
})

test('a term that ends is over in the position when its day begins, without anybody looking', async () => {
  await tick('compliance.day', night(addDays(today, 3), 1))
  expect(await its.estate.position(its.idle)).toMatchObject({ entitled: 2 })
  await tick('compliance.day', night(addDays(today, 4), 1))
  expect(await its.estate.position(its.idle)).toMatchObject({ entitled: 0 })
  await tick('compliance.reconciliation', night(addDays(today, 4)))
  expect((await checks()).at(-1)).toMatchObject({ differences: 0 })
})
