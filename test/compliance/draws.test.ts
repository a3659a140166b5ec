import { execFile } from 'node:child_process'
import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { moveInspections, openInspections } from '~/compliance/draws/commands.server'
import { drawForm, type DrawMove } from '~/compliance/draws/form'
import * as drawPage from '~/compliance/draws/pages/draw'
import * as drawsPage from '~/compliance/draws/pages/draws'
import * as publishedPage from '~/compliance/draws/pages/published'
import * as jsonPage from '~/compliance/draws/pages/published-json'
import { differences, drawFile, repeat } from '~/compliance/draws/published'
import { drawFileOf, findDraw, listVisited } from '~/compliance/draws/queries.server'
import { addDays, dayOf } from '~/kernel/workdays'
import { aDatabase } from '../support/database'
import { anOffice } from '../support/office'
import { cookieFor, servePages, visit } from '../support/pages'
import type { Someone } from '../support/people'
import { trailOf } from '../support/trail'

const database = await aDatabase()
const { app, owner, worker } = database
servePages(app.pool)
const { officer, auditor, liaison, southLiaison, inspector, harbor, someone, anEnterpriseIn } =
  await anOffice(database)
const second = await someone('agency', ['inspector'], harbor)
const private1 = { ownership: 'private' }
const units = await Promise.all([
  ...['370202', '370202', '370202', '370202', '370211', '370211'].map((district) =>
    anEnterpriseIn(district, private1),
  ),
  anEnterpriseIn('370202', { ownership: 'state_owned' }),
])
const manager = await someone('enterprise', ['asset_manager'], units[0])

const now = new Date()
const today = dayOf(now)
const refused = (code: string) => ({ code })
const doing = <T>(who: Someone, work: (tx: Someone['db']) => Promise<T>) => who.db.transaction().execute(work)
const values = (facts: Record<string, unknown> = {}) => ({
  title: '年度督查', ground: '通知', categories: ['office', 'antivirus'], ratio: '50', minimum: '1', computerRatio: '10', computerMinimum: '3',
  pool: [inspector.personId, second.personId], startsOn: today, endsOn: addDays(today, 20), ...facts,
}) // oxfmt-ignore
const open = (who: Someone, facts: Record<string, unknown> = {}) =>
  doing(who, (tx) => openInspections(tx, who.actor, drawForm.parse(values(facts)), now))
const move = (who: Someone, id: string, its: DrawMove) =>
  doing(who, (tx) => moveInspections(tx, who.actor, id, its, now))
const see = async (loader: unknown, who: Someone | null, campaignId: string) =>
  visit(loader as never, {
    params: { campaignId },
    ...(who && { cookie: await cookieFor(worker.db, who) }),
  })

const audit = async (file: unknown) => {
  const path = join(await mkdtemp(join(tmpdir(), 'draw-')), 'draw.json')
  await writeFile(path, JSON.stringify(file))
  const run = promisify(execFile)('npm', ['run', '--silent', 'audit', '--', 'draw', path])
  const { stdout, code } = await run.then(
    ({ stdout: out }) => ({ stdout: out, code: 0 }),
    (error: { stdout: string; code: number }) => error,
  )
  return { code, said: JSON.parse(stdout) }
}

const ids = Array.from({ length: 10 }, (_, at) => `PC-${String(at + 1).padStart(3, '0')}`)
const vector = { secret: 'muster-demo', ids, ratioBps: 3000, minimum: 1 }

test('the command repeats the known draw, and says what differs from what was published', async () => {
  const { code, said } = await audit(vector)
  expect(code).toBe(0)
  expect(said).toMatchObject({
    commitment: '84e09c6a9f07f76efbe8c2cb0795455e9fc30af06561377810305ea64ba40e5e',
    frame: 'fdc248b58afb01ed72fc0c6ce7fecfd2ce9dd11c7323e1e85eb3b402b90361b5',
    seed: '3484bca002e5f848cea1beadd104dc4523a9c4a7e27cc8b7e100f143bf49c37c',
    drawn: ['PC-006', 'PC-002', 'PC-001'],
  })
  expect(said.next.slice(0, 2)).toEqual(['PC-010', 'PC-004'])
  const changed = { ...vector, ids: ids.with(9, 'PC-011'), frame: said.frame, drawn: said.drawn }
  expect(await audit(changed)).toMatchObject({
    code: 1,
    said: { problems: expect.arrayContaining(['frame']) },
  })
  expect(differences({ ...vector, strata: { one: ids.slice(1) } }, repeat(vector))).toEqual(['strata'])
  expect(differences({ ...vector, commitment: 'a'.repeat(64) }, repeat(vector))).toEqual(['commitment'])
})

