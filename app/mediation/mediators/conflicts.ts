import { addMonths, type Day } from '~/kernel/workdays'

type Ownership = { ownerId: string; ownedId: string }
type Person = { personId: string; phone: string | null; mail: string | null; accounts: readonly string[] }

/** What is known of a mediator before an appointment; kept with the result, so that it can be repeated. */
export type Relations = {
  mediator: Person & {
    /** own and, by declaration, the family's organizations */
    organizations: readonly string[]
    bodyId: string
  }
  parties: readonly { organizationId: string; persons: readonly Person[] }[]
  ownerships: readonly Ownership[]
  /** mandates of the mediator or body with an organization; until null: still running */
  mandates: readonly { id: string; organizationId: string; until: Day | null }[]
  /** rounds that mediator or body ran, evaluated or opened */
  rounds: readonly { roundId: string; organizationIds: readonly string[]; on: Day }[]
  /** rounds that the settlement may use and from which mediator or body earns */
  earnings: readonly { roundId: string }[]
  /** earlier appointments, by the side that chose */
  appointments: readonly { caseId: string; byOrganizationId: string; on: Day }[]
}

export type Ground = 'ownership' | 'mandate' | 'round' | 'identity' | 'earning' | 'repeat'
/** A reason for doubt with the rows behind it; one that blocks cannot be waived. */
export type Finding = { ground: Ground; organizationId: string | null; blocks: boolean; rows: string[] }

const lookBack = 36
const repeatMonths = 12
const repeatsAtMost = 3

/** Everything that could make a mediator partial (mediation.md §5); empty when nothing is found. */
export function conflicts(relations: Relations, today: Day): Finding[] {
  return relations.parties
    .flatMap(({ organizationId, persons }) => [
      ...byOwnership(relations, organizationId),
      ...byMandate(relations, organizationId, today),
      ...byRound(relations, organizationId, today),
      ...persons.flatMap((person) => byIdentity(relations, organizationId, person)),
      ...byRepeat(relations, organizationId, today),
    ])
    .concat(byEarning(relations))
}

export const isBlocked = (findings: readonly Finding[]) => findings.some(({ blocks }) => blocks)

/** (a) The mediator, the family or the body belongs to the party or its group, at any depth. */
function byOwnership({ mediator, ownerships }: Relations, partyId: string): Finding[] {
  const own = [...mediator.organizations, mediator.bodyId]
  return own.flatMap((organizationId) => {
    const path = pathBetween(partyId, organizationId, ownerships)
    return path ? [{ ground: 'ownership' as const, organizationId: partyId, blocks: true, rows: path }] : []
  })
}

/** (b) A mandate with the party within 36 months. */
function byMandate({ mandates }: Relations, partyId: string, today: Day): Finding[] {
  const since = addMonths(today, -lookBack)
  const rows = mandates.filter(
    (it) => it.organizationId === partyId && (it.until === null || it.until >= since),
  )
  return found(
    'mandate',
    partyId,
    false,
    rows.map(({ id }) => id),
  )
}

/** (c) Ran, evaluated or opened a round with the party within 36 months. */
function byRound({ rounds }: Relations, partyId: string, today: Day): Finding[] {
  const since = addMonths(today, -lookBack)
  const rows = rounds.filter(({ organizationIds, on }) => organizationIds.includes(partyId) && on >= since)
  return found(
    'round',
    partyId,
    false,
    rows.map(({ roundId }) => roundId),
  )
}

/** (d) The same person, verified phone, mail domain or bank account. */
function byIdentity({ mediator }: Relations, partyId: string, person: Person): Finding[] {
  const domain = privateDomain(mediator.mail)
  const rows = [
    mediator.personId === person.personId ? `person:${person.personId}` : null,
    mediator.phone && mediator.phone === person.phone ? `phone:${person.personId}` : null,
    domain && domain === privateDomain(person.mail) ? `mail:${domain}` : null,
    ...mediator.accounts.filter((it) => person.accounts.includes(it)).map(() => `account:${person.personId}`),
  ]
  return found(
    'identity',
    partyId,
    true,
    rows.filter((row) => row !== null),
  )
}

/** (e) Body or mediator earns from a round that the settlement may use. */
const byEarning = ({ earnings }: Relations) =>
  found(
    'earning',
    null,
    false,
    earnings.map(({ roundId }) => roundId),
  )

/** (f) Appointed by the same side more than three times in twelve months. */
function byRepeat({ appointments }: Relations, partyId: string, today: Day): Finding[] {
  const since = addMonths(today, -repeatMonths)
  const rows = appointments.filter(({ byOrganizationId, on }) => byOrganizationId === partyId && on >= since)
  return rows.length > repeatsAtMost
    ? found(
        'repeat',
        partyId,
        false,
        rows.map(({ caseId }) => caseId),
      )
    : []
}

function found(ground: Ground, organizationId: string | null, blocks: boolean, rows: string[]): Finding[] {
  return rows.length ? [{ ground, organizationId, blocks, rows }] : []
}

/** The organizations from one to another over shares in either direction; null when they are of different groups. */
function pathBetween(from: string, to: string, ownerships: readonly Ownership[]): string[] | null {
  const cameFrom = new Map<string, string | null>([[from, null]])
  for (const at of cameFrom.keys()) {
    if (at === to) return pathTo(at, cameFrom)
    for (const { ownerId, ownedId } of ownerships) {
      const next = ownerId === at ? ownedId : ownedId === at ? ownerId : null
      if (next !== null && !cameFrom.has(next)) cameFrom.set(next, at)
    }
  }
  return null
}

function pathTo(end: string, cameFrom: ReadonlyMap<string, string | null>): string[] {
  const path: string[] = []
  for (let at: string | null = end; at !== null; at = cameFrom.get(at) ?? null) path.unshift(at)
  return path
}

// Half of the country shares these; they tell nothing.
const publicDomains = new Set(
  `qq.com foxmail.com 163.com 126.com yeah.net 139.com 189.cn wo.cn aliyun.com sina.com sina.cn sohu.com tom.com
   21cn.com 88.com gmail.com outlook.com hotmail.com live.com live.cn msn.com yahoo.com icloud.com me.com proton.me`.split(
    /\s+/,
  ),
)

function privateDomain(mail: string | null): string | null {
  const domain = mail?.split('@')[1]?.toLowerCase()
  return domain && !publicDomains.has(domain) ? domain : null
}
