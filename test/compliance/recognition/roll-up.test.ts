import { expect, test } from 'vitest'
import { basePack } from '~/compliance/packs/base'
import { recognize } from '~/compliance/recognition/recognize'
import type { InventoryRecord } from '~/compliance/record'

type Row = [name: string, version?: string, publisher?: string]

function installed(rows: Row[]) {
  const records = rows.map(([name, version = null, publisher = 'Microsoft Corporation'], at) => ({
    record: 'inventory-record/1',
    kind: 'software',
    source: 1,
    computer: 'c1',
    row: at + 1,
    line: at + 1,
    name,
    version,
    publisher,
    packageId: null,
    hints: [],
    truncated: [],
  })) as unknown as InventoryRecord[]
  return recognize(records, basePack())
    .filter((line) => line.kind === 'installation')
    .map(({ product, edition, release, class: kind, marks, version }) => ({
      is: [product, edition, release, kind].filter(Boolean).join(' '),
      marks,
      version,
    }))
}

const parts = ['Word', 'Excel', 'PowerPoint', 'Outlook', 'Access', 'OneNote', 'Publisher'].map(
  (name): Row => [`Microsoft ${name} MUI (Chinese (Simplified)) 2016`, '16.0.4266.1001'],
)
const proofs = ['English', 'French', 'German', 'Spanish', 'Chinese (Simplified)', 'Japanese'].map(
  (language): Row => [`Microsoft Office Proof (${language}) 2016`, '16.0.4266.1001'],
)

test('a suite with its language parts is one installation', () => {
  const head: Row = ['Microsoft Office Professional Plus 2016', '16.0.4266.1001']
  expect(installed([...parts, head, ...proofs])).toMatchObject([
    { is: 'microsoft-office professional-plus 2016 licensable', marks: [] },
  ])
})

test('parts without their head are one inferred installation of no edition from three on, else an orphan', () => {
  expect(installed(parts.slice(0, 4))).toMatchObject([
    { is: 'microsoft-office 2016 licensable', marks: ['suite-inferred'] },
  ])
  expect(installed(parts.slice(0, 2))).toMatchObject([
    { is: 'microsoft-office 2016 component', marks: ['orphan'] },
  ])
})

test('two languages of one subscription are one installation, two releases are two', () => {
  const title = 'Microsoft 365 Apps for enterprise'
  expect(installed([[`${title} - zh-cn`], [`${title} - en-us`]])).toHaveLength(1)
  expect(
    installed([['Microsoft Office Standard 2010'], ['Microsoft Office Standard 2016']]).map(({ is }) => is),
  ).toEqual(['microsoft-office standard 2010 licensable', 'microsoft-office standard 2016 licensable'])
})

test('an old and a new version of one antivirus are one installation, of the new version', () => {
  const by = 'Symantec Corporation'
  expect(
    installed([
      ['Symantec Endpoint Protection', '12.1.6306.6100', by],
      ['Symantec Endpoint Protection', '14.3.3384.1000', by],
    ]),
  ).toMatchObject([{ is: 'symantec-endpoint-protection licensable', version: '14.3.3384.1000' }])
})

test('a language pack goes with its own AutoCAD, not with AutoCAD of another kind', () => {
  const by = 'Autodesk'
  expect(
    installed([
      ['AutoCAD LT 2020 - English', '23.1', by],
      ['AutoCAD LT 2020 Language Pack - English', '23.1', by],
    ]).map(({ is }) => is),
  ).toEqual(['autodesk-autocad-lt 2020 licensable'])
})

test('a perfect likeness to a product of another publisher is suggested, not accepted', () => {
  const copy = ['Microsoft Office Professional Plus 2016', '16.0', 'Somebody Else'] satisfies Row
  expect(installed([copy])).toEqual([])
})