test('the computers of one enterprise are repeated from the campaign’s seed and the enterprise’s number', () => {
  const seed = 'ab'.repeat(32)
  const file = drawFile.parse({ seed, within: '91350200M000100Y43', ids, ratioBps: 3000, minimum: 1 })
  expect(repeat(file).seed).toBe(`${seed}91350200M000100Y43`)
  expect(repeat(file).drawn).not.toEqual(repeat({ ...file, within: '91350200M000100Y44' }).drawn)
  expect(drawFile.safeParse({ ids, ratioBps: 1, minimum: 1 }).success).toBe(false)
})

test('no ratio has a default, a percentage has two decimals, and a team needs two', () => {
  const wrong = (facts: Record<string, unknown>) =>
    drawForm.safeParse(values(facts)).error?.issues.map(({ message }) => message)
  expect(wrong({ ratio: '' })).toEqual(['required'])
  expect(wrong({ ratio: '0' })).toEqual(['share-form'])
  expect(wrong({ ratio: '100.01' })).toEqual(['share-form'])
  expect(wrong({ minimum: '' })).toEqual(['required'])
  expect(wrong({ pool: [inspector.personId] })).toEqual(['two-needed'])
  expect(wrong({ endsOn: addDays(today, -1) })).toEqual(['ends-before-start'])
  expect(drawForm.parse(values({ ratio: '12.5 %' })).ratio).toBe(1250)
})

test('commitment, frame and draw come in this order, and the command repeats what is published', async () => {
  const id = await open(officer, { ownerships: ['private'] })
  const committed = (await findDraw(officer.db, id))!
  expect(committed).toMatchObject({ state: 'open', secret: null, seed: null, frameSha256: null, ids: [] })
  expect(drawFileOf(committed)).toBeNull()
  expect((await see(jsonPage.loader, null, id)).status).toBe(404)
  await expect(move(officer, id, { move: 'draw' })).rejects.toMatchObject(refused('already-moved'))
  await expect(move(liaison, id, { move: 'freeze' })).rejects.toMatchObject(refused('not-your-move'))

  await move(officer, id, { move: 'freeze' })
  const framed = (await findDraw(officer.db, id))!
  expect(framed.ids).toHaveLength(6)
  expect(Object.keys(framed.strata)).toEqual(['370202 private', '370211 private'])
  await anEnterpriseIn('370202', private1)
  await move(officer, id, { move: 'draw' })

  const drawn = (await findDraw(officer.db, id))!
  expect(drawn.ids).toEqual(framed.ids)
  expect(drawn.commitment).toBe(committed.commitment)
  const file = drawFileOf(drawn)!
  const { code, said } = await audit(file)
  expect({ code, frame: said.frame, seed: said.seed }).toEqual({
    code: 0,
    frame: drawn.frameSha256,
    seed: drawn.seed,
  })
  const visited = await listVisited(officer.db, id)
  expect(visited.map(({ uscc }) => uscc).toSorted()).toEqual(said.drawn.toSorted())
  expect(visited.map(({ stratum, rank }) => `${stratum} ${rank}`)).toEqual([
    '370202 private 1', '370202 private 2', '370211 private 1',
  ]) // oxfmt-ignore
  expect(await trailOf(owner.db, id)).toEqual([
    'inspection_campaign.opened', 'inspection_campaign.framed', 'inspection_campaign.drawn',
  ]) // oxfmt-ignore
})

test('of two officers who draw at once one is refused', async () => {
  const id = await open(officer)
  await move(officer, id, { move: 'freeze' })
  const both = await Promise.allSettled([
    move(officer, id, { move: 'draw' }),
    move(officer, id, { move: 'draw' }),
  ])
  expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
})

