import { afterAll, inject } from 'vitest'
import type { Role } from '~/kernel/role'
import type { Actor } from '~/people/actor'
import { cast, organizations } from '~db/seeds/cast'
import { orgId, personId } from '~db/seeds/people'
import { actingAs } from '~db/tenant'
import { connectAs } from '~db/where'
import { db, type Visitor } from './browser'
import { moneyOf } from './money'
import type { Someone } from './people'
import { words } from './words'

const market = inject('market')

/** The market of the journeys, by its commands: what a journey is not about is done without its pages. */
export async function moneyOfMarket() {
  const where = { DATABASE_URL: market.databaseUrl, DATA_DIR: market.dataDir }
  const [app, worker] = [connectAs('muster_app', where), connectAs('muster_worker', where)]
  afterAll(async () => {
    await Promise.all([app.pool.end(), worker.pool.end()])
  })
  const money = await moneyOf({ owner: { db }, app, worker })

  /** Someone of the cast, without a browser. */
  function atWork(key: string): Someone {
    const organization = organizations.find(({ people }) => people.some((one) => one.key === key))!
    const roles = cast.find((one) => one.key === key)!.roles as readonly Role[]
    const who = { organizationId: orgId(organization.key), personId: personId(key), roles }
    const actor = { ...who, kind: organization.kind, sessionId: null, stepUpAt: new Date(), locale: 'zh' }
    return {
      actor: actor as unknown as Actor,
      db: actingAs(app.pool, { ...who, actorKind: organization.kind, requestId: null }),
      orgId: who.organizationId,
      personId: who.personId,
    }
  }

  return { ...money, atWork }
}

/** An officer brings in the bank's file and books it; `lines`: how many of it are new. */
export async function bringIn(officer: Visitor, accountId: string, file: string, lines: number) {
  const texts = words[officer.manner.locale].payments.statements
  await officer.open('/office/statements')
  await officer.fill({ accountId })
  await officer
    .main()
    .locator('input[type=file]')
    .setInputFiles({ name: 'statement.csv', mimeType: 'text/csv', buffer: Buffer.from(file) })
  await officer.press(texts.submit, /^\/office\/statements\/.{36}/)
  await officer.waitsFor(texts.phases.checked)
  await officer.decide(texts.commit(String(lines)), /^\/office\/statements\/.*done/)
  await officer.waitsFor(texts.phases.committed)
}

/** What a payer, a bank or the network would do by itself, told to the Stripe double of the market. */
export async function tellStripe(what: string, wish: object) {
  const answer = await fetch(`${market.stripe}/_double/${what}`, {
    method: 'POST',
    body: JSON.stringify(wish),
  })
  if (!answer.ok) throw new Error(await answer.text())
  return (await answer.json()) as { id: string }
}
