import { identifier } from '../normal/identity'
import { publisherName } from '../normal/publisher'
import { keyTail } from '../normal/secrets'
import {
  architecture,
  chassis,
  flag,
  hintOf,
  isKnowledgeBase,
  operatingSystem,
  platform,
} from '../normal/words'
import { isObject, scalar, type Json, type JsonObject } from '../parsing/json'
import { childOf, childrenOf, textOf, type XmlElement } from '../parsing/xml'
import type { Hint } from '../record'
import type { Entry } from './agent'
import type { Format } from './format'
import type { Report } from './report'

/** What an Open-AudIT script prints: the machine under `sys`, items under `software` and `software_key`. */
type Audit = { sys: Entry; items(section: string): Entry[] }

export const openauditJson: Format = {
  id: 'openaudit-json',
  shape: 'json',
  fits: (value) => auditObject(value) !== null,
  read(value, report) {
    const audit = auditObject(value)!
    readAudit({ sys: entryOf(audit.sys), items: (section) => itemsIn(audit[section]).map(entryOf) }, report)
  },
}

export const openauditXml: Format = {
  id: 'openaudit-xml',
  shape: 'xml',
  fits: (root) =>
    root.name === 'system' && childOf(root, 'sys') !== undefined && childOf(root, 'software') !== undefined,
  read(root, report) {
    const entry =
      (element: XmlElement | undefined): Entry =>
      (field) =>
        textOf(element, field)
    const items = (section: string) => childrenOf(childOf(root, section), 'item').map(entry)
    readAudit({ sys: entry(childOf(root, 'sys')), items }, report)
  },
}

function auditObject(value: Json): JsonObject | null {
  if (!isObject(value)) return null
  for (const audit of [value, value.system])
    if (isObject(audit) && 'sys' in audit && 'software' in audit) return audit
  return null
}

// PHP writes an empty value as an empty list, and a list of one as the item itself.
function itemsIn(section: Json | undefined): Json[] {
  const items = isObject(section) && 'item' in section ? section.item : section
  return Array.isArray(items) ? items : isObject(items) ? [items] : []
}

const entryOf =
  (value: Json | undefined): Entry =>
  (field) =>
    (isObject(value) ? scalar(value[field])?.trim() : null) || null

function readAudit({ sys, items }: Audit, report: Report): void {
  const kind = platform(sys('os_name'), sys('os_family'), sys('os_group'))
  const computer = report.computer({
    identity: 'agent',
    name: sys('hostname') ?? sys('name'),
    uuid: identifier(sys('uuid')),
    serial: identifier(sys('serial')),
    platform: kind,
    chassis: chassis(sys('form_factor') ?? sys('class') ?? sys('type'), null, kind),
    os: operatingSystem({
      name: sys('os_name'),
      version: sys('os_version'),
      architecture: architecture(sys('os_bit') ? `${sys('os_bit')}-bit` : null),
      installedOn: sys('os_installation_date'),
    }),
    collectedAt:
      /^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}/
        .exec(sys('timestamp') ?? sys('last_seen') ?? '')?.[0]
        ?.replace(' ', 'T') ?? null,
  })
  items('software').forEach((entry, at) => {
    report.software(computer, {
      row: at + 1,
      name: entry('name'),
      version: entry('version'),
      publisher: publisherName(entry('publisher')),
      origin: 'report',
      installedOn: entry('install_date') ?? entry('installed_on'),
      hints: hintsOf(entry),
    })
  })
  items('software_key').forEach((entry, at) => {
    const key = entry('string') ?? entry('key')
    if (key) report.secret('software_key')
    report.license(computer, { row: at + 1, product: entry('name'), keyTail: keyTail(key) })
  })
}

function hintsOf(entry: Entry): Hint[] {
  const hints = [hintOf(entry('type'))]
  if (
    /^(?:y|yes|1|true)$/i.test(entry('system_component') ?? '') ||
    flag(entry('system_component')) === true
  ) {
    hints.push('system-component')
  }
  if (isKnowledgeBase(entry('name'))) hints.push('update')
  return hints.filter((hint) => hint !== null)
}
