import type { Line } from '../decoding/lines'
import { operatingSystem } from '../normal/words'
import type { Format } from './format'
import { macApplication, type MacFacts } from './mac-applications'

type Item = { section: string; name: string; line: number | null; labels: Map<string, string> }

/** `system_profiler SPApplicationsDataType` as text: names at four spaces, labels at six. */
export const macText: Format = {
  id: 'mac-text',
  shape: 'lines',
  fits(lines) {
    const first = lines.find(({ text }) => text.trim() !== '')
    return first !== undefined && /^\S.*:\s*$/.test(first.text) && lines.some(isName) && lines.some(isLabel)
  },
  read(lines, report) {
    const items = itemsOf(lines)
    const label = (name: string) => items.find(({ labels }) => labels.has(name))?.labels.get(name) ?? null
    const [, system, version] = /^(.+?) (\d[\d.]*(?: \(.+\))?)$/.exec(label('system version') ?? '') ?? []
    const uuid = label('hardware uuid')
    const serial = label('serial number (system)')
    const computer = report.computer({
      identity: uuid || serial ? 'agent' : 'none',
      name: label('computer name'),
      uuid,
      serial,
      platform: 'macos',
      os: operatingSystem({ name: system ?? null, version: version ?? null }),
    })
    items.filter(isApplication).forEach((item, at) => {
      report.software(computer, { row: at + 1, line: item.line, ...macApplication(factsOf(item)) })
    })
  },
}

const isName = ({ text }: Line) => /^ {4}\S.*:\s*$/.test(text)
const isLabel = ({ text }: Line) => /^ {6}\S[^:]*: \S/.test(text)
const isApplication = ({ section, labels }: Item) =>
  !/^(?:hardware|software)$/i.test(section) && !labels.has('system version') && !labels.has('hardware uuid')

function itemsOf(lines: readonly Line[]): Item[] {
  const items: Item[] = []
  let section = ''
  for (const { text, number } of lines) {
    const label = /^ {6,}(\S.*?): ?(.*)$/.exec(text)
    if (/^\S.*:\s*$/.test(text)) section = text.trim().slice(0, -1)
    else if (isName({ text, number })) {
      items.push({ section, name: text.trim().slice(0, -1), line: number, labels: new Map() })
    } else if (label) items.at(-1)?.labels.set(label[1]!.toLowerCase(), label[2]!.trim())
  }
  return items
}

function factsOf({ name, labels }: Item): MacFacts {
  const label = (...names: string[]) => names.map((one) => labels.get(one)).find(Boolean) ?? null
  const kind = label('kind', '种类')
  const only32 = /^no$/i.test(label('64-bit (intel)') ?? '') && /^intel$/i.test(kind ?? '')
  return {
    name,
    version: label('version', '版本'),
    modified: label('last modified', '上次修改时间'),
    kind: only32 ? '32-bit (intel)' : kind,
    obtainedFrom: label('obtained from', '获得自', '来源'),
    signer: label('signed by', '签名者')?.split(', ')[0] ?? null,
    path: label('location', '位置'),
    info: label('get info string', '简介字符串'),
  }
}
