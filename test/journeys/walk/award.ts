import { sql } from 'kysely'
import { aMember, db } from '../../support/browser'
import { idIn, one, passphrase, type Walk } from './walk'

/** From the opening of the bids to an award that binds. */
export function walkToAward(walk: Walk) {
  const { step, others, sealers, o } = walk

  step(
    '6 at the deadline pledges freeze; openers of two organizations open, eligibility before prices',
    async () => {
      const { roundId } = walk
      await sql`update rounds set questions_close_at = questions_close_at - d, pledges_close_at = pledges_close_at - d,
        bids_close_at = bids_close_at - d, opening_at = opening_at - d
      from (select opening_at - clock_timestamp() as d from rounds where id = ${roundId}) left_over
      where id = ${roundId}`.execute(db)
      await open('technical')
      const { declare, save, fix } = o.awards.eligibility
      for (const key of ['officer', 'officer2']) {
        const evaluator = await aMember(key, others)
        await evaluator.open(`/rounds/${roundId}/eligibility`)
        await evaluator.press(declare, `/rounds/${roundId}/eligibility?done=saved`)
        await evaluator.open(`/rounds/${roundId}/eligibility`)
        await evaluator.fill({
          'decisions.0.verdict': 'eligible',
          'decisions.1.verdict': 'eligible',
          'decisions.2.verdict': 'eligible',
        })
        await evaluator.press(save, `/rounds/${roundId}/eligibility?done=saved`)
        if (key === 'officer2') await evaluator.decide(fix('3'), `/rounds/${roundId}/eligibility?done=fixed`)
      }
      await open('price')
    },
  )

  step(
    '7 bids are compared; two officers decide the computed award; after the standstill it binds',
    async () => {
      const { founder, roundId } = walk
      for (const key of ['officer', 'officer2']) {
        const officer = await aMember(key, others)
        await officer.open(`/rounds/${roundId}/award`)
        await officer.waitsFor(o.awards.award.sentence.finished)
        await officer.open(`/rounds/${roundId}/evaluation`)
        await officer.sees(/1,550\.00/)
        await officer.open(`/rounds/${roundId}/award`)
        await officer.decide(o.awards.award.decide('1'), `/rounds/${roundId}/award?done`)
      }
      await founder.open(`/rounds/${roundId}/award`)
      await founder.sees(/1,550\.00/)
      await sql`update rounds set decided_at = decided_at - interval '30 days',
        standstill_ends_at = clock_timestamp() - interval '1 second' where id = ${roundId}`.execute(db)
      await founder.open('/orders')
      await founder.waitsFor(/^MO-/)
      await founder.press(/^MO-/, /^\/orders\/.{36}/)
      walk.orderId = idIn(founder, 'orders')
      walk.lineId = await one('orderLines', { orderId: walk.orderId })
    },
  )

  /** One opener takes the first layer off, another of another organization the second. */
  async function open(stage: 'technical' | 'price') {
    for (const [who, deed] of [
      ['opener2', 'peel'],
      ['opener3', 'finish'],
    ] as const) {
      const opener = await aMember(who, sealers)
      await opener.open(`/rounds/${walk.roundId}/opening`)
      await opener.waitsFor(o.bids.opening.withKey[deed][stage])
      await opener.fill({ file: walk.keyFiles.get(who)!, passphrase })
      const next = { technical: o.bids.opening.toEligibility, price: o.bids.opening.toEvaluation }
      const done =
        deed === 'peel'
          ? opener.main().getByText(o.bids.opening.layerOff)
          : opener.main().getByRole('link', { name: next[stage], exact: true })
      await opener.press(o.bids.opening.withKeyButton[deed], `/rounds/${walk.roundId}/opening`, {
        sees: done,
      })
    }
  }
}