test('nobody steers: what was committed to or frozen is fixed by the database, and the secret fits its commitment', async () => {
  const id = await open(officer)
  await move(officer, id, { move: 'freeze' })
  const set = (facts: Record<string, unknown>) =>
    officer.db.updateTable('inspectionCampaigns').set(facts).where('id', '=', id).execute()
  await expect(set({ ratioBps: 1 })).rejects.toThrow('draw-is-fixed')
  await expect(set({ commitment: 'a'.repeat(64) })).rejects.toThrow('draw-is-fixed')
  await expect(set({ frame: 'x\n' })).rejects.toThrow('draw-is-fixed')
  await expect(set({ state: 'drawn', secret: 'mine', seed: 'a'.repeat(64) })).rejects.toThrow('check')
})

test('a frame holds somebody, a pool inspectors; a round closes when all is concluded and is called off before a visit', async () => {
  await expect(open(officer, { pool: [inspector.personId, manager.personId] })).rejects.toMatchObject(
    refused('pool-unknown'),
  )
  await expect(open(liaison)).rejects.toMatchObject(refused('not-your-move'))
  const empty = await open(officer, { listings: ['listed'] })
  await expect(move(officer, empty, { move: 'freeze' })).rejects.toMatchObject(refused('frame-empty'))

  const id = await open(officer)
  await move(officer, id, { move: 'freeze' })
  await move(officer, id, { move: 'draw' })
  await expect(move(officer, id, { move: 'close' })).rejects.toMatchObject(refused('inspections-open'))
  const one = (await listVisited(officer.db, id))[0]!
  const set = (facts: Record<string, unknown>) =>
    owner.db.updateTable('inspections').set(facts).where('id', '=', one.id).execute()
  await set({ state: 'announced', team: [inspector.personId, second.personId], visitOn: today })
  await set({ state: 'visiting' })
  const cancel = (which: string) => move(officer, which, { move: 'cancel', reason: '改期' })
  await expect(cancel(id)).rejects.toMatchObject(refused('visits-begun'))
  const other = await open(officer)
  await move(officer, other, { move: 'freeze' })
  await move(officer, other, { move: 'draw' })
  await cancel(other)
  expect(new Set((await listVisited(officer.db, other)).map(({ state }) => state))).toEqual(
    new Set(['canceled']),
  )
})

test('anyone reads the draw; only agencies read the round, each its own enterprises', async () => {
  const id = await open(officer)
  await move(officer, id, { move: 'freeze' })
  await move(officer, id, { move: 'draw' })
  expect((await see(publishedPage.loader, null, id)).status).toBe(200)
  expect((await see(jsonPage.loader, null, id)).status).toBe(200)
  expect((await see(drawPage.loader, manager, id)).status).toBe(404)
  expect((await see(drawPage.loader, auditor, id)).status).toBe(200)
  expect((await see(drawsPage.loader, liaison, id)).status).toBe(200)
  const districts = async (who: Someone) =>
    new Set((await listVisited(who.db, id)).map(({ stratum }) => stratum.split(' ')[0]))
  expect(await districts(liaison)).toEqual(new Set(['370211']))
  expect(await districts(southLiaison)).toEqual(new Set(['370202']))
  const own = await manager.db.selectFrom('inspections').select('orgId').execute()
  expect(own.filter(({ orgId }) => orgId !== units[0])).toEqual([])
})

test('a round of inspections with an English title reads so in English; one without keeps its Chinese title', async () => {
  const titleOf = async (id: string, locale: string) => {
    const cookie = `${await cookieFor(worker.db, officer)}; locale=${locale}`
    const pages = [drawPage.loader, publishedPage.loader]
    const seen = pages.map((loader) => visit(loader as never, { params: { campaignId: id }, cookie }))
    return (await Promise.all(seen)).map(({ data }) => (data as { title: string }).title)
  }
  const named = await open(officer, { titleEn: 'Inspection 2026' })
  expect(await titleOf(named, 'en')).toEqual(['Inspection 2026', 'Inspection 2026'])
  expect(await titleOf(named, 'zh')).toEqual(['年度督查', '年度督查'])
  expect(await titleOf(await open(officer, { titleEn: '' }), 'en')).toEqual(['年度督查', '年度督查'])
})
