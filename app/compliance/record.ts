/** The normalized inventory, `inventory-record/1`: one JSON object per line, keys in the order of these types, unknown = null. */
export const RECORD = 'inventory-record/1'

type Head<Kind extends string> = { record: typeof RECORD; kind: Kind; source: number }

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'gb18030' | 'windows-1252'
export type RepairName = 'gbk' | 'windows-1252' | 'cp437'

/** One file, or one member of a zip: a source of records. */
export type FileRecord = Head<'file'> & {
  file: string
  member: string | null
  sha256: string | null
  bytes: number
  format: string | null
  encoding: Encoding | null
  repair: RepairName | null
}

export type Identity = 'agent' | 'column' | 'file-name' | 'none' | 'aggregate'
export type Chassis = 'desktop' | 'laptop' | 'server' | 'phone' | 'virtual' | 'unknown'
export type Platform = 'windows' | 'macos' | 'linux' | 'android' | 'unknown'
export type Channel =
  | 'retail'
  | 'oem'
  | 'volume-mak'
  | 'volume-kms'
  | 'subscription'
  | 'evaluation'
  | 'unknown'
export type LicenseStatus = 'licensed' | 'unlicensed' | 'grace' | 'notification' | 'unknown'

export type OperatingSystem = {
  name: string | null
  version: string | null
  architecture: string | null
  installedOn: string | null
  productId: string | null
  channel: Channel | null
}

/** A machine as its source names it; `computer` ("c1") is the same for every source of one machine in a run. */
export type ComputerRecord = Head<'computer'> & {
  computer: string
  identity: Identity
  name: string | null
  uuid: string | null
  serial: string | null
  deviceId: string | null
  chassis: Chassis
  platform: Platform
  os: OperatingSystem | null
  partial: boolean
  collectedAt: string | null
}

export type Origin =
  | 'registry'
  | 'msi'
  | 'appx'
  | 'winget'
  | 'msstore'
  | 'choco'
  | 'mac-app'
  | 'app-store'
  | 'rpm'
  | 'deb'
  | 'android'
  | 'swid'
  | 'wmi'
  | 'report'
  | 'other'

export type Hint =
  | 'system-component'
  | 'child-of'
  | 'update'
  | 'codec'
  | 'driver'
  | 'framework'
  | 'resource'
  | 'no-remove'
  | 'identifier-only'
  | 'partial-list'

/** One row of an installed-software list; `row` counts the data rows of its section, `line` the physical lines. */
export type SoftwareRecord = Head<'software'> & {
  computer: string
  row: number
  line: number | null
  name: string
  version: string | null
  publisher: string | null
  architecture: string | null
  language: string | null
  scope: 'machine' | 'user' | null
  origin: Origin
  packageId: string | null
  installedOn: string | null
  count: number
  hints: Hint[]
  truncated: string[]
  damaged: string[]
}

export type LicenseRecord = Head<'license'> & {
  computer: string
  row: number
  product: string | null
  channel: Channel
  status: LicenseStatus
  trial: boolean | null
  keyTail: string | null
  productId: string | null
  components: string[]
}

export type AntivirusRecord = Head<'antivirus'> & {
  computer: string
  row: number
  name: string
  publisher: string | null
  version: string | null
  enabled: boolean | null
  upToDate: boolean | null
  definitionsVersion: string | null
  definitionsOn: string | null
  expiresOn: string | null
}

export type Severity = 'ignored' | 'warning' | 'refused' | 'fatal'

/** What did not become a record, or did so with a doubt. */
export type ProblemRecord = Head<'problem'> & {
  computer: string | null
  row: number | null
  line: number | null
  severity: Severity
  code: ProblemCode
  field: string | null
  excerpt: string | null
}

export type RowRecord = SoftwareRecord | LicenseRecord | AntivirusRecord
export type InventoryRecord = FileRecord | ComputerRecord | RowRecord | ProblemRecord

export type RefusalCode =
  | 'too-large'
  | 'too-many-rows'
  | 'archive-bomb'
  | 'archive-encrypted'
  | 'archive-nested'
  | 'archive-path'
  | 'too-deep'
  | 'malformed'
  | 'doctype-refused'
  | 'entity-refused'
  | 'too-slow'
  | 'unknown-format'
  | 'unsupported-encoding'
  | 'columns-merged'

export type ProblemCode =
  | RefusalCode
  | 'blank-row'
  | 'separator'
  | 'spinner'
  | 'type-line'
  | 'footer'
  | 'no-name'
  | 'sku-catalog'
  | 'too-few-cells'
  | 'too-many-cells'
  | 'duplicate-key'
  | 'bad-date'
  | 'bad-number'
  | 'lost-characters'
  | 'control-characters'
  | 'secret-dropped'
  | 'encoding-guessed'
  | 'mojibake-repaired'
