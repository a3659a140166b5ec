import { expect, test } from 'vitest'
import { publishDue } from '~/program/announcements/clock.server'
import { draftAnnouncement, moveAnnouncement } from '~/program/announcements/commands.server'
import { announcementForm } from '~/program/announcements/form'
import * as notice from '~/program/announcements/pages/notice'
import { findPublished, listPublished } from '~/program/announcements/queries.server'
import type { Someone } from '../support/people'
import { aDatabase } from '../support/database'
import { anOffice } from '../support/office'
import { servePages, visit } from '../support/pages'
import { trailOf } from '../support/trail'

const database = await aDatabase()
servePages(database.app.pool)
const { officer, second, liaison, visitor, clock } = await anOffice(database)

const doing = <T>(who: Someone, work: (tx: Someone['db']) => Promise<T>) => who.db.transaction().execute(work)
const values = (facts: Record<string, string> = {}) =>
  announcementForm.parse({
    titleZh: '督查通知',
    titleEn: '',
    bodyZh: '正文',
    bodyEn: '',
    publishAt: '',
    ...facts,
  })
const draft = (facts = {}) => doing(officer, (tx) => draftAnnouncement(tx, officer.actor, values(facts)))
const move = (who: Someone, id: string, name: 'submit' | 'publish') =>
  doing(who, (tx) => moveAnnouncement(tx, who.actor, id, { move: name }))
const approved = async (facts = {}) => {
  const id = await draft(facts)
  await move(officer, id, 'submit')
  await move(second, id, 'publish')
  return id
}

test('an announcement needs a second person, and is nobody’s before', async () => {
  const id = await draft()
  expect(await visit(notice.loader as never, { params: { announcementId: id } })).toMatchObject({
    status: 404,
  })
  await move(officer, id, 'submit')
  await expect(move(officer, id, 'publish')).rejects.toMatchObject({ code: 'own-text' })
  await expect(move(liaison, id, 'publish')).rejects.toMatchObject({ code: 'not-your-move' })
  const outcomes = await Promise.allSettled([move(second, id, 'publish'), move(second, id, 'publish')])
  expect(outcomes.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
  expect(await visit(notice.loader as never, { params: { announcementId: id } })).toMatchObject({
    status: 200,
  })
})

test('a scheduled one waits for its hour, and the clock publishes only what was approved', async () => {
  const later = { publishAt: '2099-01-01T09:00' }
  const [ready, unread] = [await approved(later), await draft(later)]
  await move(officer, unread, 'submit')
  expect(await findPublished(visitor.db, ready)).toBeUndefined()
  await doing(clock, (tx) => publishDue(tx, new Date('2099-01-01T00:59:59Z')))
  expect(await findPublished(visitor.db, ready)).toBeUndefined()
  await doing(clock, (tx) => publishDue(tx, new Date('2099-01-01T01:00:00Z')))
  expect(await findPublished(visitor.db, ready)).toMatchObject({ state: 'published' })
  expect(await trailOf(database.owner.db, ready)).toEqual([
    'announcement.drafted',
    'announcement.submitted',
    'announcement.approved',
    'announcement.published',
  ])
  expect(await findPublished(visitor.db, unread)).toBeUndefined()
})

test('pinned ones stand first, and a corrected one links to what corrects it', async () => {
  const pinned = await approved({ titleZh: '置顶', pinned: 'on' })
  const old = await approved({ titleZh: '旧' })
  const fresh = await approved({ titleZh: '新', correctsId: old })
  const listed = (await listPublished(visitor.db)).map(({ id }) => id)
  expect(listed[0]).toBe(pinned)
  expect(listed).not.toContain(old)
  expect(await findPublished(visitor.db, old)).toMatchObject({ state: 'corrected', correctedById: fresh })
})
