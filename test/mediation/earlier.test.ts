import { expect, test } from 'vitest'
import * as earlierPage from '~/mediation/pages/caucus-earlier'
import * as caucusPage from '~/mediation/pages/caucus'
import * as evidenceNew from '~/mediation/pages/evidence-new'
import * as evidenceVersion from '~/mediation/pages/evidence-version'
import { passCaucus, readEarlier } from '~/mediation/channels/earlier.server'
import type { Side } from '~/mediation/channels/kinds'
import { speak } from '~/mediation/channels/talk.server'
import { stepBack } from '~/mediation/mediators/mandate.server'
import { rankMediators } from '~/mediation/mediators/selecting.server'
import { disputesOf } from '../support/cases'
import { aDatabase } from '../support/database'
import { cookieFor, servePages, visit } from '../support/pages'
import type { Someone } from '../support/people'

const database = await aDatabase()
const { owner, worker } = database
servePages(database.app.pool)
const disputes = disputesOf(database)
const { work } = disputes

/** Both sides talk alone with a mediator, who steps back; they choose the next one, who takes the case on. */
async function aReplacement() {
  const its = await disputes.aMediation()
  const says = (who: Someone, side: Side, body: string) =>
    work(who, (tx) => speak(tx, who.actor, its.caseId, `caucus_${side}`, { move: 'send', body }, new Date()))
  await says(its.claimant, 'claimant', '我们最多退一步')
  await says(its.respondent, 'respondent', '我们可以再让')
  await work(its.mediator, (tx) => stepBack(tx, its.mediator.actor, its.caseId))
  const next = its.mediators[1]!
  for (const side of ['claimant', 'respondent'] as const)
    await work(its[side], (tx) => rankMediators(tx, its.caseId, side, [next.personId], new Date()))
  await disputes.declare(its, next)
  expect(await disputes.stateOfCase(its.caseId)).toBe('mediation')
  const reads = (who: Someone, side: Side = 'claimant') => readEarlier(who.db, who.actor, its.caseId, side, 1)
  const passes = (who: Someone, side: Side = 'claimant') =>
    work(who, (tx) => passCaucus(tx, its.caseId, side, 1))
  return { ...its, next, reads, passes }
}

test('the next mediator reads nothing of an earlier caucus until that side lets them, and then of that side alone', async () => {
  const its = await aReplacement()
  expect(await its.reads(its.next)).toBeUndefined()
  const rows = its.next.db.selectFrom('messages').select('id')
  expect(await rows.execute()).toEqual([])
  expect((await its.reads(its.claimant))!.messages.map(({ body }) => body)).toEqual(['我们最多退一步'])

  await its.passes(its.claimant)
  expect((await its.reads(its.next))!.messages.map(({ body }) => body)).toEqual(['我们最多退一步'])
  expect(await its.reads(its.next, 'respondent')).toBeUndefined()
  for (const who of [its.respondent, its.registrar, its.mediator])
    expect(await its.reads(who)).toBeUndefined()
})

test('only its own side passes a caucus on, once, and not to nobody', async () => {
  const its = await aReplacement()
  for (const who of [its.respondent, its.next, its.registrar])
    await expect(its.passes(who)).rejects.toMatchObject({ message: 'not-your-move' })
  await its.passes(its.claimant)
  await expect(its.passes(its.claimant)).rejects.toMatchObject({ message: 'not-now' })
  await work(its.next, (tx) => stepBack(tx, its.next.actor, its.caseId))
  expect(await its.reads(its.next)).toBeUndefined()
  await expect(its.passes(its.respondent, 'respondent')).rejects.toMatchObject({ message: 'not-now' })
})

test('the caucus’s page leads to earlier ones, and the other side’s pages say nothing of what was passed on', async () => {
  const its = await aReplacement()
  const sees = async (who: Someone, page: { loader: unknown }, params: object) =>
    visit(page.loader as never, {
      params: { caseId: its.caseId, ...params },
      cookie: await cookieFor(owner.db, who),
    })
  const before = await sees(its.respondent, caucusPage, { side: 'respondent' })
  expect(before.data).toMatchObject({ earlier: [{ no: 1, passed: false }] })
  const form = { move: 'pass' }
  const passed = await visit(earlierPage.action, {
    params: { caseId: its.caseId, side: 'claimant', no: '1' },
    cookie: await cookieFor(worker.db, its.claimant),
    form,
  })
  expect(passed).toMatchObject({ status: 302 })
  expect((await sees(its.next, caucusPage, { side: 'claimant' })).data).toMatchObject({
    earlier: [{ no: 1, passed: true }],
  })
  expect((await sees(its.respondent, caucusPage, { side: 'respondent' })).data).toEqual(before.data)
  expect((await sees(its.respondent, earlierPage, { side: 'claimant', no: '1' })).status).toBe(404)
})

test('the files of an earlier caucus stand there for its own side, and for the next mediator once that side lets them', async () => {
  const its = await disputes.aMediation()
  const form = new FormData()
  const fields = { title: '内部报价单', kind: 'party_file', purpose: 'for_mediation', sha256: '' }
  for (const [name, value] of Object.entries(fields)) form.append(name, value)
  form.append('file', new File(['底价 1,000'], '报价.txt', { type: 'text/plain' }))
  const claimant = await cookieFor(worker.db, its.claimant)
  const params = { caseId: its.caseId, channel: 'caucus_claimant' }
  expect(await visit(evidenceNew.action, { params, cookie: claimant, form })).toMatchObject({ status: 302 })
  await work(its.mediator, (tx) => stepBack(tx, its.mediator.actor, its.caseId))
  const next = its.mediators[1]!
  for (const side of ['claimant', 'respondent'] as const)
    await work(its[side], (tx) => rankMediators(tx, its.caseId, side, [next.personId], new Date()))
  await disputes.declare(its, next)

  const earlier = async (who: Someone) => {
    const at = { caseId: its.caseId, side: 'claimant', no: '1' }
    return visit(earlierPage.loader, { params: at, cookie: await cookieFor(worker.db, who) })
  }
  const own = (await earlier(its.claimant)).data as { items: { id: string; title: string }[] }
  expect(own.items.map(({ title }) => title)).toEqual(['内部报价单'])
  const reads = async (who: Someone) => {
    const version = { caseId: its.caseId, itemId: own.items[0]!.id, version: '1' }
    return (await visit(evidenceVersion.loader, { params: version, cookie: await cookieFor(worker.db, who) }))
      .status
  }
  expect([await reads(its.claimant), await reads(next)]).toEqual([200, 404])
  await work(its.claimant, (tx) => passCaucus(tx, its.caseId, 'claimant', 1))
  expect((await earlier(next)).data).toMatchObject({ items: [{ title: '内部报价单' }] })
  expect([await reads(next), await reads(its.respondent), await reads(its.mediator)]).toEqual([200, 404, 404])
})
