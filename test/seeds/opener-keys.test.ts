import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { recipientOf, unlockKey } from '~/rounds/sealing/age'
import { openerKeys } from '~db/seeds/opener-keys'
import { roundId } from '~db/seeds/rounds'
import { anActor, as } from '../support/actors'
import { aMarket } from '../support/database'
import { openWithKey } from '../support/openers'

const { app, owner } = await aMarket()

/** An opener of the demo with the key in the file that the demo hands out. */
async function holder(key: keyof typeof openerKeys, no: number) {
  const file = readFileSync(`db/seeds/opener-keys/${key}.age`)
  const identity = (await unlockKey(file, 'muster-demo-2026'))!
  const actor = anActor(key)
  const { personId, organizationId: orgId } = actor
  return {
    no,
    identity,
    recipient: await recipientOf(identity),
    actor,
    db: as(app.pool, actor),
    personId,
    orgId,
  }
}

const outcomes = async (round: string) => {
  const { rows } = await owner.pool.query(
    `select i.kind, o.fault, count(*)::int as n from sealed_items i left join opened_items o on o.item_id = i.id
     left join pledges p on p.conditions_item_id = i.id
     where i.round_id = $1 and i.state = 'current' and i.envelope ->> 'alg' = 'age-x25519'
       and (o.item_id is not null or p.state = 'frozen' or i.kind = 'seed') group by 1, 2 order by 1`,
    [round],
  )
  return rows as { kind: string; fault: string | null; n: number }[]
}

test('the key files of the demo open what its story has sealed: technical parts, prices, ceilings and the seed', async () => {
  const [first, third] = [await holder('opener1', 1), await holder('opener3', 3)]
  for (const { recipient, no } of [first, third])
    expect(recipient).toBe(openerKeys[`opener${no}` as keyof typeof openerKeys].recipient)
  const [closed, fixed] = [roundId('adobe-1'), roundId('pdf-1')]
  await owner.pool.query(
    `update rounds set opening_at = clock_timestamp(), bids_close_at = least(bids_close_at, clock_timestamp())
     where id = any ($1)`,
    [[closed, fixed]],
  )
  await openWithKey(first, closed, 'technical')
  expect(await openWithKey(third, closed, 'technical')).toBe(true)
  expect(await outcomes(closed)).toContainEqual({ kind: 'technical', fault: null, n: expect.any(Number) })
  await openWithKey(first, fixed, 'price')
  expect(await openWithKey(third, fixed, 'price')).toBe(true)
  const opened = await outcomes(fixed)
  expect(opened.map(({ kind, fault }) => [kind, fault])).toEqual([
    ['ceiling', null],
    ['price', null],
    ['seed', null],
    ['technical', null],
  ])
  expect(opened[0]!.n).toBeGreaterThan(3)
})
