import { type Actor, is } from '~/people/actor'
import { inspectionLifecycle, type InspectionState } from '../lifecycle'

type Its = {
  orgId: string
  team: readonly string[]
  state: InspectionState
  campaignState: string
  failedBy: string | null
  signedAt: Date | null
  objection: string | null
  answer: string | null
}

/** What this person may do with an inspection; the commands ask the same. */
export function rightsOf(actor: Actor, its: Its) {
  const { from } = inspectionLifecycle.moves.cancel
  const own = its.orgId === actor.organizationId
  const officer = is(actor, 'officer')
  const member = is(actor, 'inspector') && its.team.includes(actor.personId)
  const running = its.campaignState === 'drawn'
  const waiting = (from as readonly string[]).includes(its.state)
  const concluded = its.state === 'concluded'
  return {
    announce: running && its.state === 'planned' && is(actor, 'officer', 'inspector') && !own,
    cancel: running && waiting && officer,
    replace: running && waiting && officer,
    visit: running && its.state === 'announced' && member,
    work: its.state === 'visiting' && member,
    second: its.state === 'visiting' && member && its.failedBy !== null && its.failedBy !== actor.personId,
    hear: own && concluded && is(actor, 'approver') && its.signedAt === null && its.objection === null,
    answer: concluded && officer && its.objection !== null && its.answer === null,
    close: concluded && (member || officer),
  }
}
export type Rights = ReturnType<typeof rightsOf>
