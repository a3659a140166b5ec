import type { Line } from '../decoding/lines'
import { flag } from '../normal/words'
import type { AntivirusFacts } from './facts'
import type { Format } from './format'

type Label = (...names: string[]) => string | null
type Product = {
  /** A line that only this product prints. */
  line: RegExp
  read(found: RegExpExecArray, label: Label, lines: readonly Line[]): Omit<AntivirusFacts, 'row'>
}

/** What the command line tools of antivirus products print about themselves; several of one machine may lie together. */
const products: Product[] = [
  {
    line: /^(.+?)(?: \(R\))? supervisor tool (\d[\d.]*)$/,
    read: ([, name, version], label) => ({
      name: name!,
      publisher: 'Palo Alto Networks',
      version: version!,
      definitionsVersion: label('content version'),
    }),
  },
  {
    line: /^Content Version:\s+(\d+-\d+)$/,
    read: ([, content]) => ({
      name: 'Cortex XDR',
      publisher: 'Palo Alto Networks',
      definitionsVersion: content!,
    }),
  },
  {
    line: /^\s*pmd\s+\S+\s+\S+\s+(Running|Stopped|Loaded|\S+)(?:\s|$)/,
    read: ([, state]) => ({
      name: 'Cortex XDR',
      publisher: 'Palo Alto Networks',
      enabled: /^running$/i.test(state!),
    }),
  },
  {
    line: /^Agent version:\s+(\d[\d.]*)$/,
    read: ([, version], label) => ({
      ...sentinelOne,
      version: version!,
      enabled: flag(label('agent state')),
      definitionsVersion: label('dfi library version'),
    }),
  },
  {
    line: /^SentinelOne\s+(\d[\d.]*)$/,
    read: ([, version]) => ({ ...sentinelOne, version: version! }),
  },
  {
    line: /^\s+Agent Operational State:\s+(\S.*)$/,
    read: ([, state], label) => ({
      ...sentinelOne,
      version: label('version'),
      enabled: flag(label('protection') ?? state!),
    }),
  },
  {
    line: /^Product version:\s+(\d[\d.]*)$/,
    read: ([, version], label) => ({
      name: 'Bitdefender Endpoint Security Tools',
      publisher: 'Bitdefender',
      version: version!,
      enabled: flag(label('antimalware status')),
      upToDate: not(flag(label('new security content available'))),
      definitionsVersion: label('engines version'),
      definitionsOn: dayIn(label('last security content update')),
    }),
  },
  {
    line: /^Product name:\s+(ESET .+)$/,
    read: ([, name], label) => ({
      name: name!,
      publisher: 'ESET',
      version: label('product version', 'version'),
      enabled: label('status') === null ? null : /^activated$/i.test(label('status')!),
      expiresOn: dayIn(label('license validity')),
    }),
  },
  {
    line: /^EM002\s+(\S+)\s+\((\d{8})\)/,
    read: ([, version, day]) => ({
      name: 'ESET Endpoint Antivirus',
      publisher: 'ESET',
      definitionsVersion: version!,
      definitionsOn: day!,
    }),
  },
  {
    line: /^Name:\s+(Kaspersky .+)$/,
    read: ([, name], label) => ({
      name: name!,
      publisher: 'Kaspersky',
      version: label('version'),
      definitionsOn: dayIn(label('last release date of databases')),
      expiresOn: dayIn(label('license expiration date', 'key expiration date')),
    }),
  },
  {
    line: /^app_version\s*:\s+"?(\d[\d.]*)"?$/,
    read: ([, version], label) => ({
      name: 'Microsoft Defender for Endpoint',
      publisher: 'Microsoft',
      version: version!,
      enabled: flag(label('real_time_protection_enabled')),
      upToDate: label('definitions_status') === null ? null : label('definitions_status') === 'up_to_date',
      definitionsVersion: label('definitions_version'),
      definitionsOn: dayIn(label('definitions_updated')),
      expiresOn: dayIn(label('product_expiration')),
    }),
  },
  {
    line: /^ClamAV (\d[\d.]*)\/(\d+)\/(.+)$/,
    read: ([, version, definitions, day]) => ({
      name: 'ClamAV',
      publisher: 'Cisco',
      version: version!,
      definitionsVersion: definitions!,
      definitionsOn: day!.replace(/^(\w{3} \w{3} +\d+) [\d:]+ (\d{4}).*$/, '$1 $2'),
    }),
  },
]

const sentinelOne = { name: 'SentinelOne', publisher: 'SentinelOne' }

export const avText: Format = {
  id: 'av-text',
  shape: 'lines',
  fits: (lines) => productOf(lines) !== null,
  read(lines, report) {
    const { product, found } = productOf(lines)!
    report.antivirus(report.computer({ identity: 'none' }), {
      row: 1,
      ...product.read(found, labelsOf(lines), lines),
    })
  },
}

function productOf(lines: readonly Line[]): { product: Product; found: RegExpExecArray } | null {
  for (const product of products)
    for (const { text } of lines.slice(0, 200)) {
      const found = product.line.exec(text.trimEnd())
      if (found) return { product, found }
    }
  return null
}

/** Values by their label, the first of each: `Label: value`, `Label   value` or `- Label: value`, at any depth. */
function labelsOf(lines: readonly Line[]): Label {
  const labels = new Map<string, string>()
  for (const { text } of lines) {
    const [, name, value] = /^\s*(?:- )?(\S[^:\t]*?)(?:\s*:\s+|\s{2,}|\t+)(\S.*)$/.exec(text) ?? []
    const key = name?.toLowerCase()
    if (key && !labels.has(key)) labels.set(key, value!.trim().replace(/^"(.*)"$/, '$1'))
  }
  return (...names) => names.map((name) => labels.get(name)).find((value) => value !== undefined) ?? null
}

const not = (told: boolean | null) => (told === null ? null : !told)

/** The day at the head of a point in time. */
const dayIn = (text: string | null) =>
  text === null
    ? null
    : (/^(?:\d{4}-\d{2}-\d{2}|\d{1,2}\/\d{1,2}\/\d{4}|\w{3} \d{1,2}, \d{4})/.exec(text)?.[0] ?? text)
