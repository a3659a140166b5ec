import { crc32 } from 'node:zlib'
import { sql } from 'kysely'
import { acceptImport } from '../../app/compliance/inventories/accept.server.ts'
import { keepLists, type List, nameList } from '../../app/compliance/inventories/keep.server.ts'
import { mapImport } from '../../app/compliance/inventories/map.server.ts'
import { keepProblems, proposeComputers } from '../../app/compliance/inventories/read.server.ts'
import { receiveInventory } from '../../app/compliance/inventories/receive.server.ts'
import { count, type ImportReport } from '../../app/compliance/inventories/reporting.ts'
import { packInUse } from '../../app/compliance/packs/in-use.server.ts'
import { readInventory } from '../../app/compliance/reading.ts'
import type { ProblemRecord } from '../../app/compliance/record.ts'
import { recognizer } from '../../app/compliance/recognition/recognize.ts'
import { storeFile } from '../../app/kernel/files.server.ts'
import { addDays, dayOf } from '../../app/kernel/workdays.ts'
import { assignUnits } from '../../app/licenses/entitlements/assign.server.ts'
import { editionId, productId, releaseId } from './catalog.ts'
import { orgId, personId } from './people.ts'
import { dice, idOn, settle } from './telling.ts'
import { asDesk, minutesAfter, type Timeline } from './timeline.ts'

const jinghe = orgId('jinghe')
type Row = readonly [name: string, version: string, publisher: string]

const microsoft = 'Microsoft Corporation'
const common: readonly Row[] = [
  ['Microsoft Visual C++ 2015-2022 Redistributable (x64) - 14.40.33810', '14.40.33810.0', microsoft],
  ['Microsoft Edge', '130.0.2849.56', microsoft],
  ['Microsoft Update Health Tools', '5.72.0.0', microsoft],
  ['Windows Driver Package - Realtek (rtucx22x64) Net', '11/10/2023', 'Realtek'],
  ['Microsoft .NET Runtime - 8.0.10 (x64)', '8.0.10', microsoft],
]
const officeStandard: Row = ['Microsoft Office Standard 2021 - zh-cn', '16.0.14332.20763', microsoft]
const wpsPro: Row = ['WPS Office 2019 (11.8.2.12085)', '11.8.2.12085', 'Kingsoft Corp.']
const wpsPersonal: Row = ['WPS Office (12.1.0.18608)', '12.1.0.18608', 'Kingsoft Corp.']
const huorong: Row = ['火绒终端安全管理系统 V2.0', '2.0.15.0', '北京火绒网络科技有限公司']
const personalAntivirus: Row = ['火绒安全软件', '5.0.75.4', '北京火绒网络科技有限公司']
const autocad = (release: string): Row => [
  `AutoCAD ${release} - 简体中文 (Simplified Chinese)`,
  '24.1.51.0',
  'Autodesk',
]
const erp: Row = ['精和 ERP 客户端', '5.2.1', '海曲数联信息有限公司']
const mes: Row = ['JH-MES 现场终端', '2.4', '']
const viewer: Row = ['CAD 快速看图', '6.2.0.92', '']
/** Nobody's rules know it; other enterprises have it too. */
export const archive: Row = ['图文档管理系统客户端 V6', '6.0.3', '北京艾克斯特软件有限公司']

const archiver: Row = ['WinRAR 6.02 (64-位)', '6.02.0', 'win.rar GmbH']

type Machine = { no: string; department: string; os: string | null; laptop: boolean; rows: readonly Row[] }

