import iconv from 'iconv-lite'
import { expect, test } from 'vitest'
import { summarize } from '~/compliance/summary'
import { ofKind, readText } from '../support/inventories'

type Content = string | Uint8Array
type Variant = [
  format: string,
  what: string,
  content: Content,
  rows: [name: string, version: string | null, publisher?: string | null][],
]

const utf16 = (text: string) => iconv.encode(text, 'utf-16le', { addBOM: true })
const gbk = (text: string) => iconv.encode(text, 'gb18030')
const latin = (text: string) => iconv.encode(text, 'win1252')
const crlf = (text: string) => text.replaceAll('\n', '\r\n')

const glpi = {
  deviceid: 'PC-1',
  content: {
    hardware: { name: 'PC-1' },
    softwares: [{ name: '用友U8+', version: 16, publisher: '用友网络科技股份有限公司' }],
  },
}
const reg = `Windows Registry Editor Version 5.00

[HKEY_CURRENT_USER\\Software\\Microsoft\\Windows\\CurrentVersion\\Uninstall\\Zoom]
"displayname"="Zoom \\"Workplace\\""
"DISPLAYVERSION"="6.2.5"
"Publisher"="Zoom Video Communications, Inc."
@="default"
"Long"=hex:01,02,\\
  03,04
`
const regedit4 = `REGEDIT4

[HKEY_LOCAL_MACHINE\\SOFTWARE\\Wow6432Node\\Microsoft\\Windows\\CurrentVersion\\Uninstall\\U8]
"DisplayName"="用友通"
"DisplayVersion"="10.3"

[-HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Uninstall\\Gone]
`
const ocs = (encoding: string, name: string) => `<?xml version="1.0" encoding="${encoding}" ?>
<REQUEST><CONTENT><HARDWARE><NAME>PC-1</NAME></HARDWARE>
<SOFTWARES><NAME>${name}</NAME><VERSION>1.0</VERSION><PUBLISHER></PUBLISHER></SOFTWARES></CONTENT>
<DEVICEID>PC-1-2025-01-01-10-00-00</DEVICEID><QUERY>INVENTORY</QUERY></REQUEST>`
const plist = `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<plist version="1.0"><array><dict><key>_SPCommandLineArguments</key><array><string>x</string></array>
<key>_dataType</key><string>SPApplicationsDataType</string>
<key>_items</key><array><dict><key>_name</key><string>Pages 文稿</string><key>version</key><string>14.1</string>
<key>obtained_from</key><string>mac_app_store</string><key>path</key><string>/Applications/Pages.app</string></dict>
<dict><key>_name</key><string>Tool</string></dict></array></dict></array></plist>`
const winget = (header: string[], rows: string[][], widths: number[]) => {
  const wide = (text: string) =>
    [...text].reduce(
      (sum, c) =>
        sum +
        (/[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/.test(
          c,
        )
          ? 2
          : 1),
      0,
    )
  const line = (cells: string[]) =>
    cells
      .map((cell, at) =>
        at === cells.length - 1 ? cell : cell + ' '.repeat(Math.max(1, widths[at]! - wide(cell))),
      )
      .join('')
  return (
    [line(header), '-'.repeat(widths.reduce((sum, n) => sum + n, 0)), ...rows.map(line)].join('\r\n') + '\r\n'
  )
}
const listed = [
  ['Microsoft Visual Studio Code', 'Microsoft.VisualStudioCode', '1.95.1', 'winget'],
  ['钉钉', 'Alibaba.DingTalk', '7.6.15', 'winget'],
]
const wingetRows: Variant[3] = [
  ['Microsoft Visual Studio Code', '1.95.1'],
  ['钉钉', '7.6.15'],
]
const wmic = 'Name=7-Zip 24.08 (x64 edition)\r\r\nVendor=Igor Pavlov\r\r\nVersion=24.08.00.0\r\r\n'

const variants: Variant[] = [
  [
    'glpi-json',
    'a number for a version, UTF-16 with a mark',
    utf16(JSON.stringify(glpi)),
    [['用友U8+', '16', '用友网络科技股份有限公司']],
  ],
  ['glpi-json', 'UTF-8 with a mark, indented', '\uFEFF' + JSON.stringify(glpi, null, 2), [['用友U8+', '16']]],
  ['glpi-json', 'GB18030', gbk(JSON.stringify(glpi)), [['用友U8+', '16']]],
  [
    'glpi-json',
    'UTF-16BE without a mark',
    iconv.encode(
      JSON.stringify({
        ...glpi,
        content: { ...glpi.content, softwares: [{ name: 'Some Tool', version: '1' }] },
      }),
      'utf-16be',
    ),
    [['Some Tool', '1']],
  ],
  [
    'ocs-xml',
    'Latin-1 as declared',
    latin(ocs('ISO-8859-1', 'Système léger')),
    [['Système léger', '1.0', null]],
  ],
  ['ocs-xml', 'GB2312 as declared', gbk(ocs('GB2312', '金山毒霸')), [['金山毒霸', '1.0', null]]],
  [
    'ocs-xml',
    'entities of XML',
    ocs('UTF-8', 'A &amp; B &#x5de5;&#20855; &lt;x&gt;'),
    [['A & B 工具 <x>', '1.0']],
  ],
  ['ocs-xml', 'CDATA', ocs('UTF-8', '<![CDATA[R&D Tool]]>'), [['R&D Tool', '1.0']]],
  [
    'mac-plist',
    'with its DOCTYPE and an app without version',
    plist,
    [
      ['Pages 文稿', '14.1'],
      ['Tool', null],
    ],
  ],
  [
    'mac-json',
    'of a newer system',
    JSON.stringify({
      SPApplicationsDataType: [
        {
          _name: 'Keynote 讲演',
          arch_kind: 'arch_arm_i64',
          obtained_from: 'mac_app_store',
          version: '14.2',
          lastModified: '2025-04-01T09:00:00Z',
        },
      ],
    }),
    [['Keynote 讲演', '14.2']],
  ],
  [
    'graph-json',
    'without its context',
    JSON.stringify({
      value: [
        {
          id: '1',
          displayName: 'Slack',
          version: '4.40',
          deviceCount: 3,
          platform: 'macOS',
          publisher: null,
        },
      ],
    }),
    [['Slack', '4.40', null]],
  ],
  [
    'cyclonedx',
    'nested components, an operating system, a library',
    JSON.stringify({
      bomFormat: 'CycloneDX',
      specVersion: '1.6',
      components: [
        {
          type: 'operating-system',
          name: 'debian',
          version: '12',
          components: [
            { type: 'application', name: 'nginx', version: '1.26' },
            { type: 'library', name: 'zlib', version: '1.3' },
          ],
        },
      ],
    }),
    [
      ['debian', '12'],
      ['nginx', '1.26'],
    ],
  ],
  [
    'swid',
    'with a prefix, as a patch',
    `<?xml version="1.0" encoding="utf-8"?><swid:SoftwareIdentity xmlns:swid="http://standards.iso.org/iso/19770/-2/2015/schema.xsd" name="ACME Roadrunner" tagId="x" version="4.1.5" patch="true"><swid:Entity name="The ACME Corporation" regid="acme.com" role="tagCreator softwareCreator"/></swid:SoftwareIdentity>`,
    [['ACME Roadrunner', '4.1.5', 'The ACME Corporation']],
  ],
  ['reg', 'UTF-16 with a mark, escapes, small letters', utf16(crlf(reg)), [['Zoom "Workplace"', '6.2.5']]],
  ['reg', 'UTF-8, LF alone', reg, [['Zoom "Workplace"', '6.2.5']]],
  ['reg', 'REGEDIT4 in GBK', gbk(crlf(regedit4)), [['用友通', '10.3']]],
  [
    'wmi-list',
    'CR CR LF of wmic, UTF-16',
    utf16(`\r\r\n\r\r\n${wmic}\r\r\n\r\r\n${wmic.replace('7-Zip', 'Seven-Zip')}\r\r\n`),
    [
      ['7-Zip 24.08 (x64 edition)', '24.08.00.0', 'Igor Pavlov'],
      ['Seven-Zip 24.08 (x64 edition)', '24.08.00.0'],
    ],
  ],
  [
    'wmi-list',
    'Key : Value of Format-List',
    crlf(
      '\n\nName    : 7-Zip 24.08\nVersion : 24.08\nVendor  : Igor Pavlov\n\nName    : 用友U8\nVersion : 13.0\nVendor  : 用友\n\n',
    ),
    [
      ['7-Zip 24.08', '24.08', 'Igor Pavlov'],
      ['用友U8', '13.0', '用友'],
    ],
  ],
  ['winget-list', 'German', winget(['Name', 'ID', 'Version', 'Quelle'], listed, [34, 34, 14, 8]), wingetRows],
  [
    'winget-list',
    'French, columns of two words',
    winget(['Nom', 'ID', 'Version installée', 'Source'], listed, [34, 34, 20, 8]),
    wingetRows,
  ],
  [
    'winget-list',
    'Japanese',
    winget(['名前', 'ID', 'バージョン', 'ソース'], listed, [34, 34, 14, 8]),
    wingetRows,
  ],
  [
    'winget-list',
    'Korean, five columns',
    winget(
      ['이름', '장치 ID', '버전', '사용 가능', '원본'],
      listed.map(([a, b, c, d]) => [a!, b!, c!, '', d!]),
      [34, 34, 14, 12, 8],
    ),
    wingetRows,
  ],
  [
    'winget-list',
    'Traditional Chinese without sources',
    winget(
      ['名稱', '識別碼', '版本'],
      listed.map((cells) => cells.slice(0, 3)),
      [34, 34, 14],
    ),
    wingetRows,
  ],
  [
    'winget-list',
    'UTF-16 of a PowerShell redirection',
    utf16(winget(['Name', 'Id', 'Version', 'Source'], listed, [34, 34, 14, 8])),
    wingetRows,
  ],
  [
    'choco-list',
    'without a first line',
    'vlc|3.0.21\r\n7zip|24.8.0\r\n2 packages installed.\r\n',
    [
      ['vlc', '3.0.21'],
      ['7zip', '24.8.0'],
    ],
  ],
  [
    'mac-text',
    'CRLF, an app without version',
    crlf(
      'Applications:\n\n    Numbers 表格:\n\n      Version: 14.2\n      Obtained from: Mac App Store\n      Last Modified: 2025/4/1 09:00\n      Kind: Universal\n      Location: /Applications/Numbers.app\n\n    Old Tool 9.1: beta:\n\n      Location: /Applications/Old.app\n',
    ),
    [
      ['Numbers 表格', '14.2'],
      ['Old Tool 9.1: beta', null],
    ],
  ],
  [
    'csv',
    'a title line of semicolons kept out by its header',
    'sep=;\r\nName;Version;Vendor\r\nÜbersicht;1.0;Müller GmbH\r\n',
    [['Übersicht', '1.0', 'Müller GmbH']],
  ],
  [
    'csv',
    'Windows-1252',
    latin('Name;Version;Vendor\r\nÜbersicht;1.0;Müller GmbH\r\n'),
    [['Übersicht', '1.0', 'Müller GmbH']],
  ],
  [
    'csv',
    'GB18030, Chinese headers',
    gbk('软件名称,版本号,厂商,安装日期\r\n用友U8+,16.0,用友网络,2025/3/1\r\n'),
    [['用友U8+', '16.0', '用友网络']],
  ],
  [
    'csv',
    'UTF-16 without a mark',
    iconv.encode('Name,Version,Publisher\r\nAutoCAD 2024,24.3,Autodesk\r\n', 'utf-16le', { addBOM: false }),
    [['AutoCAD 2024', '24.3', 'Autodesk']],
  ],
  [
    'csv',
    'CR alone',
    'Name,Version\rVLC,3.0\rGIMP,2.10\r',
    [
      ['VLC', '3.0'],
      ['GIMP', '2.10'],
    ],
  ],
  [
    'csv',
    'a line break and doubled quotes within quotes',
    'Name,Version,Publisher\n"Tool ""X""\nPro",1.0,"A, Inc."\n',
    [['Tool "X" Pro', '1.0', 'A, Inc.']],
  ],
  [
    'csv',
    'an empty last column',
    'Name,Version,Publisher,\nVLC,3.0,VideoLAN,\n',
    [['VLC', '3.0', 'VideoLAN']],
  ],
  [
    'csv',
    'spaces after the delimiter',
    'Name, Version, Publisher\nVLC, 3.0, "VideoLAN"\n',
    [['VLC', '3.0', 'VideoLAN']],
  ],
  [
    'csv',
    'a title above its header',
    '软件资产清单,,\r\n导出时间：2025-03-01,,\r\n软件名称,版本,厂商\r\nVLC,3.0,VideoLAN\r\n',
    [['VLC', '3.0', 'VideoLAN']],
  ],
  [
    'csv',
    'wmic with its node',
    '\r\r\nNode,Name,Vendor,Version\r\r\nFIN-01,VLC,VideoLAN,3.0\r\r\n',
    [['VLC', '3.0', 'VideoLAN']],
  ],
  [
    'csv',
    'a mark in front of a quoted header',
    '\uFEFF"DisplayName","DisplayVersion","Publisher"\r\n"VLC","3.0","VideoLAN"\r\n',
    [['VLC', '3.0', 'VideoLAN']],
  ],
  [
    'csv',
    'UTF-8 read as GBK and saved',
    Buffer.from(
      iconv.decode(
        Buffer.from('软件名称,版本,厂商\n腾讯会议,3.2,腾讯科技\n金山办公软件,11.8,金山软件\n', 'utf8'),
        'gbk',
      ),
    ),
    [
      ['腾讯会议', '3.2', '腾讯科技'],
      ['金山办公软件', '11.8', '金山软件'],
    ],
  ],
  [
    'csv',
    'cut off within a quote',
    '"Name","Version"\n"VLC","3.0"\n"GIMP\nPortable","2.10"\n"Audaci',
    [
      ['VLC', '3.0'],
      ['GIMP Portable', '2.10'],
      ['Audaci', null],
    ],
  ],
  [
    'pipe-table',
    'drawn by psql',
    ' name | version | publisher \n------+---------+-----------\n VLC  | 3.0     | VideoLAN\n(1 row)\n',
    [['VLC', '3.0', 'VideoLAN']],
  ],
  [
    'pipe-table',
    'drawn by osquery',
    '+------+---------+\n| name | version |\n+------+---------+\n| VLC  | 3.0     |\n+------+---------+\n',
    [['VLC', '3.0']],
  ],
  [
    'rows-json',
    'PowerShell 5, a list within value and Count',
    JSON.stringify({
      value: [{ DisplayName: 'VLC', DisplayVersion: '3.0', Publisher: 'VideoLAN' }],
      Count: 1,
    }),
    [['VLC', '3.0', 'VideoLAN']],
  ],
  [
    'rows-json',
    'a single object',
    JSON.stringify({ DisplayName: 'VLC', DisplayVersion: '3.0', Publisher: null }),
    [['VLC', '3.0', null]],
  ],
  [
    'rows-json',
    'one object per line',
    '{"name":"VLC","version":"3.0"}\n{"name":"GIMP","version":"2.10"}\n',
    [
      ['VLC', '3.0'],
      ['GIMP', '2.10'],
    ],
  ],
  [
    'rows-json',
    'osquery with empty texts',
    JSON.stringify([{ name: 'VLC', version: '', publisher: '', install_date: '20250301' }]),
    [['VLC', null, null]],
  ],
  ['json-lines-text', 'a list of lines', JSON.stringify(['Name,Version', 'VLC,3.0']), [['VLC', '3.0']]],
  [
    'openaudit-xml',
    'one computer, one item',
    '<?xml version="1.0" encoding="UTF-8"?><system><sys><hostname>pc1</hostname><os_name>Windows</os_name></sys><software><item><name>VLC</name><version>3.0</version><publisher>VideoLAN</publisher></item></software></system>',
    [['VLC', '3.0', 'VideoLAN']],
  ],
  [
    'openaudit-json',
    'empty values as lists',
    JSON.stringify({ sys: { hostname: 'pc1' }, software: [{ name: 'VLC', version: '3.0', publisher: [] }] }),
    [['VLC', '3.0', null]],
  ],
  [
    'winget-export',
    'without its schema',
    JSON.stringify({
      Sources: [
        {
          SourceDetails: { Name: 'winget' },
          Packages: [{ PackageIdentifier: 'VideoLAN.VLC', Version: '3.0' }],
        },
      ],
    }),
    [['VideoLAN.VLC', '3.0']],
  ],
]

test.each(variants)('%s: %s', async (format, _, content, rows) => {
  const records = await readText(content, 'renamed.bin')
  const [summary] = summarize(records)
  expect({ format: summary!.format, fatal: summary!.fatal }).toEqual({
    format: format === 'json-lines-text' ? 'csv' : format,
    fatal: null,
  })
  const found = ofKind(records, 'software').map(({ name, version, publisher }) => [name, version, publisher])
  expect(found).toEqual(
    rows.map(([name, version, publisher], at) => [
      name,
      version,
      publisher === undefined ? found[at]?.[2] : publisher,
    ]),
  )
})
