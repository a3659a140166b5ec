import { expect, test } from 'vitest'
import {
  answerDue,
  mayAskRemoval,
  publicAt,
  removalDue,
  whyNotList,
  whyNotNotice,
  whyNotPropose,
  whyNotRemove,
  type Entry,
  type Removal,
} from '~/compliance/blacklist/due-process'
import { answerNotice, moveEntry, proposeEntry } from '~/compliance/blacklist/commands.server'
import { findEntry } from '~/compliance/blacklist/queries.server'
import type { EntryValues } from '~/compliance/blacklist/form'
import { publishedDays } from '~/kernel/calendar'
import { addDays, calendarOf, dayOf } from '~/kernel/workdays'
import { aDatabase } from '../support/database'
import { peopleOf, type Someone } from '../support/people'
import { trailOf } from '../support/trail'

const calendar = calendarOf(publishedDays)
const now = new Date('2026-11-24T10:00:00+08:00')
const uscc = '91350100M000100Y43'
const decision = {
  number: '青文执罚〔2026〕12号',
  authority: '青岛市文化和旅游局',
  decidedOn: '2026-08-01',
  ground: '使用侵权软件',
  uscc,
  hasFile: true,
}
const organization = { verified: true, uscc }

test('nobody is proposed without a complete decision about a verified organization', () => {
  const why = (facts: object, of = organization) => whyNotPropose({ ...decision, ...facts }, of, now)
  expect(why({})).toBeNull()
  expect(why({ number: ' ' })).toBe('decision-incomplete')
  expect(why({ decidedOn: '2026-11-25' })).toBe('decision-to-come')
  expect(why({ hasFile: false })).toBe('decision-without-file')
  expect(why({ uscc: '91350100M000100Y4' })).toBe('uscc-form')
  expect(why({ uscc: '914403001922038216' })).toBe('uscc-differs')
  expect(why({}, { verified: false, uscc })).toBe('organization-not-verified')
})

const entry: Entry = {
  state: 'noticed',
  proposedBy: 'first',
  decidedOn: '2026-08-01',
  finalOn: '2026-10-01',
  answerDue: now,
  considered: '未提出申辩',
}

test('notice is given once the decision is final', () => {
  const why = (finalOn: string | null) => whyNotNotice({ ...entry, state: 'proposed', finalOn }, now)
  expect(why('2026-11-24')).toBeNull()
  expect(why('2026-11-25')).toBe('decision-not-final')
  expect(why('2026-07-31')).toBe('decision-not-final')
  expect(why(null)).toBe('decision-not-final')
})

test('another officer lists, after the notice period, with the answer considered', () => {
  const why = (facts: Partial<Entry>, officer = 'second') => whyNotList({ ...entry, ...facts }, officer, now)
  expect(why({})).toBeNull()
  expect(why({}, 'first')).toBe('lister-is-proposer')
  expect(why({ answerDue: new Date(now.getTime() + 1) })).toBe('notice-period-runs')
  expect(why({ answerDue: null })).toBe('notice-period-runs')
  expect(why({ considered: ' ' })).toBe('answer-not-considered')
  expect(why({ state: 'listed' })).toBe('already-moved')
})

const removal: Removal = {
  state: 'listed',
  proposedBy: 'first',
  firstBy: null,
  firstGround: null,
  ground: 'rectified',
  rectificationAccepted: true,
  purchaseDelivered: true,
}

test('removal is offered in the moment the second fact arrives', () => {
  expect(mayAskRemoval(removal)).toBe(true)
  expect(mayAskRemoval({ ...removal, purchaseDelivered: false })).toBe(false)
  expect(mayAskRemoval({ ...removal, rectificationAccepted: false })).toBe(false)
})

test('two persons remove, neither of them the proposer; an annulled decision needs no other fact', () => {
  const why = (facts: Partial<Removal>, officer = 'second') => whyNotRemove({ ...removal, ...facts }, officer)
  expect(why({})).toBeNull()
  expect(why({}, 'first')).toBe('remover-is-proposer')
  expect(why({ firstBy: 'second' })).toBe('second-person-needed')
  expect(why({ firstBy: 'second', firstGround: 'rectified' }, 'third')).toBeNull()
  expect(why({ firstBy: 'second', firstGround: 'rectified', ground: 'annulled' }, 'third')).toBe(
    'removal-ground-differs',
  )
  expect(why({ purchaseDelivered: false })).toBe('not-bought')
  expect(why({ rectificationAccepted: false })).toBe('not-rectified')
  expect(why({ ground: 'annulled', purchaseDelivered: false, rectificationAccepted: false })).toBeNull()
})

test('ten working days to answer, three to decide a removal, public at nine on the next working day', () => {
  expect(answerDue(new Date('2026-09-24T15:00:00+08:00'), calendar)).toEqual(
    new Date('2026-10-16T00:00:00+08:00'),
  )
  expect(removalDue(new Date('2026-09-30T15:00:00+08:00'), calendar)).toEqual(
    new Date('2026-10-11T00:00:00+08:00'),
  )
  expect(publicAt(new Date('2026-09-30T15:00:00+08:00'), calendar)).toEqual(
    new Date('2026-10-08T09:00:00+08:00'),
  )
})

