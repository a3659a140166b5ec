import { type CaseRole, pathOf, sideIn, sides } from '../channels/kinds'
import type { CaseState } from '../lifecycle'
import { useMediationTexts } from './texts'

type Its = { id: string; state: CaseState; roles: readonly CaseRole[] }

/** The parts of a case that its reader may open; no tab carries a number, for a number would tell what moves where. */
export function useCaseTabs({ id, state, roles }: Its, accepted: boolean) {
  const { tabs } = useMediationTexts()
  const to = (path: string) => `/cases/${id}/${path}`
  const side = sideIn(roles)
  const overview = { to: `/cases/${id}`, label: tabs.overview, end: true }
  if (state === 'draft') return [overview]
  // Whoever is asked to mediate reads nothing of the talks before they have accepted.
  const mediates = accepted && roles.includes('mediator')
  // A registrar takes a seat with the admission; before it, nobody reads along.
  const registers = roles.includes('registrar') && state !== 'filed'
  const seated = side !== null || mediates || registers
  const talks = side !== null || mediates || roles.includes('guest')
  return [
    overview,
    ...(seated ? [{ to: to('joint'), label: tabs.joint }] : []),
    ...(side
      ? [
          { to: to(pathOf[`caucus_${side}`]), label: tabs.caucus },
          { to: to(pathOf[`team_${side}`]), label: tabs.team },
        ]
      : []),
    ...(mediates
      ? [
          ...sides.map((of) => ({
            to: to(pathOf[`caucus_${of}`]),
            label: `${tabs.caucus} · ${tabs.caucusOf[of]}`,
          })),
          { to: to('notes'), label: tabs.notes },
        ]
      : []),
    ...(side || mediates || roles.includes('expert') ? [{ to: to('experts'), label: tabs.experts }] : []),
    ...(seated ? [{ to: to('procedure'), label: tabs.procedure }] : []),
    ...(seated ? [{ to: to('evidence'), label: tabs.evidence }] : []),
    ...(talks ? [{ to: to('offers'), label: tabs.offers }] : []),
    ...(seated ? [{ to: to('meetings'), label: tabs.meetings }] : []),
    ...(seated ? [{ to: to('settlement'), label: tabs.settlement }] : []),
    ...(roles.includes('expert') && !seated ? [] : [{ to: to('mediator'), label: tabs.mediator }]),
    ...(seated || roles.includes('registrar') ? [{ to: to('parties'), label: tabs.parties }] : []),
    ...(roles.includes('expert') && !seated ? [] : [{ to: to('history'), label: tabs.history }]),
  ]
}
