import fc from 'fast-check'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { drawScorecards, releaseScorecards } from '~/program/scorecards/clock.server'
import * as own from '~/program/scorecards/pages/own'
import * as page from '~/program/scorecards/pages/scorecard'
import { coveredYear } from '~/program/scorecards/period'
import { type Figures, ratesOf } from '~/program/scorecards/rating'
import { orgId } from '~db/seeds/people'
import { aMarket } from '../support/database'
import { cookieOf, servePages, visit } from '../support/pages'
import { peopleOf } from '../support/people'
import { trailOf } from '../support/trail'

const market = await aMarket()
const { owner, app, worker } = market
const { clock } = peopleOf(market)
servePages(app.pool)
const [vendor, rival, officer] = (await Promise.all(
  ['jinshanxingRep', 'yunfanRep', 'officer'].map((key) => cookieOf(worker.db, key)),
)) as [string, string, string]

const asClock = (run: (tx: typeof clock.db, now: Date) => Promise<void>, now = new Date()) =>
  clock.db.transaction().execute((tx) => run(tx, now))
const refusalOf = ({ data }: { data: unknown }) =>
  (data as { refusal: { code: string } | null }).refusal?.code
type Cards = { cards: { id: string; state: string; figures: Figures; comment: string | null }[] }
const ownCards = async (cookie: string) => ((await visit(own.loader, { cookie })).data as Cards).cards
const officeCards = async (vendorId: string) =>
  ((await visit(page.loader, { cookie: officer, params: { vendorId } })).data as Cards).cards
const comment = (scorecardId: string, text: string, cookie = vendor) =>
  visit(own.action, { cookie, form: { scorecardId, comment: text } })

test('a vendor reads its figures first, comments until they are released, and then the office reads both', async () => {
  await owner.db.deleteFrom('scorecards').execute()
  await asClock(drawScorecards)
  await asClock(drawScorecards)
  const [card, ...more] = await ownCards(vendor)
  expect(more).toEqual([])
  expect(await officeCards(orgId('jinshanxing'))).toEqual([])
  expect((await comment(card!.id, '一批交付因厂商系统升级延期')).location).toContain('scorecard-commented')
  expect(refusalOf(await comment(card!.id, '别家的说明', rival))).toBe('comment-late')

  await owner.db
    .updateTable('scorecards')
    .set({ commentDue: sql<Date>`now() - interval '1 minute'` })
    .execute()
  expect(refusalOf(await comment(card!.id, '再补充一句'))).toBe('comment-late')
  await asClock(releaseScorecards)
  expect(await officeCards(orgId('jinshanxing'))).toMatchObject([{ comment: '一批交付因厂商系统升级延期' }])
  expect(await trailOf(owner.db, card!.id)).toEqual([
    'scorecard.shown',
    'scorecard.commented',
    'scorecard.released',
  ])
})

test('the figures are the facts of orders, and no vendor changes them', async () => {
  const { coversFrom, coversTo } = coveredYear(new Date())
  const { rows } = await sql<{ due: number; onTime: number }>`
    select count(*)::int as due, (count(*) filter (where delivered_at <= deliver_due))::int as "onTime" from orders
    where vendor_id = ${orgId('jinshanxing')} and shanghai_day(deliver_due) between ${coversFrom} and ${coversTo}
      and (closed_at is null or closed_at > deliver_due)`.execute(owner.db)
  const { figures } = (await ownCards(vendor))[0]!
  expect(figures).toMatchObject(rows[0]!)
  await expect(app.db.updateTable('scorecards').set({ figures: '{}' }).execute()).rejects.toThrow(
    /permission denied/,
  )
})

test('another vendor’s scorecard does not exist, nor does the office’s page for vendors', async () => {
  expect((await ownCards(rival)).map(({ id }) => id)).not.toEqual(
    (await ownCards(vendor)).map(({ id }) => id),
  )
  expect(
    (await visit(page.loader, { cookie: rival, params: { vendorId: orgId('jinshanxing') } })).status,
  ).toBe(404)
})

const count = fc.nat(12)

test('a share of fewer than five is not told, and one of more lies between none and all', () => {
  fc.assert(
    fc.property(count, count, count, count, fc.option(fc.nat(40)), (due, onTime, orders, answers, cases) => {
      const its = { due, onTime: Math.min(onTime, due), deliveries: due, rejected: 0, answers, answerHours: 48, breaches: 1, orders, cases } // oxfmt-ignore
      const rates = ratesOf(its)
      expect(rates.onTime === null).toBe(due < 5)
      if (rates.onTime !== null) expect(rates.onTime).toBeLessThanOrEqual(1)
      expect(rates.answerDays).toBe(answers < 5 ? null : 2)
      expect(rates.casesPerHundred === null).toBe(cases === null || orders < 5)
    }),
  )
})

test('a scorecard covers the four quarters that ended last', () => {
  expect(coveredYear(new Date('2026-11-27T04:00:00Z'))).toEqual({
    coversFrom: '2025-10-01',
    coversTo: '2026-09-30',
  })
  expect(coveredYear(new Date('2026-12-31T16:30:00Z'))).toEqual({
    coversFrom: '2026-01-01',
    coversTo: '2026-12-31',
  })
})