const database = await aDatabase()
const { owner } = database
const people = peopleOf(database)

test('from a decision to the list and off it again: each step by whom it is for, each in the trail', async () => {
  const [proposer, lister, third] = [
    await people.anOfficer(),
    await people.anOfficer(),
    await people.anOfficer(),
  ]
  const [its, other] = [await people.anApprover(), await people.anApprover()]
  const { uscc: code } = await owner.db
    .selectFrom('organizations')
    .select('uscc')
    .where('id', '=', its.orgId)
    .executeTakeFirstOrThrow()
  const today = new Date()
  const later = new Date(today.getTime() + 40 * 86_400_000)
  const doing = <T>(who: Someone, work: (tx: Someone['db']) => Promise<T>) =>
    who.db.transaction().execute(work)
  const proposal = {
    uscc: code,
    decisionNo: '青文执罚〔2026〕12号',
    authority: '青岛市文化和旅游局',
    decidedOn: addDays(dayOf(today), -60),
    ground: '使用侵权软件',
    products: [],
    file: new File(['%PDF-1.7\n%'], '处罚决定书.pdf'),
  }
  const propose = () => doing(proposer, (tx) => proposeEntry(tx, proposer.actor, proposal, today))
  const id = await propose()
  await expect(propose()).rejects.toMatchObject({ code: 'proposed-already' })
  const move = (who: Someone, values: EntryValues, at = later) =>
    doing(who, (tx) => moveEntry(tx, who.actor, id, values, at))
  const answer = (who: Someone, at = today) =>
    doing(who, (tx) => answerNotice(tx, who.actor, id, '已停止使用并购买正版', at))
  await move(proposer, { move: 'notice', finalOn: dayOf(today) }, today)
  await expect(answer(other)).rejects.toMatchObject({ code: 'entry-unknown' })
  await expect(answer(its, later)).rejects.toMatchObject({ code: 'answer-too-late' })
  await answer(its)

  const listing: EntryValues = { move: 'list', considered: '申辩不影响处罚决定' }
  await expect(move(proposer, listing)).rejects.toMatchObject({ code: 'lister-is-proposer' })
  await move(lister, listing)
  await move(lister, { move: 'correct', correction: '使用未经授权的设计软件' })
  await expect(move(lister, { move: 'confirm_correction' })).rejects.toMatchObject({
    code: 'second-person-needed',
  })
  await move(third, { move: 'confirm_correction' })
  await move(lister, { move: 'keep', reason: '尚未整改' })
  await expect(move(lister, { move: 'keep', reason: '再次' })).rejects.toMatchObject({
    code: 'reviewed-already',
  })
  await expect(move(lister, { move: 'drop', reason: '误' })).rejects.toMatchObject({ code: 'already-moved' })

  const removing = (ground: 'rectified' | 'annulled') => ({ move: 'remove', ground }) as const
  await expect(move(lister, removing('rectified'))).rejects.toMatchObject({ code: 'not-rectified' })
  await move(lister, removing('annulled'))
  await expect(move(lister, removing('annulled'))).rejects.toMatchObject({ code: 'second-person-needed' })
  await move(third, removing('annulled'))
  expect(await trailOf(owner.db, id)).toEqual([
    'blacklist.proposed',
    'blacklist.noticed',
    'blacklist.answered',
    'blacklist.listed',
    'blacklist.correction_proposed',
    'blacklist.corrected',
    'blacklist.kept',
    'blacklist.removal_consented',
    'blacklist.removed',
  ])
})

test('an inspector proposes whom a decision names, whomever it oversees, and reads its entry by name', async () => {
  const inspector = await people.someone('agency', ['inspector'])
  const punished = await people.anApprover()
  const { uscc: code } = await owner.db
    .selectFrom('organizations')
    .select('uscc')
    .where('id', '=', punished.orgId)
    .executeTakeFirstOrThrow()
  const named = () =>
    inspector.db.selectFrom('organizations').select('name').where('id', '=', punished.orgId).execute()
  expect(await named()).toEqual([])
  const id = await inspector.db.transaction().execute((tx) =>
    proposeEntry(
      tx,
      inspector.actor,
      {
        uscc: code,
        decisionNo: '青文执罚〔2026〕13号',
        authority: '青岛市文化和旅游局',
        decidedOn: addDays(dayOf(new Date()), -60),
        ground: '使用侵权软件',
        products: [],
        file: new File(['%PDF-1.7\n%'], '处罚决定书.pdf'),
      },
      new Date(),
    ),
  )
  expect(await findEntry(inspector.db, id)).toMatchObject({ state: 'proposed', uscc: code })
  expect(await named()).toHaveLength(1)
})
