import { copyrightHolder } from '../normal/publisher'
import { operatingSystem } from '../normal/words'
import { isObject, scalar, type Json, type JsonObject } from '../parsing/json'
import type { Report } from './report'

export const APPLICATIONS = 'SPApplicationsDataType'

/** What `system_profiler` tells, by data type; JSON and property lists hold the same. */
export type Profile = (dataType: string) => JsonObject[]

/** The applications of a Mac, and the machine itself where its data types were printed too. */
export function readMac(profile: Profile, report: Report): void {
  const [hardware = {}] = profile('SPHardwareDataType')
  const [software = {}] = profile('SPSoftwareDataType')
  const [, name, version] = /^(.+?) (\d[\d.]*(?: \(.+\))?)$/.exec(scalar(software.os_version) ?? '') ?? []
  const uuid = scalar(hardware.platform_UUID)
  const serial = scalar(hardware.serial_number)
  const computer = report.computer({
    identity: uuid || serial ? 'agent' : 'none',
    name: scalar(software.local_host_name),
    uuid,
    serial,
    platform: 'macos',
    chassis: /book/i.test(scalar(hardware.machine_name) ?? '') ? 'laptop' : 'unknown',
    os: operatingSystem({ name: name ?? null, version: version ?? null }),
  })
  profile(APPLICATIONS).forEach((application, at) => {
    report.software(computer, { row: at + 1, ...macApplication(factsOf(application)) })
  })
}

export type MacFacts = {
  name: string | null
  version: string | null
  modified: string | null
  kind: string | null
  obtainedFrom: string | null
  signer: string | null
  path: string | null
  info: string | null
}

function factsOf(one: JsonObject): MacFacts {
  const [signer] = Array.isArray(one.signed_by) ? one.signed_by : []
  return {
    name: scalar(one._name),
    version: scalar(one.version),
    modified: scalar(one.lastModified),
    kind: scalar(one.arch_kind) ?? scalar(one.runtime_environment),
    obtainedFrom: scalar(one.obtained_from),
    signer: scalar(signer as Json),
    path: scalar(one.path),
    info: scalar(one.info),
  }
}

/** One application as a software row: its publisher is who signed it, Apple, or the holder its copyright names. */
export function macApplication(facts: MacFacts) {
  const { obtainedFrom, path } = facts
  const fromApple = /^apple$/i.test(obtainedFrom ?? '') || /^Software Signing$/i.test(facts.signer ?? '')
  const signedBy = /^Developer ID Application: (.+?)(?: \([A-Z0-9]{10}\))?$/.exec(facts.signer ?? '')?.[1]
  return {
    name: facts.name,
    version: facts.version,
    publisher: signedBy ?? (fromApple ? 'Apple' : copyrightHolder(facts.info)),
    architecture: architectureOf(facts.kind),
    scope: path === null ? null : path.startsWith('/Users/') ? ('user' as const) : ('machine' as const),
    origin: /app.?store/i.test(obtainedFrom ?? '') ? ('app-store' as const) : ('mac-app' as const),
    installedOn: facts.modified,
    hints: path?.startsWith('/System/') ? ['system-component' as const] : [],
  }
}

const kinds: Record<string, string> = {
  arch_i64: 'x64',
  arch_x64: 'x64',
  arch_i32: 'x86',
  arch_x86: 'x86',
  arch_arm: 'arm64',
  arch_arm_i64: 'any',
  arch_i32_i64: 'any',
  intel: 'x64',
  universal: 'any',
  'apple silicon': 'arm64',
  '64-bit (intel)': 'x64',
  '32-bit (intel)': 'x86',
}

const architectureOf = (kind: string | null) => kinds[kind?.toLowerCase() ?? ''] ?? null

/** The objects of a value that should be a list of them. */
export const objectsIn = (value: Json | undefined): JsonObject[] =>
  Array.isArray(value) ? value.map((one) => (isObject(one) ? one : {})) : []
