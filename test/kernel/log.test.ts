import { sql } from 'kysely'
import { expect, test, vi } from 'vitest'
import { openCheckpoint } from '~/kernel/opened-checkpoint'
import { keyFromHex } from '~/kernel/verifying'
import { record } from '~/kernel/events.server'
import { findCheckpoint, logOrigin, publishCheckpoint, sealLog } from '~/kernel/log.server'
import { leafHash, root } from '~/kernel/merkle'
import { signingPublicKey } from '~/kernel/signing.server'
import { aDatabase } from '../support/database'

vi.setConfig({ testTimeout: 120_000 })
const { owner, worker } = await aDatabase()
const subject = '0198a0e0-0000-7000-8000-00000000000a'
const happen = (kind: string) => worker.db.transaction().execute((tx) => record(tx, kind, subject, { n: 1 }))
const seal = () => worker.db.transaction().execute(sealLog)

/** Other tests of this machine may hold the horizon back; it passes them when they are over. */
const sealed = (...events: string[]) =>
  expect
    .poll(
      async () => {
        await seal()
        const leaves = await owner.db
          .selectFrom('leaves')
          .select('eventId')
          .where('eventId', 'in', events)
          .execute()
        return leaves.length
      },
      { timeout: 100_000 },
    )
    .toBe(events.length)

test('every event gets one leaf, whoever seals and however often; what commits late is not skipped', async () => {
  const early = await happen('test.early')
  let late = ''
  await worker.db.transaction().execute(async (slow) => {
    late = await record(slow, 'test.late', subject, {})
    await happen('test.between')
    await Promise.all([seal(), seal()])
    const { rows } = await sql<{
      n: number
    }>`select count(*)::int as n from leaves where event_id = ${late}`.execute(owner.db)
    expect(rows[0]!.n).toBe(0)
  })
  await sealed(early, late)
  await Promise.all([seal(), seal(), seal()])
  const { rows } = await sql<{ missing: number; twice: number; size: number; last: number }>`
    select (select count(*)::int from events e where xid < pg_snapshot_xmin(pg_current_snapshot())
              and e.xid <= (select xid from seal_state) and not exists (select from leaves where event_id = e.id)) as missing,
           (select count(*)::int from (select from leaves where event_id is not null group by event_id having count(*) > 1) d) as twice,
           (select size::int from seal_state) as size, (select count(*)::int from leaves) as last`.execute(
    owner.db,
  )
  expect(rows[0]).toEqual({ missing: 0, twice: 0, size: rows[0]!.last, last: rows[0]!.last })
  expect(rows[0]!.size % 16).toBe(0)
})

test('a leaf is the hash of ids, moment and body hash; filler cannot pass as an event', async () => {
  await sealed(await happen('test.leaf'))
  const { rows } = await sql<{ ix: bigint; leaf: string | null; filler: string | null; hash: Buffer }>`
    select l.ix, case when e.id is not null then leaf_of(e) end as leaf, l.filler, l.hash
    from leaves l left join events e on e.id = l.event_id order by l.ix`.execute(owner.db)
  rows.forEach(({ ix, leaf, filler, hash }, place) => {
    expect(Number(ix)).toBe(place)
    expect(hash.equals(leafHash(leaf ?? filler!))).toBe(true)
    if (leaf)
      expect(Object.keys(JSON.parse(leaf))).toEqual([
        'actor',
        'at',
        'body',
        'id',
        'kind',
        'org',
        'round',
        'subject',
      ])
  })
})

test('a checkpoint is signed when the log has grown, at most once a minute', async () => {
  const later = (minutes: number) => new Date(Date.now() + minutes * 60_000)
  const publish = (at: Date) => worker.db.transaction().execute((tx) => publishCheckpoint(tx, at))
  await sealed(await happen('test.checkpoint'))
  await publish(later(2))
  const first = (await findCheckpoint(owner.db))!
  const note = (await openCheckpoint(first.note, logOrigin(), keyFromHex(signingPublicKey())))!
  expect(note.size).toBe(Number(first.size))
  const hashes = await owner.db
    .selectFrom('leaves')
    .select('hash')
    .where('ix', '<', first.size)
    .orderBy('ix')
    .execute()
  expect(Buffer.from(note.root)).toEqual(Buffer.from(root(hashes.map(({ hash }) => hash))))
  await sealed(await happen('test.more'))
  await publish(new Date())
  expect((await findCheckpoint(owner.db))!.size).toBe(first.size)
  await publish(later(2))
  const second = (await findCheckpoint(owner.db))!
  expect(second.size).toBeGreaterThan(first.size)
  await publish(later(9))
  expect((await findCheckpoint(owner.db))!.size).toBe(second.size)
})

test('leaves and checkpoints are facts: nobody changes them, and no request writes them', async () => {
  await sealed(await happen('test.fact'))
  await expect(owner.pool.query(`update leaves set hash = sha256('x') where ix = 0`)).rejects.toThrow(
    'append-only',
  )
  await expect(owner.pool.query('delete from checkpoints')).rejects.toThrow()
})
