import type { Day } from '~/kernel/workdays'

/** One entitlement with what catalog, order and record know of it; plain rows of one query. */
export type ExportRow = {
  entitlementId: string
  no: string
  licenseNo: string | null
  contractNo: string | null
  orderNo: string | null
  metric: string
  term: string
  channel: string
  purpose: string
  state: string
  quantity: number | null
  siteId: string | null
  startsOn: Day
  endsOn: Day | null
  maintenanceUntil: Day | null
  purchasedOn: Day | null
  renewedFrom: Day | null
  rights: { downgradeFrom?: string | null; upgrade?: string; devicesPerUser?: number }
  buyer: string | null
  ocid: string | null
  award: string | null
  invoices: readonly string[]
  recordSha256: string | null
  certificateNo: string | null
  product: {
    slug: string
    name: string
    publisher: string
    category: string
    domestic: boolean
    edition: string
    editionName: string
    release: string | null
    cpe: string | null
    purl: string | null
    swid: string | null
  }
}

export type ExportHead = {
  id: string
  at: Date
  asOf: Day
  holder: { name: string; uscc: string }
  /** of this program */
  version: string
  specVersion?: '1.6' | '1.7'
}

// The order of the standard's own list.
const licenseTypes = [
  'academic',
  'appliance',
  'client-access',
  'concurrent-user',
  'core-points',
  'custom-metric',
  'device',
  'evaluation',
  'named-user',
  'node-locked',
  'oem',
  'perpetual',
  'processor-points',
  'subscription',
  'user',
]

/** The entitlements of an organization as a CycloneDX document (licenses.md §10): a proof of rights, not an inventory. */
export function cyclonedx(head: ExportHead, rows: readonly ExportRow[]) {
  const products = Map.groupBy(
    rows,
    ({ product }) => `${product.slug}:${product.edition}:${product.release ?? ''}`,
  )
  return {
    $schema: `http://cyclonedx.org/schema/bom-${head.specVersion ?? '1.6'}.schema.json`,
    bomFormat: 'CycloneDX',
    specVersion: head.specVersion ?? '1.6',
    serialNumber: `urn:uuid:${head.id}`,
    version: 1,
    metadata: metadata(head),
    components: [...products]
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([ref, of]) => component(ref, of, head)),
  }
}

function metadata({ at, asOf, holder, version }: ExportHead) {
  return {
    timestamp: at.toISOString(),
    tools: { components: [{ type: 'application', name: 'Muster', version }] },
    component: { type: 'platform', 'bom-ref': `organization:${holder.uscc}`, name: holder.name },
    properties: properties([
      ['document', 'entitlements/1'],
      ['uscc', holder.uscc],
      ['asOf', asOf],
    ]),
  }
}

function component(ref: string, rows: readonly ExportRow[], head: ExportHead) {
  const { product } = rows[0]!
  return {
    type: product.category === 'operating-system' ? 'operating-system' : 'application',
    'bom-ref': `product:${ref}`,
    publisher: product.publisher,
    name: product.name,
    ...given({ version: product.release, cpe: product.cpe, purl: product.purl }),
    ...given({ swid: product.swid && { tagId: product.swid, name: product.name } }),
    licenses: rows.toSorted((a, b) => (a.no < b.no ? -1 : 1)).map((row) => ({ license: license(row, head) })),
    properties: properties([
      ['category', product.category],
      ['edition', product.edition],
      ['domestic', product.domestic],
    ]),
  }
}

function license(row: ExportRow, { holder }: ExportHead) {
  const { product } = row
  const types = new Set([row.metric, row.term, row.channel === 'oem' ? 'oem' : '', row.purpose])
  const last = row.renewedFrom ?? row.purchasedOn
  return {
    'bom-ref': `entitlement:${row.entitlementId}`,
    name: [product.name, product.editionName, product.release].filter(Boolean).join(' '),
    licensing: {
      altIds: [row.no, row.licenseNo, row.contractNo].filter((id) => id !== null),
      licensor: organization(product.publisher),
      licensee: organization(holder.name),
      purchaser: organization(row.buyer ?? holder.name),
      ...given({ purchaseOrder: row.orderNo }),
      licenseTypes: licenseTypes.filter((type) => types.has(type)),
      ...given({
        lastRenewal: last && `${last}T00:00:00+08:00`,
        expiration: row.endsOn && `${row.endsOn}T23:59:59+08:00`,
      }),
    },
    properties: licenseProperties(row),
  }
}

// The standard has no place for quantity, edition or rights.
function licenseProperties(row: ExportRow) {
  return properties([
    ['quantity', row.quantity],
    ['metric', row.metric],
    ['site', row.siteId],
    ['channel', row.channel],
    ['state', row.state],
    ['downgradeFrom', row.rights.downgradeFrom],
    ['upgrade', row.rights.upgrade],
    ['maintenanceUntil', row.maintenanceUntil],
    ['devicesPerUser', row.rights.devicesPerUser],
    ['ocid', row.ocid],
    ['award', row.award],
    ['contract', row.contractNo],
    ...row.invoices.map((invoice): Property => ['invoice', invoice]),
    ['purchaseRecord', row.recordSha256 && `sha256:${row.recordSha256}`],
    ['certificate', row.certificateNo],
  ])
}

type Property = [name: string, value: string | number | boolean | null | undefined]

function properties(all: readonly Property[]) {
  return all
    .filter(([, value]) => value !== null && value !== undefined && value !== '')
    .map(([name, value]) => ({ name: `muster:${name}`, value: String(value) }))
}

const organization = (name: string) => ({ organization: { name } })

/** The facts that are there; the standard knows no null. */
function given<Facts extends Record<string, unknown>>(facts: Facts): Partial<Facts> {
  return Object.fromEntries(
    Object.entries(facts).filter(([, value]) => value !== null && value !== ''),
  ) as Partial<Facts>
}