/** The shop floor, offices and drawing room of the leading enterprise; what runs there a year ago, and now. */
function machines(when: 'before' | 'now'): Machine[] {
  const many = when === 'now' ? 42 : 38
  return Array.from({ length: many }, (_, at) => {
    const n = at + 1
    const designs = n > 26 && n <= 35
    const department = designs
      ? '技术部'
      : n <= 8
        ? '财务部'
        : n <= 14
          ? '采购部'
          : n <= 26
            ? '综合部'
            : '生产部'
    return {
      no: `JH-${String(n).padStart(3, '0')}`,
      department,
      os: n > 40 ? 'Microsoft Windows Server 2019 Standard' : systemOf(n, when),
      laptop: n % 6 === 0,
      rows: [
        ...common.slice(0, 3 + (n % 3)),
        ...(n <= 20 ? [officeStandard] : n <= 32 ? [wpsPro] : n <= 40 ? [wpsPersonal] : []),
        ...(n > 40 ? [] : [when === 'now' ? huorong : personalAntivirus]),
        ...(designs ? [autocad(when === 'now' ? '2022' : '2018'), viewer] : []),
        ...(n <= 14 ? [erp] : []),
        ...(n > 35 && n <= 40 ? [mes] : []),
        ...(designs && when === 'now' ? [archive] : []),
        ...(n > 14 && n <= 22 && when === 'now' ? [archiver] : []),
      ],
    }
  })
}

function systemOf(n: number, when: 'before' | 'now') {
  if (n > 38) return 'Microsoft Windows 10 家庭版'
  if (when === 'now' && n <= 12) return 'Microsoft Windows 11 专业版'
  return n > 33 ? 'Microsoft Windows 7 专业版' : 'Microsoft Windows 10 专业版'
}

