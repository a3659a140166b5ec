import { describe, expect, test } from 'vitest'
import { barsOf, rangeOf, viewOf } from '~/rounds/overview/calendar'
import * as calendar from '~/rounds/overview/pages/calendar'
import type { StagedRound } from '~/rounds/overview/stages'
import { aMarket } from '../support/database'
import { cookieOf, servePages, visit } from '../support/pages'

const { app, worker } = await aMarket()

const at = (day: number) => new Date(Date.UTC(2026, 0, day))
const round: StagedRound = {
  state: 'closed',
  reached: 'closed',
  publishedAt: at(1),
  pledgesCloseAt: at(8),
  bidsCloseAt: at(12),
  openingAt: at(13),
  decidedAt: null,
  standstillEndsAt: null,
  confirmedAt: null,
  lateJoinUntil: null,
}

describe('a round on the calendar', () => {
  test('is a bar per stage, each beginning where the one before ends; what waits for a deed lasts until now', () => {
    expect(barsOf({ ...round, state: 'prices_opened', reached: 'prices_opened' }, at(20))).toEqual([
      { key: 'pledging', from: at(1), to: at(8), open: false, paused: false },
      { key: 'bidding', from: at(8), to: at(12), open: false, paused: false },
      { key: 'opening', from: at(12), to: at(13), open: false, paused: false },
      { key: 'evaluation', from: at(13), to: at(20), open: true, paused: false },
    ])
  })

  test('as a draft begins now', () => {
    const draft = { ...round, state: 'draft', reached: 'draft', publishedAt: null } as const
    expect(barsOf(draft, at(5))[0]).toEqual({
      key: 'pledging',
      from: at(5),
      to: at(8),
      open: false,
      paused: false,
    })
    expect(viewOf(draft)).toBe('draft')
  })

  test('that is suspended stops where it was, pauses until now, and what lies ahead is not drawn', () => {
    const suspended = { ...round, state: 'suspended', reached: 'published', suspendedAt: at(5) } as const
    expect(barsOf(suspended, at(9))).toEqual([
      { key: 'pledging', from: at(1), to: at(5), open: false, paused: false },
      { key: 'pledging', from: at(5), to: at(9), open: true, paused: true },
    ])
    expect(viewOf(suspended)).toBe('running')
  })

  test('that was canceled shows no stage that it did not reach', () => {
    const canceled = { ...round, state: 'canceled', reached: 'frozen' } as const
    expect(barsOf(canceled, at(20)).map(({ key }) => key)).toEqual(['pledging', 'bidding'])
    expect(viewOf(canceled)).toBe('past')
  })

  test('the range holds now and every bar, but not all of a long ordering stage', () => {
    const long = { key: 'ordering', from: at(10), to: at(400), open: false, paused: false } as const
    const [from, to] = rangeOf(
      [{ key: 'pledging', from: at(1), to: at(10), open: false, paused: false }, long],
      at(20),
    )
    expect(from).toEqual(at(1))
    expect(to).toEqual(at(81))
  })
})

describe('the page', async () => {
  servePages(app.pool)
  const see = async (key: 'officer' | 'auditor' | 'buyer' | 'yunfanRep', which: string) =>
    visit(calendar.loader as never, {
      path: `/office/rounds?which=${which}`,
      cookie: await cookieOf(worker.db, key),
    })

  test('shows the office every round of a view, drafts too; buyers and vendors are not let in', async () => {
    const all = (await see('officer', 'all')).data as {
      rounds: { state: string }[]
      counts: Record<string, number>
    }
    expect(all.rounds).toHaveLength(all.counts['all']!)
    const drafts = (await see('auditor', 'draft')).data as typeof all
    expect(drafts.rounds.length).toBeGreaterThan(0)
    expect(drafts.rounds.every(({ state }) => state === 'draft')).toBe(true)
    for (const stranger of ['buyer', 'yunfanRep'] as const)
      expect((await see(stranger, 'all')).status).not.toBe(200)
  })
})
