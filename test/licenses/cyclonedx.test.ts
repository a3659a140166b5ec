import Ajv from 'ajv'
import addFormats from 'ajv-formats'
import { existsSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { cyclonedx, type ExportRow } from '~/licenses/certificates/cyclonedx'

const head = {
  id: '0198f3a2-7c11-7d40-8a55-2f6b0c9d1e42',
  at: new Date('2026-11-24T08:00:00Z'),
  asOf: '2026-11-24',
  holder: { name: '示例制造有限公司', uscc: '91350100M000100Y43' },
  version: '0.1.0',
}

const aRow = (facts: Partial<ExportRow> = {}): ExportRow => ({
  entitlementId: '0198f3a2-7c11-7d40-8a55-2f6b0c9d1e01',
  no: 'E-2026-000042',
  licenseNo: 'WPS-778',
  contractNo: 'C-2026-000007',
  orderNo: 'MO-2026-000123',
  metric: 'device',
  term: 'subscription',
  channel: 'volume-mak',
  purpose: 'commercial',
  state: 'active',
  quantity: 120,
  siteId: null,
  startsOn: '2026-11-18',
  endsOn: '2027-11-17',
  maintenanceUntil: null,
  purchasedOn: '2026-11-10',
  renewedFrom: null,
  rights: { downgradeFrom: '2019', upgrade: 'none', devicesPerUser: 1 },
  buyer: '示例集团有限公司',
  ocid: 'ocds-muster-R-2026-0001',
  award: '0198f3a2-7c11-7d40-8a55-2f6b0c9d1e77',
  invoices: ['26372000000012345678', '26372000000012345679'],
  recordSha256: 'ab'.repeat(32),
  certificateNo: null,
  product: {
    slug: 'wps-office',
    name: 'WPS Office',
    publisher: '金山办公',
    category: 'office',
    domestic: true,
    edition: 'professional',
    editionName: '专业版',
    release: '2023',
    cpe: null,
    purl: 'pkg:swid/Kingsoft/WPS@2023?tag_id=75b8c285-fa7b-485b-b199-4745e3004d0d',
    swid: 'kingsoft.com+wps-2023',
  },
  ...facts,
})

const folder = '../shared/data/schemas/cyclonedx/'
const withSchemas = existsSync(folder) ? test : test.skip
if (!existsSync(folder)) console.warn(`SKIPPED: the CycloneDX schemas are not at ${folder}`)

withSchemas.each(['1.6', '1.7'] as const)(
  'the export is valid CycloneDX %s, formats included',
  (specVersion) => {
    const ajv = new Ajv({ strict: false, allErrors: true })
    addFormats(ajv)
    for (const unused of ['iri-reference', 'idn-email']) ajv.addFormat(unused, true)
    const schema = (name: string) => JSON.parse(readFileSync(`${folder}${name}.schema.json`, 'utf8'))
    for (const name of ['spdx', 'jsf-0.82', 'cryptography-defs']) ajv.addSchema(schema(name))
    const isValid = ajv.compile(schema(`bom-${specVersion}`))
    const oem = aRow({
      entitlementId: 'b',
      no: 'E-2',
      channel: 'oem',
      term: 'perpetual',
      endsOn: null,
      purchasedOn: null,
      orderNo: null,
    })
    const site = aRow({
      entitlementId: 'c',
      no: 'E-3',
      metric: 'custom-metric',
      siteId: 'site-1',
      quantity: null,
    })
    for (const rows of [[], [aRow()], [aRow(), oem, site]]) {
      isValid(JSON.parse(JSON.stringify(cyclonedx({ ...head, specVersion }, rows))))
      expect(isValid.errors).toBeNull()
    }
  },
)

const licensesOf = (rows: ExportRow[]) =>
  cyclonedx(head, rows).components.flatMap(({ licenses }) => licenses.map(({ license }) => license))
const property = ({ properties }: { properties: { name: string; value: string }[] }, name: string) =>
  properties.filter((it) => it.name === `muster:${name}`).map(({ value }) => value)

test('one component for product, edition and release, one license for each entitlement', () => {
  const { components } = cyclonedx(head, [aRow(), aRow({ entitlementId: 'b', no: 'E-1' })])
  expect(components.map((it) => it['bom-ref'])).toEqual(['product:wps-office:professional:2023'])
  expect(components[0]!.licenses.map(({ license }) => license.licensing.altIds[0])).toEqual([
    'E-1',
    'E-2026-000042',
  ])
})

test('several license types stand in the standard’s order', () => {
  const [license] = licensesOf([aRow({ channel: 'oem', purpose: 'academic', term: 'perpetual' })])
  expect(license!.licensing.licenseTypes).toEqual(['academic', 'device', 'oem', 'perpetual'])
})

test('a term ends with its last day in Shanghai; a perpetual right has no expiration', () => {
  expect(licensesOf([aRow()])[0]!.licensing).toMatchObject({
    expiration: '2027-11-17T23:59:59+08:00',
    lastRenewal: '2026-11-10T00:00:00+08:00',
  })
  expect(licensesOf([aRow({ endsOn: null })])[0]!.licensing).not.toHaveProperty('expiration')
})

test('quantity, rights and invoices are properties, always as text; a site has no quantity', () => {
  const [license] = licensesOf([aRow()])
  expect(property(license!, 'quantity')).toEqual(['120'])
  expect(property(license!, 'invoice')).toHaveLength(2)
  expect(property(license!, 'purchaseRecord')).toEqual([`sha256:${'ab'.repeat(32)}`])
  expect(property(licensesOf([aRow({ quantity: null })])[0]!, 'quantity')).toEqual([])
})
