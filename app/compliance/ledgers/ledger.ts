import type { Known } from '../known/share'
import type { Day } from '~/kernel/workdays'
import type { sourceTypes } from '~/licenses/entitlements/form'
import type { Life, Right } from './operations'

/** Whose ledgers they are. */
export type Unit = {
  name: string
  uscc: string
  headcount: number | null
  preparer: string
  head: string | null
  desktops: number
  laptops: number
  servers: number
  computers: number
  ever: number
  inUse: number
}

export type Software = {
  no: string
  productId: string
  category: string
  nameZh: string
  nameEn: string
  domestic: boolean
  version: string
  versionEn: string
  sourceClass: 'commercial' | 'preinstalled' | 'free'
  installed: number
  covered: number
  unclear: number
  licenses: number
  used: number
  sets: number
  terms: string[]
  licenseNos: string[]
  suppliers: string[]
  unitPrices: string[]
  amount: string | null
  purchasedOn: Day[]
  contractNos: string[]
  invoiceNos: string[]
  sourceTypes: (typeof sourceTypes)[number][]
  /** numbers of purchase records, and of licenses whose papers are on file */
  evidence: string[]
}

export type Use = {
  department: string | null
  person: string | null
  computerNo: string | null
  computerName: string | null
  kind: string | null
  network: string | null
  no: string | null
  sourceClass: Software['sourceClass'] | null
  right: string | null
  installedOn: Day | null
  checkedOn: Day | null
  reason: string | null
  licensable: boolean
}

export type Lived = Life & {
  computerNo: string
  person: string | null
  operator: string | null
  basis: string | null
}

/** What the three ledgers of an organization are made of, at one moment, and where they disagree. */
export type Ledgers = {
  unit: Unit
  software: Software[]
  use: Use[]
  lives: Lived[]
  rights: Right[]
  known: Known
  differing: string[]
}
