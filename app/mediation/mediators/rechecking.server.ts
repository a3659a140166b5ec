import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import { dayOf } from '~/kernel/workdays'
import { type CaseState, mayChooseAgain } from '../lifecycle'
import { moveCase, recordOfCase } from '../moves.server'
import { tellBody, tellSeats } from '../telling.server'
import { conflicts, type Finding, isBlocked } from './conflicts'
import type { Declaration } from './form'
import { endMandate, keepCheck, relationsOf } from './mandate.server'

type Tx = Kysely<Database>

type Led = {
  id: string
  number: string
  bodyId: string
  state: CaseState
  claimantId: string
  respondentId: string
  appointmentId: string
  mediatorId: string
  declaration: Declaration
  findings: Finding[]
}

/**
 * `organization.ownership_changed`: the conflict checks of running cases near these two are repeated (mediation.md §5). What
 * is new is kept with its inputs and told to those who take part; what blocks ends the mandate, and the sides choose again.
 */
export async function recheckConflicts(tx: Tx, { facts }: { facts: Record<string, any> }, now: Date) {
  for (const its of await listLed(tx, facts.owner, facts.owned)) {
    const relations = await relationsOf(tx, its, its.mediatorId, its.declaration)
    const findings = conflicts(relations, dayOf(now))
    if (sameFindings(findings, its.findings)) continue
    await keepCheck(tx, { caseId: its.id, appointmentId: its.appointmentId, relations, findings })
    const event = await recordOfCase(tx, 'case.conflicts_checked', its.id, { findings: findings.length })
    if (!isBlocked(findings))
      await tellSeats(tx, its, ['claimant', 'respondent', 'mediator'], event, '/mediator')
    else if (mayChooseAgain(its.state)) {
      await moveCase(tx, its.id, 'choose_again', { rule: 'conflict: ownership' })
      await endMandate(tx, its.appointmentId, 'replaced')
    } else await tellBody(tx, its, event, ['registrar', 'head'])
  }
}

/** Cases that are led, and of which a party, the body, the mediator or the declared family belongs to the group of these two. */
async function listLed(tx: Tx, owner: string, owned: string): Promise<Led[]> {
  const { rows } = await sql<Led>`
    with recursive near (id) as (
      select unnest(array[${owner}::uuid, ${owned}::uuid])
      union select case o.owner_id when n.id then o.owned_id else o.owner_id end
      from near n join ownerships o on n.id in (o.owner_id, o.owned_id) and (o.until is null or o.until >= shanghai_day()))
    select c.id, c.number, c.body_id as "bodyId", c.state, c.claimant_id as "claimantId", c.respondent_id as "respondentId",
      a.id as "appointmentId", a.mediator_id as "mediatorId", a.declaration,
      coalesce((select k.findings from conflict_checks k where k.appointment_id = a.id order by k.at desc limit 1), '[]') as findings
    from mediator_appointments a join cases c on c.id = a.case_id
    where a.state = 'accepted' and a.ended_at is null and c.state not like 'closed%'
      and (c.claimant_id in (select id from near) or c.respondent_id in (select id from near) or c.body_id in (select id from near)
        or exists (select from members m where m.person_id = a.mediator_id and m.until is null and m.org_id in (select id from near))
        or exists (select from organizations o join near using (id) where a.declaration -> 'family' ? o.uscc))
    order by c.id for update of c`.execute(tx)
  return rows
}

const sameFindings = (one: readonly Finding[], other: readonly Finding[]) =>
  JSON.stringify(one.map(essence)) === JSON.stringify(other.map(essence))

const essence = ({ ground, organizationId, blocks }: Finding) => [ground, organizationId, blocks]