/** What the agent of the enterprise's own tool sends of one machine. */
function agentFile({ no, os, laptop, rows }: Machine, at: Date) {
  const draw = dice('machine', no)
  const hex = (length: number) => Array.from({ length }, () => Math.floor(draw() * 16).toString(16)).join('')
  const stamp = new Date(at.getTime() + 8 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ')
  const [name, , company] = rows.find(([title]) => title.startsWith('火绒')) ?? [
    'Windows Defender',
    '',
    microsoft,
  ]
  return JSON.stringify({
    action: 'inventory',
    deviceid: `${no}-2025-03-04-09-12-44`,
    itemtype: 'Computer',
    content: {
      accesslog: { logdate: stamp },
      hardware: {
        name: no,
        uuid: `${hex(8)}-${hex(4)}-4${hex(3)}-a${hex(3)}-${hex(12)}`,
        chassis_type: laptop ? 'Notebook' : os?.includes('Server') ? 'Rack Mount Chassis' : 'Desktop',
      },
      bios: { ssn: `JHSN${hex(8).toUpperCase()}` },
      ...(os && {
        operatingsystem: {
          name: 'Windows',
          full_name: os,
          version: '10.0.19045',
          arch: '64-bit',
          timezone: { offset: '+0800' },
        },
      }),
      antivirus: [{ name, company, enabled: true, uptodate: Number(no.slice(3)) % 13 !== 0, version: '5.0' }],
      softwares: rows.map(([title, version, publisher]) => ({
        name: title,
        version,
        publisher,
        from: 'registry',
        arch: 'x86_64',
      })),
    },
  })
}

export function planJinghe(story: Timeline) {
  const { clock, plan } = story
  plan(clock.past(262, 10.5), () => bringIn(story, 'before'))
  plan(clock.past(258, 14), () => claim(story))
  plan(clock.past(196, 15), () => assign(story))
  plan(clock.past(34, 10), () => bringIn(story, 'now'))
  plan(clock.past(1, 16.4), () =>
    upload(story, [machines('now')[6]!, { ...machines('now')[7]!, no: 'JH-043' }], '新购电脑.zip'),
  )
  plan(clock.past(1, 17.2), () => uploadFile(story, handmade(), '车间终端-手工整理.csv'))
}

/** A list that somebody put together by hand: most rows are right; the rest is told line by line. */
function handmade(): Buffer {
  const rows = [
    '计算机名,软件名称,版本,发布者,安装日期',
    'JH-050,WPS Office 2019 (11.8.2.12085),11.8.2.12085,Kingsoft Corp.,2024-03-11',
    'JH-050,火绒终端安全管理系统 V2.0,2.0.15.0,北京火绒网络科技有限公司,2024-03-11',
    'JH-050,JH-MES 现场终端,2.4,海曲数联,信息有限公司,2024-03-12',
    'JH-051,WPS Office 2019 (11.8.2.12085),11.8.2.12085,Kingsoft Corp.,2024年三月',
    'JH-051,,2.0.15.0,北京火绒网络科技有限公司,2024-03-11',
    'JH-051,JH-MES 现场终端,2.4',
    ',,,,',
    'JH-052,AutoCAD 2018 - 简体中文 (Simplified Chinese),24.1.51.0,Autodesk,2019-06-30',
    'JH-052,=HYPERLINK("http://192.0.2.7"),1,,2020-01-01',
    'JH-052,CAD 快速看图,6.2.0.92,,"2023-13-40"',
    'JH-052,WinRAR 6.02 (64-位),6.02.0,win.rar GmbH,2022-05-04,备注,已购买',
  ]
  return Buffer.from(`\ufeff${rows.join('\r\n')}\r\n`)
}

/** A zip of all machines: uploaded, read and recognized, mapped to the register, accepted. */
async function bringIn(story: Timeline, when: 'before' | 'now') {
  const importId = await upload(
    story,
    machines(when),
    when === 'now' ? '全厂清单-第二次.zip' : '全厂清单.zip',
  )
  const mapped = minutesAfter(story.moment(), 25)
  story.plan(mapped, async () => {
    const manager = await story.as('assetManager')
    if (when === 'before') await register(story)
    await mapImport(story.db, manager, importId, [])
    await acceptImport(story.db, importId)
    await settle(story.db)
    await sql`
      update computers c set department = d.department
      from jsonb_to_recordset(${JSON.stringify(machines('now'))}::jsonb) as d (no text, department text)
      where c.org_id = ${jinghe} and c.no = d.no`.execute(story.db)
  })
}

/** The asset register as it stands today: the computers of the first list have been seen by the second one since. */
async function register(story: Timeline) {
  const seen = minutesAfter(story.clock.past(34, 10), -240)
  await story.db
    .insertInto('computers')
    .values(
      machines('before').map(({ no, department }) => ({
        orgId: jinghe,
        no,
        department,
        inventoriedAt: seen,
        softwareAt: seen,
        osAt: seen,
      })),
    )
    .execute()
  await sql`
    update inventories i set computer_id = c.id, choice = 'existing', new_no = null from computers c
    where c.org_id = i.org_id and i.org_id = ${jinghe} and c.no = i.computer ->> 'name'`.execute(story.db)
}

/** An upload as the worker reads it, of the leading enterprise or of another; answers its id. */
export async function upload(
  story: Timeline,
  its: readonly Machine[],
  name: string,
  whose = { org: jinghe, by: 'assetManager' },
): Promise<string> {
  const collected = minutesAfter(story.moment(), -240)
  const bytes = zipOf(its.map((machine) => [`${machine.no}.json`, agentFile(machine, collected)]))
  return uploadFile(story, bytes, name, whose)
}

async function uploadFile(
  story: Timeline,
  bytes: Buffer,
  name: string,
  { org, by } = { org: jinghe, by: 'assetManager' },
): Promise<string> {
  const { db } = story
  const manager = await story.as(by)
  const at = story.moment()
  const importId = await receiveInventory(db, manager, { name, bytes })
  const desk = asDesk(db)
  const report: ImportReport = { sources: [] }
  const pack = await packInUse(db)
  const recognize = recognizer(pack.rules, [])
  const keep = (read: List) =>
    keepLists(desk, { id: importId, orgId: org }, [nameList(read, recognize)], pack.id)
  let list: List | null = null
  const problems: ProblemRecord[] = []
  for await (const record of readInventory(bytes, name)) {
    count(report.sources, record)
    if (record.kind === 'problem') problems.push(record)
    if (record.kind === 'computer' || record.kind === 'file' || record.kind === 'problem') {
      if (list) await keep(list)
      list = record.kind === 'computer' ? { file: report.sources.at(-1)!, computer: record, rows: [] } : null
    } else list!.rows.push(record)
  }
  if (list) await keep(list)
  await keepProblems(desk, importId, problems)
  await proposeComputers(db, importId)
  await db
    .updateTable('imports')
    .set({
      state: 'read',
      phase: 'ready',
      report: JSON.stringify(report),
      done: BigInt(bytes.length),
      readAt: minutesAfter(at, 2),
    })
    .where('id', '=', importId)
    .execute()
  return importId
}

/** Older licenses of the enterprise: some checked by the office, one still to be looked at. */
async function claim(story: Timeline) {
  const { db } = story
  await story.as('assetManager')
  const day = dayOf(story.moment())
  const evidence = await storeFile(db, {
    name: '授权证书-2019.txt',
    bytes: Buffer.from('AutoCAD 2018 授权证书\n被许可人：海曲精和机械制造有限公司\n数量：3\n'),
    orgId: jinghe,
    personId: personId('assetManager'),
    accept: 'anything',
  })
  const older = (slug: string, edition: string, release: string, quantity: number, more: object = {}) => ({
    id: idOn(390, 'claim', slug, edition, release),
    orgId: jinghe,
    source: 'claimed' as const,
    productId: productId(slug),
    editionId: editionId(slug, edition),
    releaseId: releaseId(slug, release),
    metric: 'device' as const,
    quantity,
    term: 'perpetual' as const,
    startsOn: addDays(day, -900),
    channel: 'retail' as const,
    state: 'active' as const,
    rights: JSON.stringify({ upgrade: 'none' }),
    claim: JSON.stringify({
      source_type: 'purchased',
      supplier: '海曲市联科电脑经营部',
      purchased_on: addDays(day, -900),
    }),
    decidedBy: personId('officer'),
    ...more,
  })
  await db
    .insertInto('entitlements')
    .values([
      older('microsoft-windows', 'pro', '10', 24, {
        rights: JSON.stringify({ upgrade: 'any' }),
        licenseNo: 'W10-JH-0024',
      }),
      older('microsoft-windows', 'pro', '7', 5, { licenseNo: 'W7-JH-0005' }),
      older('autodesk-autocad', 'standard', '2018', 3, {
        rights: JSON.stringify({ upgrade: 'any' }),
        licenseNo: 'ACD-2018-3391',
      }),
      older('microsoft-windows-server', 'standard', '2019', 2, {
        state: 'claimed' as const,
        decidedBy: null,
        evidenceFileId: evidence.id,
        licenseNo: 'WS19-JH-0002',
      }),
    ])
    .execute()
  await settle(db)
}

/** The units of the first round find their computers. */
async function assign(story: Timeline) {
  const { db } = story
  const manager = await story.as('assetManager')
  const { id } = await db
    .selectFrom('entitlements')
    .select('id')
    .where('orgId', '=', jinghe)
    .where('source', '=', 'order')
    .where('productId', '=', productId('microsoft-office'))
    .executeTakeFirstOrThrow()
  const computers = await db
    .selectFrom('computers')
    .select('id')
    .where('orgId', '=', jinghe)
    .orderBy('no')
    .limit(18)
    .execute()
  await assignUnits(
    db,
    manager,
    id,
    computers.map((computer) => ({ computerId: computer.id })),
  )
  await settle(db)
}

/** A zip without compression: what is in it are a few kilobytes. */
function zipOf(files: readonly (readonly [name: string, content: string])[]): Buffer {
  const parts: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const [name, content] of files) {
    const [title, data] = [Buffer.from(name), Buffer.from(content)]
    const facts = Buffer.alloc(26)
    facts.writeUInt16LE(20, 0)
    facts.writeUInt16LE(0x0800, 2)
    facts.writeUInt32LE(0x00210000, 6)
    facts.writeUInt32LE(crc32(data), 10)
    facts.writeUInt32LE(data.length, 14)
    facts.writeUInt32LE(data.length, 18)
    facts.writeUInt16LE(title.length, 22)
    const place = Buffer.alloc(4)
    place.writeUInt32LE(offset)
    parts.push(Buffer.from('PK\x03\x04', 'latin1'), facts, title, data)
    directory.push(Buffer.from('PK\x01\x02\x14\x00', 'latin1'), facts, Buffer.alloc(10), place, title)
    offset += 30 + title.length + data.length
  }
  const index = Buffer.concat(directory)
  const end = Buffer.alloc(18)
  end.writeUInt16LE(files.length, 4)
  end.writeUInt16LE(files.length, 6)
  end.writeUInt32LE(index.length, 8)
  end.writeUInt32LE(offset, 12)
  return Buffer.concat([...parts, index, Buffer.from('PK\x05\x06', 'latin1'), end])
}
