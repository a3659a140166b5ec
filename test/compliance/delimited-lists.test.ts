import { expect, test } from 'vitest'
import { codes, ofKind, readText } from '../support/inventories'

const header = ['DisplayName', 'DisplayVersion', 'Publisher', 'InstallDate', 'ComputerName']
const rows = [
  ['用友U8+', '16.0', '用友网络科技股份有限公司', '2025-03-01', 'FIN-01'],
  ['Foxit PDF Editor', '12.1', 'Foxit Software Inc.', '2025-04-01', 'FIN-02'],
  ['AutoCAD 2024', '24.3.61.0', 'Autodesk', '2025-05-13', 'FIN-01'],
]
const order = [4, 2, 0, 3, 1]
const reordered = (cells: string[]) => order.map((at) => cells[at]!)
const join = (delimiter: string, lines: string[][]) =>
  lines.map((cells) => cells.join(delimiter)).join('\r\n') + '\r\n'

const bare = async (text: string) =>
  ofKind(await readText(text), 'software')
    .map(({ line: _, row: __, ...record }) => record)
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))

test.each([
  ['semicolons', join(';', [header, ...rows])],
  ['tabs', join('\t', [header, ...rows])],
  ['a type line', `#TYPE System.Object\r\n${join(',', [header, ...rows])}`],
  ['a separator line', `sep=;\r\n${join(';', [header, ...rows])}`],
  [
    'quotes',
    join(
      ',',
      [header, ...rows].map((cells) => cells.map((cell) => `"${cell}"`)),
    ),
  ],
  ['columns in another order', join(',', [header, ...rows].map(reordered))],
  [
    'a tab that a script failed to write',
    `${header.join(',')}\r\n${rows.map((cells) => cells.join('`t')).join(',,\r\n')}\r\n`,
  ],
])('the same list with %s gives the same records', async (_, text) => {
  expect(await bare(text)).toEqual(await bare(join(',', [header, ...rows])))
})

test.each([
  ['SCCM', 'ResourceID,DisplayName0,Version0,Publisher0\n16777220,7-Zip,24.08,Igor Pavlov\n'],
  ['a Chinese tool', '电脑编号,软件名称,版本号,厂商\n16777220,7-Zip,24.08,Igor Pavlov\n'],
  ['full width', 'ＡssetName,Ｎame,Version,Vendor\n16777220,7-Zip,24.08,Igor Pavlov\n'],
])('headers of %s are known', async (_, text) => {
  const records = await readText(text)
  expect(ofKind(records, 'computer')).toMatchObject([{ identity: 'column', name: '16777220' }])
  expect(ofKind(records, 'software')).toMatchObject([
    { name: '7-Zip', version: '24.08', publisher: 'Igor Pavlov' },
  ])
})

test('of 1,000 rows with 7 bad ones 993 are read and 7 refused, each with its row and line', async () => {
  const bad = new Set([3, 100, 250, 251, 600, 999, 1000])
  const lines = Array.from({ length: 1000 }, (_, at) =>
    bad.has(at + 1) ? `Tool ${at},1.0,Maker,too,many` : `Tool ${at},1.0,Maker`,
  )
  const records = await readText(['Name,Version,Publisher', ...lines].join('\n'))

  const refused = ofKind(records, 'problem').filter(({ severity }) => severity === 'refused')
  expect(ofKind(records, 'software')).toHaveLength(993)
  expect(refused.map(({ row, line, code }) => [row, line, code])).toEqual(
    [...bad].map((row) => [row, row + 1, 'too-many-cells']),
  )
})

test('short rows are padded, empty ones told, a quote that never closes loses nothing', async () => {
  const short = await readText('Name,Version,Publisher\n7-Zip\n,,\nGIMP,2.10,GIMP Team\n')
  expect(ofKind(short, 'software').map(({ name }) => name)).toEqual(['7-Zip', 'GIMP'])
  expect(codes(short, 'warning')).toEqual(['too-few-cells'])
  expect(ofKind(short, 'problem').find(({ code }) => code === 'blank-row')).toMatchObject({ row: 2, line: 3 })

  const open = await readText('Name,Version\n"7-Zip,24\nGIMP,2.10\n')
  expect(ofKind(open, 'software')).toHaveLength(2)
})

