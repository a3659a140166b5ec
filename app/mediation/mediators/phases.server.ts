import type { Kysely } from 'kysely'
import type { Database } from '~db/schema'
import { loadCalendar } from '~/kernel/calendar.server'
import { refuse, refuseIf } from '~/kernel/refusal'
import { dayOf } from '~/kernel/workdays'
import { mediationEnd } from '../deadlines'
import { beginPeriod, findPeriod, findRules, meetPeriod } from '../deadlines.server'
import type { Phase } from '../form'
import { recordOfCase } from '../moves.server'
import { findCase } from '../queries.server'
import { tellSeats } from '../telling.server'

type Tx = Kysely<Database>

/** The mediator says in which phase the talks are; leaving the first one is the first contact. Refuses: not-now, not-your-move. */
export async function enterPhase(tx: Tx, caseId: string, phase: Phase, now: Date) {
  const its = (await findCase(tx, caseId)) ?? refuse('case-unknown')
  refuseIf(its.state === 'mediation' ? null : 'not-now')
  refuseIf(its.roles.includes('mediator') ? null : 'not-your-move')
  await tx.updateTable('cases').set({ phase }).where('id', '=', caseId).execute()
  if (phase !== 'intake') await noteContact(tx, caseId, now)
  const event = await recordOfCase(tx, 'case.phase', caseId, { phase })
  await tellSeats(tx, its, ['claimant', 'respondent'], event)
}

/** The first contact of mediator and sides ends its period and begins the length of the mediation; once. */
export async function noteContact(tx: Tx, caseId: string, now: Date) {
  if (!(await findPeriod(tx, caseId, 'first_contact'))) return
  await meetPeriod(tx, caseId, 'first_contact')
  const rules = await findRules(tx, caseId)
  const end = mediationEnd(dayOf(now), false, rules, await loadCalendar(tx))
  await beginPeriod(tx, caseId, 'length', now, end)
}
