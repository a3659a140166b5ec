import type { Channel } from '../record'

export const RECOGNITION = 'recognition/1'

export const softwareClasses = [
  'licensable',
  'free',
  'open-source',
  'component',
  'patch',
  'driver',
  'runtime',
  'os-part',
  'unknown',
] as const
export type SoftwareClass = (typeof softwareClasses)[number]

export const categories = [
  'operating-system',
  'office',
  'antivirus',
  'database',
  'design',
  'development',
  'tool',
  'other',
] as const
export type Category = (typeof categories)[number]

/** What a product name, a rule or an alias stands for; editions and releases are null where they are not told. */
export type Product = {
  class: SoftwareClass
  category: Category | null
  publisher: string | null
  product: string | null
  edition: string | null
  release: string | null
  household: boolean
}

export type Suggestion = { product: string; score: number }
export type Mark = 'suite-inferred' | 'license-only' | 'orphan'

/** Which rows a recognition row speaks of: row numbers count within a section. */
export type Section = 'software' | 'license' | 'antivirus'

/** One row recognized: by noise (1), rule (4), suite (5) or alias (6); with suggestions only (7); not at all (8). */
export type RecognizedRow = {
  record: typeof RECOGNITION
  kind: 'row'
  source: number
  computer: string
  section: Section
  row: number
} & Product & { step: number; rule: string | null; installation: string | null; suggestions: Suggestion[] }

/** One installed product of one computer, whatever the number of its rows. */
export type Installation = {
  record: typeof RECOGNITION
  kind: 'installation'
  installation: string
  computer: string
  publisher: string | null
  product: string | null
  edition: string | null
  release: string | null
  category: Category | null
  class: SoftwareClass
  household: boolean
  channel: Channel | null
  version: string | null
  marks: Mark[]
  /** [source, row] of the software section; rows of other sections name it as a third member. */
  rows: ([number, number] | [number, number, Section])[]
}

export type RecognitionLine = RecognizedRow | Installation
