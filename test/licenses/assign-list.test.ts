import { expect, test } from 'vitest'
import { moveEntitlement } from '~/licenses/entitlements/move.server'
import { readUsers } from '~/licenses/entitlements/user-list'
import { aDatabase } from '../support/database'
import { anEstate, aProduct } from '../support/estate'
import { peopleOf, type Someone } from '../support/people'

const database = await aDatabase()
const { owner } = database
const { someone } = peopleOf(database)

test('a pasted column or the first column of a table names who is to get a unit; a head is no name', () => {
  expect(readUsers('资产编号,部门\r\nPC-1,财务\r\n\r\n"PC-2";x\n\'PC-3\tz\n')).toEqual([
    { line: 2, name: 'PC-1' },
    { line: 4, name: 'PC-2' },
    { line: 5, name: 'PC-3' },
  ])
  expect(readUsers('Computer\na@b.cn')).toEqual([{ line: 2, name: 'a@b.cn' }])
  expect(readUsers(' \n,\n')).toEqual([])
})

test('units are given by a list of asset numbers and mail addresses: all of it or nothing, and of one’s own alone', async () => {
  const manager = await someone('enterprise', ['asset_manager'])
  const estate = await anEstate(database, manager)
  const product = await aProduct(database)
  const computers = await estate.computers(2)
  const right = await estate.entitle(product, { quantity: 3 })
  const rows = await owner.db.selectFrom('computers').select('no').where('id', 'in', computers).execute()
  const { mail } = await owner.db
    .selectFrom('persons')
    .select('mail')
    .where('id', '=', manager.personId)
    .executeTakeFirstOrThrow()
  const give = (who: Someone, list: string) =>
    who.db.transaction().execute((tx) => moveEntitlement(tx, who.actor, right, { move: 'assign_list', list }))
  const given = async () =>
    (await owner.db.selectFrom('assignments').select('id').where('entitlementId', '=', right).execute())
      .length
  const names = [...rows.map(({ no }) => no.toLowerCase()), mail]
  const foreign = await anEstate(database)
  const [theirs] = await foreign.computers(1)
  const { no } = await owner.db
    .selectFrom('computers')
    .select('no')
    .where('id', '=', theirs!)
    .executeTakeFirstOrThrow()
  await expect(give(manager, [...names, no].join('\n'))).rejects.toMatchObject({
    code: 'list-names-unknown',
    facts: { lines: `4 ${no}`, more: '0' },
  })
  expect(await given()).toBe(0)
  await expect(give(manager, '资产编号')).rejects.toMatchObject({ code: 'nobody-chosen' })
  await give(manager, names.join('\n'))
  expect(await given()).toBe(3)
  await give(manager, names.join('\n'))
  expect(await given()).toBe(3)
})
