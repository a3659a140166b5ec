import { PgBoss } from 'pg-boss'
import { afterAll, expect, test, vi } from 'vitest'
import { flow } from '~/flow.server'
import { startJobs } from '~/jobs.server'
import { record } from '~/kernel/events.server'
import { aDatabase } from './support/database'

const { worker, as } = await aDatabase()

const done: string[] = []
flow['test.broken'] = [{ name: 'break', run: () => Promise.reject(new Error('it breaks')) }]
flow['test.sound'] = [{ name: 'do', run: async (_tx, { subjectId }) => void done.push(subjectId!) }]
afterAll(() => {
  delete flow['test.broken']
  delete flow['test.sound']
})

test('a reaction that fails is tried again by itself, says so, and holds up no other of its batch', async () => {
  const said = vi.spyOn(console, 'error').mockImplementation(() => {})
  const sound = [1, 2, 3].map((n) => `019a0000-0000-7000-8000-00000000000${n}`)
  await worker.db.transaction().execute(async (tx) => {
    await record(tx, 'test.sound', sound[0]!)
    await record(tx, 'test.broken', sound[0]!)
    await record(tx, 'test.sound', sound[1]!)
    await record(tx, 'test.sound', sound[2]!)
  })
  const boss = new PgBoss({
    ...(as('muster_worker') as object),
    schema: 'pgboss',
    migrate: false,
    createSchema: false,
    schedule: false,
    supervise: false,
  })
  await boss.start()
  const jobs = await startJobs(boss, worker.db)
  await expect.poll(() => done.toSorted(), { timeout: 20_000 }).toEqual(sound)
  await jobs.stop()
  await boss.stop({ graceful: true })
  const { rows } = await worker.pool.query(
    `select data ->> 'name' as name, state, retry_count, output ->> 'message' as why from pgboss.job order by name, created_on`,
  )
  expect(rows.filter(({ name }) => name === 'do')).toEqual(
    sound.map(() => ({ name: 'do', state: 'completed', retry_count: 0, why: null })),
  )
  expect(rows.find(({ name }) => name === 'break')).toMatchObject({ state: 'retry', why: 'Error: it breaks' })
  expect(said.mock.calls.flat().join()).toContain('Error: it breaks')
  said.mockRestore()
})