test('the display name beats the name unless it is a resource placeholder', async () => {
  const records = await readText(
    'Name,DisplayName,Version\nMicrosoft.Todos,Microsoft To Do,2.1\nMicrosoft.News,ms-resource:AppName,4.1\n',
  )
  expect(ofKind(records, 'software').map(({ name }) => name)).toEqual(['Microsoft To Do', 'Microsoft.News'])
})

test('publishers that are certificate subjects name their organization, bare identifiers nobody', async () => {
  const records = await readText(
    [
      'Name,Version,Publisher',
      'Photos,1,"CN=Microsoft Corporation, O=Microsoft Corporation, L=Redmond, S=Washington, C=US"',
      'Unnamed,1,"CN=33F0F141-36F3-4EC2-A77D-51B53D0BA0E4"',
    ].join('\n'),
  )
  expect(ofKind(records, 'software').map(({ publisher }) => publisher)).toEqual([
    'Microsoft Corporation',
    null,
  ])
})

test('a list with counts and no computers informs without naming a machine', async () => {
  const records = await readText('Name,Version,Count\n7-Zip,24,140\nGIMP,2.10,many\nNobody,1,0\n')
  expect(ofKind(records, 'computer')).toMatchObject([{ identity: 'aggregate' }])
  expect(ofKind(records, 'software').map(({ count }) => count)).toEqual([140, 1])
  expect(ofKind(records, 'problem').map(({ severity, code, row }) => [severity, code, row])).toEqual([
    ['warning', 'bad-number', 2],
    ['ignored', 'bad-number', 3],
  ])
})

test.each([
  [['05/06/2025', '13/06/2025'], '2025-06-05'],
  [['05/06/2025', '06/13/2025'], '2025-05-06'],
  [['5/6/2025 12:00:00 AM', '5/7/2025 12:00:00 AM'], '2025-05-06'],
  [['05/06/2025', '07/08/2025'], null],
  [['20250605', ''], '2025-06-05'],
  [['2025/6/5', ''], '2025-06-05'],
  [['20250605000000.000000+480', ''], '2025-06-05'],
  [['N/A', ''], null],
  [['1970-01-01', ''], null],
])('of the dates %j the first is %s', async ([first, second], day) => {
  const records = await readText(`Name,InstallDate\nA,${first}\nB,${second}\n`)
  expect(ofKind(records, 'software')[0]).toMatchObject({ installedOn: day })
  expect(codes(records, 'warning')).toEqual([])
})

test('a date that does not exist is told and left out', async () => {
  const records = await readText('Name,InstallDate\nA,2019-54-17\n')
  expect(ofKind(records, 'software')[0]).toMatchObject({ installedOn: null })
  expect(ofKind(records, 'problem')).toMatchObject([
    { code: 'bad-date', row: 1, line: 2, excerpt: '2019-54-17' },
  ])
})

test('a product key column is dropped, a key in a title masked, a long word is no key', async () => {
  const records = await readText(
    'Name,Version,ProductKey\nTool ABCDE-FGHIJ-KLMNO-PQRST-UVWXY,1,ABCDE-FGHIJ-KLMNO-PQRST-UVWXY\nSYSTEMSERVERCLASSPATHABCD,1,\n',
  )
  expect(ofKind(records, 'software').map(({ name }) => name)).toEqual([
    'Tool *-UVWXY',
    'SYSTEMSERVERCLASSPATHABCD',
  ])
  expect(codes(records, 'warning')).toEqual(['secret-dropped', 'secret-dropped'])
})

test('user names in paths do not stay', async () => {
  const records = await readText('Name,Version\nC:\\Users\\zhang.san\\tool.exe,1\n')
  expect(ofKind(records, 'software')[0]!.name).toBe('C:\\Users\\*\\tool.exe')
})
