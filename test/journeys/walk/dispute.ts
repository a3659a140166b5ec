import { orgId, personId } from '~db/seeds/people'
import { aMember } from '../../support/browser'
import { idIn, said, soon, type Walk } from './walk'

/** A quarrel about what was delivered is mediated, settled and kept. */
export function walkThroughDispute(walk: Walk) {
  const { step, others, t, o } = walk

  step(
    '12 mediation of that line: the record is its evidence; admitted, answered, a mediator free of conflicts',
    async () => {
      const { founder } = walk
      const { claim, offers, moves } = t.mediation
      const { admission, response, mediator } = o.mediation
      await founder.open(`/cases/new?line=${walk.lineId}`)
      await founder.fill({ ground: 'not_working', remedy: 'refund', amount: '3100.00', quantity: '2' })
      await founder.fill({ bodyId: orgId('peopleMediation'), text: '两个密钥无法激活' })
      await founder.press(claim.next, /^\/cases\/.*first-offer/)
      walk.caseId = idIn(founder, 'cases')
      await founder.fill({
        'items.0.kind': 'service',
        'items.0.debtor': 'respondent',
        'items.0.dueOn': soon,
      })
      await founder.fill({ 'items.0.text': '五日内更换两个密钥', expiresOn: soon })
      await founder.press(offers.keep, /^\/cases\/.*filing/)
      await founder.fill({ matter: 'fit', agreed: true })
      await founder.press(claim.file, `/cases/${walk.caseId}?done=filed`)
      await founder.sees(t.mediation.holdStates.provisional)
      await founder.open(`/cases/${walk.caseId}/evidence`)
      await founder.sees(/PR-\d{4}-\d{6}/)
      const registrar = await aMember('registrar', others)
      await registrar.open(`/cases/${walk.caseId}/admission`)
      await registrar.decide(admission.admit, /\?done/)
      const vendor = await aMember('yunfanRep', others)
      await vendor.open(`/cases/${walk.caseId}/response`)
      await vendor.decide(response.talk, `/cases/${walk.caseId}?done`)
      await founder.open(`/cases/${walk.caseId}`)
      await founder.decide(moves.ask_mediator.verb, `/cases/${walk.caseId}?done`)
      for (const side of [founder, vendor]) {
        await side.open(`/cases/${walk.caseId}/mediator`)
        await side.fill({ 'ranks.0': personId('mediator') })
        await side.press(said(side).mediation.mediator.submitRank, `/cases/${walk.caseId}/mediator?done`)
      }
      const chosen = await aMember('mediator', others)
      await chosen.open(`/cases/${walk.caseId}/mandate`)
      await chosen.fill({ independent: true })
      await chosen.press(mediator.takeOn, `/cases/${walk.caseId}?done=taken-on`)
    },
  )

  step('12 both sides talk, agree to a text, sign it and keep it; the case closes', async () => {
    const { founder, caseId } = walk
    const { talk, settlement, obligationStates, states } = t.mediation
    const vendor = await aMember('yunfanRep', others)
    await founder.open(`/cases/${caseId}/joint`)
    await founder.fill({ body: '请先更换两个密钥。' })
    await founder.press(talk.send, `/cases/${caseId}/joint?done`)
    await vendor.open(`/cases/${caseId}/joint`)
    await vendor.sees('请先更换两个密钥。')
    await vendor.open(`/cases/${caseId}/offers`)
    await vendor.decide(o.mediation.offers.accept, /\?done/)
    for (const side of [founder, vendor]) {
      await side.open(`/cases/${caseId}/settlement`)
      await side.press(said(side).mediation.settlement.adopt, `/cases/${caseId}/settlement?done`)
    }
    for (const side of [founder, vendor]) {
      await side.open(`/cases/${caseId}/signature`)
      await side.decide(said(side).mediation.settlement.sign, `/cases/${caseId}/settlement?done`)
    }
    await founder.open(`/cases/${caseId}/settlement`)
    await founder.waitsForButton(settlement.confirm)
    await founder.decide(settlement.confirm, `/cases/${caseId}/settlement?done`)
    await founder.waitsFor(obligationStates.met)
    await founder.open(`/cases/${caseId}`)
    await founder.waitsFor(states.closed_fulfilled)
  })
}
