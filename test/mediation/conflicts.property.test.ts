import fc from 'fast-check'
import { expect, test } from 'vitest'
import { conflicts, isBlocked, type Relations } from '~/mediation/mediators/conflicts'

const today = '2026-11-24'
const person = (personId: string, facts = {}) => ({
  personId,
  phone: null,
  mail: null,
  accounts: [],
  ...facts,
})
const relations = (facts: Partial<Relations> = {}): Relations => ({
  mediator: { ...person('mediator'), organizations: ['institute'], bodyId: 'body' },
  parties: [
    { organizationId: 'enterprise', persons: [person('buyer')] },
    { organizationId: 'vendor', persons: [person('seller')] },
  ],
  ownerships: [],
  mandates: [],
  rounds: [],
  earnings: [],
  appointments: [],
  ...facts,
})
const grounds = (facts: Partial<Relations>) =>
  conflicts(relations(facts), today).map(({ ground, blocks }) => `${ground} ${blocks}`)

test('a stranger to both sides has no finding', () => {
  expect(conflicts(relations(), today)).toEqual([])
})

test('shares at any depth and in either direction block, and the path is told', () => {
  const ownerships = [
    { ownerId: 'holding', ownedId: 'enterprise' },
    { ownerId: 'holding', ownedId: 'sister' },
    { ownerId: 'sister', ownedId: 'body' },
  ]
  expect(conflicts(relations({ ownerships }), today)).toEqual([
    {
      ground: 'ownership',
      organizationId: 'enterprise',
      blocks: true,
      rows: ['enterprise', 'holding', 'sister', 'body'],
    },
  ])
})

test.each<[string, Partial<Relations>]>([
  ['mandate false', { mandates: [{ id: 'm', organizationId: 'vendor', until: '2023-11-24' }] }],
  ['mandate false', { mandates: [{ id: 'm', organizationId: 'vendor', until: null }] }],
  ['round false', { rounds: [{ roundId: 'r', organizationIds: ['x', 'vendor'], on: '2024-01-01' }] }],
  ['earning false', { earnings: [{ roundId: 'r' }] }],
])('%s', (finding, facts) => expect(grounds(facts)).toEqual([finding]))

test('what lies more than 36 months back is no finding', () => {
  expect(grounds({ mandates: [{ id: 'm', organizationId: 'vendor', until: '2023-11-23' }] })).toEqual([])
  expect(grounds({ rounds: [{ roundId: 'r', organizationIds: ['vendor'], on: '2023-11-23' }] })).toEqual([])
})

test('the same person, phone, mail domain or account blocks; a public mail domain tells nothing', () => {
  const meets = (mine: object, theirs: object) =>
    grounds({
      mediator: { ...person('mediator', mine), organizations: [], bodyId: 'body' },
      parties: [{ organizationId: 'vendor', persons: [person('seller', theirs)] }],
    })
  expect(meets({ personId: 'seller' }, {})).toEqual(['identity true'])
  expect(meets({ phone: '138' }, { phone: '138' })).toEqual(['identity true'])
  expect(meets({ mail: 'a@Firm.cn' }, { mail: 'b@firm.cn' })).toEqual(['identity true'])
  expect(meets({ mail: 'a@qq.com' }, { mail: 'b@qq.com' })).toEqual([])
  expect(meets({ accounts: ['1'] }, { accounts: ['1'] })).toEqual(['identity true'])
})

test('the fourth appointment by one side in twelve months is told', () => {
  const times = (many: number) =>
    Array.from({ length: many }, (_, at) => ({
      caseId: `c${at}`,
      byOrganizationId: 'vendor',
      on: '2026-01-01',
    }))
  expect(grounds({ appointments: times(3) })).toEqual([])
  expect(grounds({ appointments: times(4) })).toEqual(['repeat false'])
  expect(grounds({ appointments: times(4).map((it) => ({ ...it, on: '2025-11-23' })) })).toEqual([])
})

test('a mediator whose body a party’s group reaches is never appointable, in any graph of 50 organizations', () => {
  const organization = fc.nat(49).map((at) => `o${at}`)
  const share = fc.record({ ownerId: organization, ownedId: organization })
  fc.assert(
    fc.property(
      fc.array(share, { maxLength: 60 }),
      organization,
      organization,
      organization,
      (ownerships, party, body, own) => {
        const facts = relations({
          ownerships,
          mediator: { ...person('mediator'), organizations: [own], bodyId: body },
          parties: [{ organizationId: party, persons: [] }],
        })
        const group = groupOf(party, ownerships)
        expect(isBlocked(conflicts(facts, today))).toBe(group.has(body) || group.has(own))
      },
    ),
  )
})

/** Merges the two groups of every share until nothing changes. */
function groupOf(start: string, ownerships: Relations['ownerships']): Set<string> {
  const groups = new Map<string, Set<string>>()
  const of = (id: string) => groups.get(id) ?? new Set([id])
  for (const { ownerId, ownedId } of ownerships) {
    const merged = new Set([...of(ownerId), ...of(ownedId)])
    for (const id of merged) groups.set(id, merged)
  }
  return of(start)
}
