import { personId } from '~db/seeds/people'
import { aMember } from '../../support/browser'
import { idIn, one, passphrase, type Walk } from './walk'

/** From pooled demand to a published round with a signed pledge. */
export function walkToPledge(walk: Walk) {
  const { step, enterprise, manner, others, sealers, t, o } = walk

  step('5 an officer opens a round on it, which two officers publish', async () => {
    const officer = await aMember('officer', others)
    const { start, lot, next, saveNext, review } = o.rounds.wizard
    await officer.open('/office/demands')
    await officer.main().locator(`[name=id][value^="edition:${walk.editionId}"]`).check()
    await officer.press(o.demands.board.start, /^\/rounds\/new\?subject=edition/)
    await officer.fill({
      title: `${enterprise.code} 办公软件`,
      titleEn: `${enterprise.code} office`,
      profile: 'quick',
    })
    await officer.press(start, /draft\/lots\?done/)
    walk.roundId = idIn(officer, 'rounds')
    walk.lotId = await one('lots', { roundId: walk.roundId })
    await officer.press(officer.main().locator('a[href*="/draft/lots/"]').first(), /draft\/lots\/.{36}/)
    await officer.fill({
      justification: '与既有文档和宏兼容',
      referenceNote: '2026 年 10 月公开目录',
      minVolume: '5',
    })
    await officer.press(lot.save, /draft\/lots\?done/)
    await officer.press(next, /draft\/terms/)
    await officer.press(saveNext, /draft\/timetable/)
    await officer.press(saveNext, /draft\/openers/)
    await officer.fill({
      'openers.0': personId('opener1'),
      'openers.1': personId('opener2'),
      'openers.2': personId('opener3'),
    })
    await officer.press(o.openers.draft.save, /draft\/review/)
    for (const key of ['opener1', 'opener2', 'opener3']) await makeKey(key)
    const drawing = await aMember('officer', sealers)
    await drawing.open(`/rounds/${walk.roundId}/draft/review`)
    await drawing.press(o.rounds.wizard.seed.draw, `/rounds/${walk.roundId}/draft/review?done=seed-sealed`)
    await officer.open(`/rounds/${walk.roundId}/draft/review`)
    await officer.decide(review.consent, `/rounds/${walk.roundId}/draft/review?done=consented`)
    const second = await aMember('officer2', others)
    await second.open(`/rounds/${walk.roundId}/draft/review`)
    await second.decide(review.consentSecond, `/rounds/${walk.roundId}?done=published`)
  })

  step('5 the colleague pledges above its limit; the approver signs', async () => {
    const { founder, colleague } = walk
    await founder.open('/organization/limits')
    await founder.fill({ who: 'role:buyer', period: 'year', amount: '1000' })
    await founder.press(t.rounds.limits.set, '/organization/limits?done')
    await colleague.open(`/rounds/${walk.roundId}/lots/${walk.lotId}/pledge`)
    await colleague.fill({ quantity: '12' })
    // Without scripts nothing can be sealed: the pledge stands at the reference price.
    if (manner.javaScript !== false)
      await colleague.fill({ ceiling: '1700', stretchQuantity: '3', stretchCeiling: '1500' })
    await colleague.press(t.rounds.pledge.save, /^\/pledges\/.*signature\?done/)
    await colleague.press(t.rounds.sign.ask, /^\/pledges\/[^/]*\?done/)
    if (manner.javaScript !== false) await colleague.sees(t.rounds.pledgeShow.ofCopy)
    const pledgeId = idIn(colleague, 'pledges')
    await founder.open(`/pledges/${pledgeId}/signature`)
    await founder.press(t.rounds.sign.approve, `/pledges/${pledgeId}?done=pledge-signed`)
  })

  /** An opener makes a key, keeps its file, and opens the rehearsal with it. */
  async function makeKey(who: string) {
    const { roundId } = walk
    const { makeButton, proveButton } = o.openers.key
    const opener = await aMember(who, sealers)
    await opener.open(`/rounds/${roundId}/opener-key`)
    await opener.fill({ passphrase, repeat: passphrase })
    const saved = opener.page.waitForEvent('download')
    await opener.press(makeButton, `/rounds/${roundId}/opener-key?done=key-made`)
    walk.keyFiles.set(who, await (await saved).path())
    await opener.fill({ file: walk.keyFiles.get(who)!, passphrase }, opener.main().locator('form').first())
    await opener.press(proveButton, `/rounds/${roundId}/opener-key?done=key-proven`)
  }
}
