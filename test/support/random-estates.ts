import fc from 'fast-check'
import { randomUUID } from 'node:crypto'
import type { Assignment, Installation } from '~/compliance/coverage'
import type { Listed } from '~/compliance/listed'
import type { Release, Right } from '~/compliance/rights'
import { usccOf } from '~/people/uscc'
import type { aDatabase } from './database'
import { aProduct } from './estate'

/** The day on which these estates are counted. */
export const today = '2026-11-24'

export type Computer = {
  id: string
  no: string
  personId: string | null
  siteId: string | null
  isInUse: boolean
  listed: Listed
}
export type Case = {
  orgId: string
  computers: Computer[]
  installations: (Installation & { releaseId: string | null })[]
  rights: Right[]
  assignments: Assignment[]
}

const place = (most: number) => fc.nat(most - 1)
const rawInstallation = fc.record({
  product: place(4),
  edition: place(4),
  release: place(5),
  computer: place(4),
})
const rawRight = fc.record({
  product: place(4),
  edition: place(3),
  release: place(5),
  kind: fc.constantFrom('device', 'device', 'user', 'named-user', 'node-locked', 'oem', 'site'),
  quantity: fc.integer({ min: 1, max: 3 }),
  endsOn: fc.constantFrom(null, null, '2026-11-23', today, '2026-12-31'),
  state: fc.constantFrom('active', 'active', 'active', 'suspended', 'claimed'),
  purpose: fc.constantFrom('commercial' as const, 'commercial' as const, 'academic' as const),
  downgradeFrom: fc.constantFrom(null, '2016', '2019'),
  upgrade: fc.constantFrom('none', 'maintenance', 'any'),
  devices: fc.constantFrom(1, 2),
  computer: place(4),
})
const rawAssignment = fc.record({
  right: place(6),
  unit: fc.integer({ min: 1, max: 3 }),
  computer: place(4),
  person: fc.boolean(),
  inExcess: fc.constantFrom(false, false, true),
  hasReason: fc.boolean(),
})
export const rawCase = fc.record({
  people: fc.tuple(...Array.from({ length: 4 }, () => fc.constantFrom(null, 0, 1))),
  sites: fc.tuple(...Array.from({ length: 4 }, () => fc.boolean())),
  inUse: fc.tuple(...Array.from({ length: 4 }, () => fc.constantFrom(true, true, false))),
  lists: fc.tuple(...Array.from({ length: 8 }, () => fc.constantFrom('young', 'young', 'old', 'none'))),
  installations: fc.array(rawInstallation, { maxLength: 9 }),
  rights: fc.array(rawRight, { maxLength: 5 }),
  assignments: fc.array(rawAssignment, { maxLength: 4 }),
})

export type RawCase = typeof rawCase extends fc.Arbitrary<infer Raw> ? Raw : never

