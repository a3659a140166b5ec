import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { aDatabase } from '../support/database'
import { peopleOf } from '../support/people'

const database = await aDatabase()
const { owner } = database
const { aBuyer } = peopleOf(database)
const buyer = await aBuyer()

const inHours = (hours: number) => new Date(Date.now() + hours * 3_600_000)
const aTraining = async (facts: { seats?: number; startsAt?: Date } = {}) =>
  (
    await owner.db
      .insertInto('trainings')
      .values({
        titleZh: '软件资产管理培训',
        topic: 'asset_management',
        startsAt: inHours(24),
        endsAt: inHours(27),
        place: '三楼会议室',
        seats: 2,
        state: 'open',
        ...facts,
      })
      .returning('id')
      .executeTakeFirstOrThrow()
  ).id

async function enroll(training: string, person: string) {
  const { rows } = await sql<{ state: string }>`
    select state from enroll(${training}::uuid, ${person}, null)`.execute(buyer.db)
  return rows[0]!.state
}
const takenOf = async (id: string) =>
  (await owner.db.selectFrom('trainings').select('taken').where('id', '=', id).executeTakeFirstOrThrow())
    .taken

test('a person has one place in a training, and a refused second one takes no seat', async () => {
  const training = await aTraining()
  expect(await enroll(training, '王敏')).toBe('enrolled')
  await expect(enroll(training, '王敏')).rejects.toThrow('enrolled-already')
  expect(await takenOf(training)).toBe(1)
  expect(await enroll(training, '李强')).toBe('enrolled')
  expect(await enroll(training, '赵倩')).toBe('waiting')
})

test('a training takes people while it is open and has not begun', async () => {
  const begun = await aTraining({ startsAt: inHours(-1) })
  await expect(enroll(begun, '王敏')).rejects.toThrow('training-closed')
  const canceled = await aTraining()
  await enroll(canceled, '王敏')
  await owner.db.updateTable('trainings').set({ state: 'canceled' }).where('id', '=', canceled).execute()
  await expect(enroll(canceled, '李强')).rejects.toThrow('training-closed')
})
