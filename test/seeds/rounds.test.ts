import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { masterKeys } from '~/kernel/keys.server'
import { roundLifecycle } from '~/rounds/lifecycle'
import { decryptWith } from '~/rounds/sealing/age'
import { fromBase64 } from '~/kernel/base64'
import { browserAlg } from '~/rounds/sealing/envelope'
import { openWithKey } from '~/rounds/sealing/open'
import { openItem } from '~/rounds/sealing.server'
import { openerKeys } from '~db/seeds/opener-keys'
import { roundId } from '~db/seeds/rounds'
import { aMarket } from '../support/database'

const { owner } = await aMarket()

test('a round stands in every state, and one is about to close', async () => {
  const rows = await owner.db.selectFrom('rounds').select(['id', 'state', 'pledgesCloseAt']).execute()
  expect(new Set(rows.map(({ state }) => state))).toEqual(new Set(roundLifecycle.states))
  const soon = rows.find(({ id }) => id === roundId('office-2'))!
  expect(soon.pledgesCloseAt!.getTime() - Date.now()).toBeLessThanOrEqual(3 * 3_600_000)
})

test('what is sealed is sealed: it opens with the keys only, and says what its row says', async () => {
  const items = await owner.db
    .selectFrom('sealedItems')
    .innerJoin('pledges', 'pledges.conditionsItemId', 'sealedItems.id')
    .select(['pledges.id', 'envelope', 'commitment'])
    .execute()
  expect(items.length).toBeGreaterThan(10)
  const [byOpeners, byPlatform] = [true, false].map((sealed) =>
    items.filter(({ envelope }) => (envelope.alg === browserAlg) === sealed),
  )
  for (const { id, ...kept } of byPlatform!)
    expect(openItem(kept, masterKeys())).toMatchObject({ body: { pledge: id } })
  expect(openItem(byPlatform![0]!, [])).toEqual({ fault: 'payload-broken' })
  const { opener1, opener2 } = openerKeys
  for (const { id, ...kept } of byOpeners!) {
    const [wrap] = kept.envelope.wraps as { data: string }[]
    const inner = (await decryptWith(opener1.identity, fromBase64(wrap!.data)))!
    const key = new TextDecoder().decode((await decryptWith(opener2.identity, inner))!)
    expect(await openWithKey(key, kept)).toMatchObject({ body: { pledge: id } })
  }
  expect(byOpeners!.length).toBeGreaterThan(10)
})

test('last year’s first round saved 31 % against the reference prices', async () => {
  const { rows } = await sql<{ permille: number }>`
    select round(1000 * sum((l.reference_price - a.unit_price) * a.quantity) / sum(l.reference_price * a.quantity))::int as permille
    from awards a join lots l on l.id = a.lot_id where l.round_id = ${roundId('office-1')}`.execute(owner.db)
  expect(rows[0]!.permille).toBe(310)
})

test('the shown band of a lot holds what was pledged in it', async () => {
  const { rows } = await sql<{ wrong: string }>`
    select l.id as wrong from lots l join rounds r on r.id = l.round_id join lot_bands b on b.lot_id = l.id
    where r.state = 'published' and (select coalesce(sum(delta), 0) from pledge_deltas where lot_id = l.id)
      not between b.low and b.high`.execute(owner.db)
  expect(rows).toEqual([])
})

test('what happened reads in the order of its time, and nothing of it is relayed again', async () => {
  const events = await owner.db
    .selectFrom('events')
    .select(['kind', 'at'])
    .where('roundId', '=', roundId('office-1'))
    .where('kind', 'like', 'round.%')
    .orderBy('id')
    .execute()
  expect(events.map(({ kind }) => kind)).toEqual([
    'round.drafted', 'round.seed_sealed', 'round.consented', 'round.consented', 'round.published', 'round.frozen', 'round.bids_closed',
    'round.technical_opened', 'round.eligibility_fixed', 'round.prices_opened', 'round.consented', 'round.consented', 'round.closed', 'round.template_saved',
  ]) // oxfmt-ignore
  expect(events.map(({ at }) => +at)).toEqual(events.map(({ at }) => +at).toSorted((a, b) => a - b))
  expect(await owner.db.selectFrom('outbox').select('id').execute()).toEqual([])
})
