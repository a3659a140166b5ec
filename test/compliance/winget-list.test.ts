import { expect, test } from 'vitest'
import { aConsoleTable } from '../support/console-table'
import { readAsGbkByWindows } from '../support/damage'
import { ofKind, readText } from '../support/inventories'

const rows = [
  ['7-Zip 24.08 (x64)', '7zip.7zip', '24.08', '24.09', 'winget'],
  ['WPS Office 企业版', 'Kingsoft.WPSOffice.CN', '12.1.0.15374', '', 'winget'],
  ['腾讯会议', 'ARP\\Machine\\X86\\WeMeet', '3.29.1.1', '', ''],
  ['钉钉 (用户)', 'Alibaba.DingTalk', '7.6.3', '7.6.5', 'winget'],
  [
    'Windows 记事本',
    'MSIX\\Microsoft.WindowsNotepad_11.2410.21.0_x64__8wekyb3d8bbwe',
    '11.2410.21.0',
    '',
    '',
  ],
  ['哔哩哔哩', '9NBDXK71NK08', 'Unknown', '', 'msstore'],
  ['Microsoft Visual C++ 2015-2022 Redistributable', 'Microsoft.VCRedist.2015+.x64', '< 14.42', '', 'winget'],
  ['Übersicht Büro®', 'ARP\\User\\X64\\Uebersicht', '1.6', '', ''],
]
const languages = {
  zh: ['名称', 'ID', '版本', '可用', '源'],
  en: ['Name', 'Id', 'Version', 'Available', 'Source'],
  de: ['Name', 'ID', 'Version', 'Update verfügbar', 'Quelle'],
}
const spinner = '   - \r   \\ \r   | \r                    \r'

async function read(text: string | Uint8Array) {
  const records = await readText(text)
  expect(ofKind(records, 'file')[0]!.format).toBe('winget-list')
  return ofKind(records, 'software')
}

const told = (records: Awaited<ReturnType<typeof read>>) =>
  records.map(({ packageId, version, scope, architecture, origin }) => ({
    packageId,
    version,
    scope,
    architecture,
    origin,
  }))

test('ids say where a package comes from', async () => {
  const records = await read(aConsoleTable(languages.en, rows, 80))
  expect(records.map(({ origin }) => origin)).toEqual([
    ...['winget', 'winget', 'registry', 'winget', 'appx', 'msstore', 'winget', 'registry'],
  ])
  expect(records[2]).toMatchObject({ scope: 'machine', architecture: 'x86', name: '腾讯会议' })
  expect(records[5]).toMatchObject({ version: null })
  expect(records[6]).toMatchObject({ version: '< 14.42' })
  expect(records[7]).toMatchObject({ scope: 'user', architecture: 'x64', name: 'Übersicht Büro®' })
})

test.each(Object.entries(languages))(
  'with headers in %s, behind a spinner, the columns are the same',
  async (_, header) => {
    const plain = await read(aConsoleTable(languages.en, rows, 30))
    const spun = await read(spinner + aConsoleTable(header, rows, 30))
    expect(told(spun)).toEqual(told(plain))
    expect(spun.map(({ name }) => name)).toEqual(plain.map(({ name }) => name))
  },
)

test.each(Object.entries(languages))(
  'a list in %s that was read as GBK and saved as UTF-16 is read again',
  async (_, header) => {
    const table = aConsoleTable(header, rows, 30)
    const whole = await read(table)
    const damaged = await read(Buffer.from(`\ufeff${readAsGbkByWindows(spinner + table)}`, 'utf16le'))

    expect(told(damaged)).toEqual(told(whole))
    expect(damaged.map(({ truncated }) => truncated)).toEqual(whole.map(({ truncated }) => truncated))
    expect(damaged[4]!.truncated).toEqual(['packageId'])
    expect(damaged[6]!.truncated).toEqual(['name'])
    for (const [at, { name, damaged: fields }] of damaged.entries()) {
      expect(fields.includes('name')).toBe(name !== whole[at]!.name)
      expect(name.replaceAll('\ufffd', '').length).toBeGreaterThanOrEqual(whole[at]!.name.length - 3)
    }
  },
)

test('four columns end in the source or in the available version, as their values say', async () => {
  const without = (column: number) => rows.map((row) => row.toSpliced(column, 1))
  const sources = await read(aConsoleTable(languages.zh.toSpliced(3, 1), without(3), 60))
  const updates = await read(aConsoleTable(languages.zh.toSpliced(4, 1), without(4), 60))
  expect(sources.map(({ origin }) => origin)).toContain('msstore')
  expect(updates.map(({ version }) => version)).toEqual(sources.map(({ version }) => version))
})

test('what stands under the table is no package', async () => {
  const records = await readText(`${aConsoleTable(languages.en, rows)}2 upgrades available.\r\n`)
  expect(ofKind(records, 'software')).toHaveLength(rows.length)
  expect(ofKind(records, 'problem')).toMatchObject([{ severity: 'ignored', code: 'footer', row: null }])
})
