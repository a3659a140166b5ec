import { childOf, type XmlElement } from '../parsing/xml'
import { isObject, scalar, type JsonObject } from '../parsing/json'
import { identifier } from '../normal/identity'
import { keyTail } from '../normal/secrets'
import {
  architecture,
  channel,
  chassis,
  flag,
  hintOf,
  isKnowledgeBase,
  isOemProductId,
  operatingSystem,
  origin,
  platform,
} from '../normal/words'
import type { ComputerFacts, SoftwareFacts } from './facts'
import type { Hint, Platform } from '../record'
import type { Report } from './report'

/** One entry of a section of an agent's inventory: its field by lower-case name without `_`; blank is null. */
export type Entry = (field: string) => string | null

/** What the GLPI agent sends as JSON and OCS agents as XML: the same sections under the same names. */
export type AgentInventory = {
  deviceId: string | null
  itemType: string | null
  partial: boolean
  section(name: string): Entry[]
}

export function readAgent(inventory: AgentInventory, report: Report): void {
  const facts = computerOf(inventory, report)
  const computer = report.computer(facts)

  inventory.section('softwares').forEach((entry, at) => {
    report.software(computer, { row: at + 1, ...softwareOf(entry, facts.platform) })
  })
  inventory.section('licenseinfos').forEach((entry, at) => {
    if (entry('key')) report.secret('key')
    report.license(computer, {
      row: at + 1,
      product: entry('fullname') ?? entry('name'),
      channel: channel({ oem: flag(entry('oem')) === true, productId: entry('productid') }),
      trial: flag(entry('trial')),
      keyTail: keyTail(entry('key')),
      productId: entry('productid'),
      components: entry('components')?.split(/[/,]/) ?? [],
    })
  })
  inventory.section('antivirus').forEach((entry, at) => {
    report.antivirus(computer, {
      row: at + 1,
      name: entry('name'),
      publisher: entry('company'),
      version: entry('version'),
      enabled: flag(entry('enabled')),
      upToDate: flag(entry('uptodate')),
      definitionsVersion: entry('baseversion'),
      definitionsOn: entry('basecreation'),
      expiresOn: entry('expiration'),
    })
  })
}

function computerOf(inventory: AgentInventory, report: Report): ComputerFacts {
  const only = (name: string): Entry => inventory.section(name)[0] ?? (() => null)
  const [system, hardware, bios, log] = [
    only('operatingsystem'),
    only('hardware'),
    only('bios'),
    only('accesslog'),
  ]
  if (hardware('winprodkey')) report.secret('winprodkey')

  const name = system('fullname') ?? system('name') ?? hardware('osname')
  const kind = platform(name, system('name'), system('kernelname'), hardware('osname'), hardware('archname'))
  const productId = hardware('winprodid')
  const os = operatingSystem({
    name,
    version: system('version') ?? system('kernelversion') ?? hardware('osversion'),
    architecture: architecture(system('arch') ?? null),
    installedOn: system('installdate'),
    productId,
    channel: isOemProductId(productId) ? 'oem' : null,
  })
  return {
    identity: 'agent',
    name: hardware('name') ?? system('fqdn'),
    uuid: identifier(hardware('uuid')),
    serial: identifier(bios('ssn')),
    deviceId: inventory.deviceId,
    chassis: chassis(hardware('chassistype') ?? inventory.itemType, hardware('vmsystem'), kind),
    platform: kind,
    os,
    partial: inventory.partial,
    collectedAt: moment(log('logdate'), system('timezone.offset')),
  }
}

function softwareOf(entry: Entry, machine: Platform): Omit<SoftwareFacts, 'row'> {
  const from = entry('from')
  const told = origin(from)
  const ownedByUser = entry('username') !== null && told === 'registry'
  return {
    name: entry('name'),
    version: entry('version'),
    publisher: entry('publisher'),
    architecture: architecture(entry('arch')),
    scope: told === 'registry' ? (ownedByUser ? 'user' : 'machine') : null,
    origin: from === null && machine === 'macos' ? 'mac-app' : told,
    packageId: entry('guid') ?? (told === 'android' ? entry('comments') : null),
    installedOn: entry('installdate'),
    hints: hintsOf(entry),
  }
}

function hintsOf(entry: Entry): Hint[] {
  const told = [hintOf(entry('releasetype')), hintOf(entry('systemcategory'))]
  if (isKnowledgeBase(entry('name'))) told.push('update')
  if (flag(entry('noremove')) === true) told.push('no-remove')
  return told.filter((hint) => hint !== null)
}

/** ISO time of `2017-05-15 18:38:07`, with the zone when it is told as ±hhmm. */
function moment(text: string | null, offset: string | null): string | null {
  const match = /^(\d{4}-\d{2}-\d{2})[ T](\d{2}:\d{2}:\d{2})/.exec(text ?? '')
  if (!match || Number.isNaN(Date.parse(`${match[1]}T${match[2]}Z`))) return null
  const zone = /^([+-]\d{2})(\d{2})$/.exec(offset ?? '')
  return `${match[1]}T${match[2]}${zone ? `${zone[1]}:${zone[2]}` : ''}`
}

export function entryOfJson(object: JsonObject): Entry {
  const fields = byPlainName(object)
  return (field) => {
    const [name, inner] = field.split('.')
    const value = fields.get(name!)
    return filled(inner && isObject(value) ? scalar(byPlainName(value).get(inner)) : scalar(value))
  }
}

// GLPI writes install_date where OCS writes INSTALLDATE.
const byPlainName = (object: JsonObject) =>
  new Map(Object.entries(object).map(([name, value]) => [plain(name), value]))

export function entryOfXml(element: XmlElement): Entry {
  const fields = new Map(element.children.toReversed().map((child) => [plain(child.name), child]))
  return (field) => {
    const [name, inner] = field.split('.')
    const child = fields.get(name!)
    return filled((inner ? childOf(child, inner.toUpperCase()) : child)?.text ?? null)
  }
}

const plain = (name: string) => name.replaceAll('_', '').toLowerCase()

const filled = (text: string | null | undefined) => text?.trim() || null