/** Random estates of four products, a suite with a part and a system among them, and the way they get into a database. */
export async function randomEstates(database: Awaited<ReturnType<typeof aDatabase>>) {
  const pool = database.owner.pool
  const products = [
    await aProduct(database, { editions: ['standard', 'professional'], household: ['home'] }),
    await aProduct(database, { editions: ['standard'] }),
    await aProduct(database, { editions: ['standard'] }),
    await aProduct(database, { editions: ['standard'], releases: [], category: 'operating-system' }),
  ]
  const [, suite, word] = products as [(typeof products)[0], (typeof products)[0], (typeof products)[0]]
  const parts = [{ suiteId: suite.id, partId: word.id }]
  const releases: Release[] = products.flatMap(({ id, release }) =>
    Object.entries(release).map(([code, releaseId], place) => ({
      id: releaseId,
      productId: id,
      code,
      rank: place + 1,
      releasedOn: `${code}-01-01`,
    })),
  )

  let number = 0
  const collected = (isYoung: boolean, isOld: boolean) => (isYoung ? today : isOld ? '2026-01-05' : null)

  function caseOf(raw: RawCase, persons: readonly string[]): Case {
    const [orgId, siteId] = [randomUUID(), randomUUID()]
    const computers = raw.people.map((person, at): Computer => ({
      id: randomUUID(),
      no: `c${at}`,
      personId: person === null ? null : persons[person]!,
      siteId: raw.sites[at] ? siteId : null,
      isInUse: raw.inUse[at]!,
      listed: {
        software: raw.lists[2 * at] === 'young',
        os: raw.lists[2 * at + 1] === 'young',
        ever: raw.lists[2 * at] !== 'none' || raw.lists[2 * at + 1] !== 'none',
      },
    }))
    const installations = raw.installations.map((it) => {
      const product = products[it.product]!
      const editionId = Object.values(product.edition)[it.edition] ?? null
      const releaseId = Object.values(product.release)[it.release] ?? null
      const computer = computers[it.computer]!
      return {
        id: randomUUID(),
        productId: product.id,
        editionId,
        releaseId,
        rank: releases.find(({ id }) => id === releaseId)?.rank ?? 0,
        computerId: computer.id,
        computerNo: computer.no,
        personId: computer.personId,
        siteId: computer.siteId,
        determined: editionId !== null && (releaseId !== null || Object.keys(product.release).length === 0),
        household: editionId !== null && editionId === product.edition.home,
      }
    })
    const rights = raw.rights.map((it): Right => {
      const product = products[it.product]!
      const editions = Object.values(product.edition)
      const site = it.kind === 'site'
      return {
        id: randomUUID(),
        no: `E-${String((number += 1)).padStart(8, '0')}`,
        productId: product.id,
        editionId: editions[it.edition % editions.length]!,
        releaseId: Object.values(product.release)[it.release] ?? null,
        metric: site ? 'custom-metric' : it.kind === 'oem' ? 'device' : it.kind,
        quantity: site ? null : it.kind === 'oem' ? 1 : it.quantity,
        siteId: site ? siteId : null,
        state: it.state,
        hasEvidence: false,
        term: it.endsOn ? 'subscription' : 'perpetual',
        startsOn: '2026-01-01',
        endsOn: it.endsOn,
        maintenanceUntil: '2021-06-30',
        channel: it.kind === 'oem' ? 'oem' : 'unknown',
        purpose: it.purpose,
        boundComputerId: it.kind === 'oem' ? computers[it.computer]!.id : null,
        rights: { downgradeFrom: it.downgradeFrom, upgrade: it.upgrade, devicesPerUser: it.devices },
      }
    })
    const assignments = raw.assignments.flatMap((it): Assignment[] => {
      const right = rights[it.right]
      if (!right || right.quantity === null || it.unit > right.quantity || right.channel === 'oem') return []
      const computerId = it.person ? null : computers[it.computer]!.id
      const personId = it.person ? persons[it.computer % 2]! : null
      return [
        {
          entitlementId: right.id,
          unitNo: it.unit,
          computerId,
          personId,
          inExcess: it.inExcess,
          hasReason: it.hasReason,
        },
      ]
    })
    return {
      orgId,
      computers,
      installations: distinct(installations, (it) => [
        it.computerId,
        it.productId,
        it.editionId,
        it.releaseId,
      ]),
      rights,
      assignments: distinct(
        distinct(assignments, ({ entitlementId, unitNo }) => [entitlementId, unitNo]),
        ({ entitlementId, computerId, personId }) => [entitlementId, computerId, personId],
      ),
    }
  }

  function distinct<Row>(rows: readonly Row[], key: (row: Row) => unknown[]): Row[] {
    return [...new Map(rows.map((row) => [JSON.stringify(key(row)), row])).values()]
  }

  /** Inserts rows as one statement; the keys are the columns. */
  async function insert(table: string, rows: readonly Record<string, unknown>[]) {
    if (rows.length === 0) return
    const columns = Object.keys(rows[0]!).join(', ')
    await pool.query(
      `insert into ${table} (${columns}) select ${columns} from jsonb_populate_recordset(null::${table}, $1)`,
      [JSON.stringify(rows)],
    )
  }

  async function store(all: readonly Case[]) {
    await insert(
      'product_parts',
      parts.map(({ suiteId, partId }) => ({ suite_id: suiteId, part_product_id: partId, quantity: 1 })),
    )
    await pool.query(
      'alter table computers disable trigger user; alter table installations disable trigger user',
    )
    await pool.query(
      'alter table entitlements disable trigger user; alter table assignments disable trigger user',
    )
    const organization = ({ orgId }: Case, place: number) => ({
      id: orgId,
      kind: 'enterprise',
      name: `企业 ${place}`,
      uscc: usccOf({ district: '350200', organization: String(place).padStart(8, '0') }),
      state: 'unverified',
    })
    await insert('organizations', all.map(organization))
    const computer = (orgId: string) => (it: Computer) => ({
      id: it.id,
      org_id: orgId,
      no: it.no,
      person_id: it.personId,
      site_id: it.siteId,
      class: 'desktop',
      platform: 'windows',
      tenure: 'owned',
      network: 'connected',
      state: it.isInUse ? 'in_use' : 'spare',
      added_at: today,
      software_at: collected(it.listed.software, it.listed.ever),
      os_at: collected(it.listed.os, false),
    })
    await insert(
      'computers',
      all.flatMap(({ orgId, computers }) => computers.map(computer(orgId))),
    )
    const right = (orgId: string) => (it: Right) => ({
      id: it.id,
      org_id: orgId,
      no: it.no,
      source: 'free',
      part_no: 1,
      product_id: it.productId,
      edition_id: it.editionId,
      release_id: it.releaseId,
      metric: it.metric,
      quantity: it.quantity,
      site_id: it.siteId,
      term: it.term,
      starts_on: it.startsOn,
      ends_on: it.endsOn,
      maintenance_until: it.maintenanceUntil,
      channel: it.channel,
      purpose: it.purpose,
      rights: it.rights,
      bound_computer_id: it.boundComputerId,
      state: it.state,
      disputed: false,
      issued_at: today,
    })
    await insert(
      'entitlements',
      all.flatMap(({ orgId, rights }) => rights.map(right(orgId))),
    )
    const assignment = (orgId: string) => (it: Assignment) => ({
      id: randomUUID(),
      org_id: orgId,
      entitlement_id: it.entitlementId,
      unit_no: it.unitNo,
      computer_id: it.computerId,
      person_id: it.personId,
      reason: it.hasReason ? '合同' : null,
      since: today,
      mark: it.inExcess ? 'in_excess' : null,
    })
    await insert(
      'assignments',
      all.flatMap(({ orgId, assignments }) => assignments.map(assignment(orgId))),
    )
    const installation = (orgId: string) => (it: Case['installations'][0]) => ({
      id: it.id,
      org_id: orgId,
      computer_id: it.computerId,
      product_id: it.productId,
      edition_id: it.editionId,
      release_id: it.releaseId,
      class: 'licensable',
      channel: 'unknown',
      household: false,
      section: 'software',
      marks: [],
      first_seen: today,
      last_seen: today,
    })
    await insert(
      'installations',
      all.flatMap(({ orgId, installations }) => installations.map(installation(orgId))),
    )
  }

  const systems = new Set([products[3]!.id])
  return { products, systems, parts, releases, caseOf, insert, store }
}
