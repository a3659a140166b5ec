import type {
  AntivirusRecord,
  ComputerRecord,
  LicenseRecord,
  Origin,
  ProblemCode,
  ProblemRecord,
  RowRecord,
  Severity,
  SoftwareRecord,
} from '../record'

/** Where a row stands: its number in its section, and the physical line in formats that have lines. */
export type Place = { row: number; line?: number | null }

type Told<R, Needed> = Partial<
  Omit<R, 'record' | 'kind' | 'source' | 'computer' | keyof Place | keyof Needed>
> &
  Place &
  Needed

/** Rows as a format holds them: texts raw, dates in the source's own notation, what is left out unknown. */
export type SoftwareFacts = Omit<Told<SoftwareRecord, { name: string | null; origin: Origin }>, 'damaged'>
export type LicenseFacts = Told<LicenseRecord, { product: string | null }>
export type AntivirusFacts = Told<AntivirusRecord, { name: string | null }>

type Whole<R> = Omit<R, 'record' | 'kind' | 'source' | 'computer'>
export type ComputerFacts = Whole<ComputerRecord>
export type ProblemFacts = { severity: Severity; code: ProblemCode } & Partial<Whole<ProblemRecord>>

type Unnumbered<R> = R extends unknown ? Omit<R, 'source' | 'computer'> : never
export type FoundRow = { computer: number; record: Unnumbered<RowRecord> }
export type FoundProblem = { computer: number | null; problem: Whole<ProblemRecord> }

/** What one source holds, computers by their index, before a run gives sources and computers their numbers. */
export type Findings = { computers: ComputerFacts[]; rows: FoundRow[]; problems: FoundProblem[] }
