import { draftFromGap, draftFromRenewal } from '../../app/demands/reactions.server.ts'
import { addDays, dayOf } from '../../app/kernel/workdays.ts'
import { clockMoves } from '../../app/licenses/clock.server.ts'
import { coTermAfter } from '../../app/licenses/renewals/co-term.ts'
import { setCoTerm } from '../../app/licenses/renewals/co-term.server.ts'
import { decideRenewal } from '../../app/licenses/renewals/decide.server.ts'
import { editionId, productId } from './catalog.ts'
import { enterprises } from './cast.ts'
import { orgId, personId } from './people.ts'
import { personOf } from './pledges.ts'
import type { Timeline } from './timeline.ts'

/** Subscriptions of the port that end soon: one to decide on, one renewed with days between; and a gap that names its release. */
export function planRenewals({ db, clock, ...story }: Timeline) {
  const port = enterprises.find(({ key }) => key === 'northport')!
  const manager = () => story.as(personOf(port, 'asset_manager'))
  const today = dayOf(clock.past(0, 12))
  const subscription = (slug: string, edition: string, quantity: number, starts: number, ends: number) => ({
    orgId: orgId('northport'),
    source: 'claimed' as const,
    state: 'active' as const,
    productId: productId(slug),
    editionId: editionId(slug, edition),
    metric: 'device' as const,
    quantity,
    term: 'subscription' as const,
    startsOn: addDays(today, starts),
    endsOn: addDays(today, ends),
    channel: 'subscription-login' as const,
    decidedBy: personId('officer'),
    claim: JSON.stringify({ source_type: 'purchased', supplier: '本地经销商' }),
  })
  let ending = ''

  story.plan(clock.past(20, 9.25), async () => {
    await manager()
    const held = [
      subscription('adobe-acrobat', 'standard', 12, -354, 12),
      subscription('foxit-pdf-editor', 'pro', 40, -324, 41),
    ]
    const [first] = await db.insertInto('entitlements').values(held).returning('id').execute()
    ending = first!.id
  })
  story.plan(clock.past(20, 9.5), async () => {
    await story.as(null)
    await clockMoves.find(({ name }) => name === 'licenses.renewals')!.run(db, story.moment())
  })
  story.plan(clock.past(12, 10), async () => {
    const actor = await manager()
    await setCoTerm(db, actor, 12)
    const { id } = await db
      .selectFrom('renewals')
      .select('id')
      .where('entitlementId', '=', ending)
      .executeTakeFirstOrThrow()
    await decideRenewal(db, actor, { move: 'renew', renewalId: id, quantity: 12 })
    await story.as(null)
    const neededBy = addDays(today, 12)
    const product = productId('adobe-acrobat')
    const facts = { product, quantity: 12, neededBy, coTermOn: coTermAfter(12, neededBy) }
    await draftFromRenewal(db, { subjectId: null, orgId: orgId('northport'), facts }, story.moment())
  })
  story.plan(clock.past(4, 15), async () => {
    await manager()
    const successor = { ...subscription('adobe-acrobat', 'standard', 12, 16, 400), renewsId: ending }
    await db.insertInto('entitlements').values(successor).execute()
  })

  story.plan(clock.past(19, 9), async () => {
    await story.as(null)
    const organization = orgId('harborfoods')
    const facts = { organization, product: productId('wps-office'), units: 1 }
    await draftFromGap(db, { subjectId: null, orgId: organization, facts }, story.moment())
  })
}
