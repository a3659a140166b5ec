import { expect } from 'vitest'
import { aMember, type Visitor } from '../../support/browser'
import { idIn, type Walk } from './walk'

/** Bids are sealed, and sealed again when the round has changed. */
export function walkToBids(walk: Walk) {
  const { step, others, sealers, t, o } = walk

  step('6 three vendors seal tiers in three browsers, one replaces; none reads another’s', async () => {
    for (const [key, tiers] of Object.entries({
      yunfanRep: ['1 1690.00', '10 1590.00'],
      shuguangRep: ['1 1700.00'],
      lanhaiRep: ['1 1720.00'],
    })) {
      const vendor = await aMember(key, sealers)
      if (walk.bidId) await vendor.open(`/bids/${walk.bidId}`, { status: 404 })
      await seal(vendor, tiers)
      walk.bidId ||= idIn(vendor, 'bids')
      walk.bidders.set(key, vendor)
    }
    const again = walk.bidders.get('lanhaiRep')!
    const before = idIn(again, 'bids')
    await seal(again, ['1 1710.00'])
    expect(idIn(again, 'bids')).not.toBe(before)
    await again.sees(o.bids.show.version('2'))
  })

  step(
    '6 an addendum touches them: one is replaced, two are reconfirmed, the pledge is signed again',
    async () => {
      const { founder, roundId } = walk
      const officer = await aMember('officer', others)
      const { preview, publish } = o.rounds.addenda
      await officer.open(`/rounds/${roundId}/addenda/new`)
      await officer.fill({ reason: '最低成交量按需求更正', 'lots.0.minVolume': '6' })
      await officer.press(preview, `/rounds/${roundId}/addenda/new`, {
        sees: officer.main().getByText(o.rounds.addenda.consequences.invalidate),
      })
      await officer.press(publish, `/rounds/${roundId}/addenda?done=addendum`)
      const { sentence, reconfirm } = o.bids.show
      for (const [key, vendor] of walk.bidders) {
        await vendor.waitsFor(sentence.invalidated)
        if (key === 'yunfanRep') await seal(vendor, ['1 1650.00', '10 1550.00'])
        else await vendor.decide(reconfirm, /^\/bids\/.*done=reconfirmed/)
      }
      await founder.waitsFor(t.rounds.pledgeShow.sentence.invalidated)
      await founder.open(`/pledges/${idIn(founder, 'pledges')}/signature`)
      await founder.press(
        new RegExp(`${t.rounds.sign.approve}|${t.rounds.sign.submit}`),
        /done=pledge-signed/,
      )
    },
  )

  /** A bid, sealed in the vendor's browser. */
  async function seal(vendor: Visitor, tiers: readonly string[]) {
    await vendor.open(`/rounds/${walk.roundId}/lots/${walk.lotId}/bid`)
    for (const [row, tier] of tiers.entries()) {
      const [from, price] = tier.split(' ')
      await vendor.fill({ [`tiers.${row}.from`]: from!, [`tiers.${row}.price`]: price! })
    }
    await vendor.fill({
      'responses.delivery': '7 个工作日内在线交付',
      'responses.support': '热线，次日响应',
      'responses.genuine': '原厂授权书编号 A-2026',
    })
    await vendor.press(
      new RegExp(`^(${o.bids.entry.seal}|${o.bids.entry.sealAgain})$`),
      /^\/bids\/.*done=sealed/,
    )
    await vendor.sees(o.bids.show.contentOfCopy)
  }
}
