import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import * as awardJson from '~/awards/pages/award-json'
import * as notice from '~/awards/pages/notice'
import { listConfirmedAwards } from '~/awards/runs/published.server'
import { verifyFiles } from '~/awards/verifying/files'
import { awardingOf } from '../support/awarding'
import { aDatabase } from '../support/database'
import { cookieFor, servePages, visit } from '../support/pages'
import type { Someone } from '../support/people'

const database = await aDatabase()
const market = awardingOf(database)
servePages(database.app.pool)

const signIn = (who: Someone | null) => (who ? cookieFor(database.worker.db, who) : undefined)
const load = async (roundId: string, who: Someone | null) => {
  const cookie = await signIn(who)
  return visit(notice.loader as never, { params: { roundId }, ...(cookie && { cookie }) })
}

async function aDecidedRound(nameEn: string | null = null) {
  const round = await market.aRound({ lots: [{ referencePrice: 1000n }] })
  const [vendor, buyer] = [await market.aVendor(), await market.anApprover()]
  await database.owner.db
    .updateTable('organizations')
    .set({ nameEn })
    .where('id', '=', vendor.orgId)
    .execute()
  await market.seal(vendor, round, 0, { tiers: [[1, 800n]] })
  await market.pledge(buyer, round, 0, { quantity: 10, ceiling: 876_543_210n })
  await market.decide((await market.compute(round))!)
  return { round, vendor, buyer }
}

describe('the notice of an award', () => {
  test('is the members’ during the standstill and everyone’s once it is confirmed; it names no buyer', async () => {
    const { round, vendor, buyer } = await aDecidedRound()
    const stranger = await market.anApprover()
    for (const who of [stranger, null]) {
      const { status, data } = await load(round.id, who)
      expect(status).toBe(200)
      expect(data).toMatchObject({ notice: null, round: { confirmedAt: null } })
    }
    for (const who of [vendor, buyer, round.officer])
      expect((await load(round.id, who)).data).toMatchObject({
        notice: { lots: [{ code: 'L01', unitPrice: 800n, quantity: 10 }], saving: 2000n },
      })
    await market.confirm(round.id)
    const { data } = await load(round.id, null)
    expect(data).toMatchObject({ notice: { lots: [{ unitPrice: 800n }] } })
    const text = JSON.stringify(data, (_, value) => (typeof value === 'bigint' ? String(value) : value))
    expect(text).not.toContain(buyer.orgId)
    expect(text).not.toContain('876543210')
  })

  test('names each winner in both languages, where it has an English name', async () => {
    const { round, vendor } = await aDecidedRound('Yunfan Software')
    const { data } = await load(round.id, vendor)
    expect(data).toMatchObject({ notice: { lots: [{ vendorEn: 'Yunfan Software' }] } })
    const without = await aDecidedRound()
    expect((await load(without.round.id, without.vendor)).data).toMatchObject({
      notice: { lots: [{ vendorEn: null }] },
    })
  })

  test('leads from the public home once the award binds', async () => {
    const { round } = await aDecidedRound()
    const listed = async () =>
      (await listConfirmedAwards(market.visitor.db, 50)).find(({ roundId }) => roundId === round.id)
    expect(await listed()).toBeUndefined()
    await market.confirm(round.id)
    expect(await listed()).toMatchObject({ licenses: 10n, paid: 8000n, saved: 2000n })
  })
})

describe('the published files', () => {
  const folder = mkdtempSync(join(tmpdir(), 'award-'))
  afterAll(() => rmSync(folder, { recursive: true }))
  const award = (...args: string[]) => {
    const { status, stdout } = spawnSync(process.execPath, ['scripts/award.ts', ...args], {
      encoding: 'utf8',
    })
    return { status, said: stdout ? (JSON.parse(stdout) as Record<string, any>) : null }
  }
  const file = (name: string, content: unknown) => {
    const path = join(folder, name)
    writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content))
    return path
  }

  test('recompute in a browser and on the command line; changed ones do not', async () => {
    const { round } = await aDecidedRound()
    await market.confirm(round.id)
    const fetched = async (proof: string) => {
      const answer = await awardJson.loader({
        request: new Request('http://localhost:3000/'),
        params: { roundId: round.id, proof },
        context: { requestId: 'test', ip: '127.0.0.1' },
      } as never)
      return answer.text()
    }
    const [certificate, instance] = [await fetched('certificate'), await fetched('instance')]
    expect(verifyFiles(JSON.parse(instance), JSON.parse(certificate))).toMatchObject({
      verification: { ok: true, optimal: true, objective: '2000' },
    })
    const [its, claim] = [file('instance.json', instance), file('certificate.json', certificate)]
    expect(award('verify', its, claim)).toMatchObject({
      status: 0,
      said: { format: 'award-verification/1', ok: true },
    })
    const dearer = file('dearer.json', certificate.replaceAll('"800"', '"801"'))
    expect(award('verify', its, dearer)).toMatchObject({ status: 1, said: { ok: false } })
    expect(award('counter', its, claim, claim)).toMatchObject({
      status: 1,
      said: { format: 'award-counter/1', accepted: false, gain: '0' },
    })
    expect(award('verify', its, file('none.json', '{'))).toMatchObject({
      status: 2,
      said: { format: 'award-error/1', code: 'json' },
    })
    expect(award('verify', its)).toMatchObject({ status: 64, said: null })
  })
})
