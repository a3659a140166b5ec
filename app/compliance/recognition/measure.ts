import * as z from 'zod'
import type { InventoryRecord } from '../record'
import type { RecognitionPack } from './pack'
import { softwareClasses, type RecognitionLine, type RecognizedRow } from './result'

/** What people say a title is. */
export const truthSchema = z.object({
  publisher: z.string().nullable().default(null),
  name: z.string(),
  version: z.string().nullable().default(null),
  class: z.enum(softwareClasses),
  product: z.string().nullable().default(null),
  edition: z.string().nullable().default(null),
  release: z.string().nullable().default(null),
})

export type Truth = z.infer<typeof truthSchema>

type Judged = { truth: Truth; row: RecognizedRow; weight: number }

const LICENSABLE = 'licensable'
const RULES = [1, 4, 5]

/**
 * How well labeled rows were recognized: precision and recall of licensable rows, unknown and wrong-edition share,
 * per row and weighted by installs, precision per step, and whether the gates of the program hold.
 */
export function measure(
  records: readonly InventoryRecord[],
  lines: readonly RecognitionLine[],
  labels: readonly Truth[],
  pack: Pick<RecognitionPack, 'id' | 'version'>,
) {
  const judged = labeledRows(records, lines, labels)
  const steps = Map.groupBy(judged, ({ row }) => row.step)
  const byStep = Object.fromEntries(
    [...steps]
      .toSorted(([a], [b]) => a - b)
      .map(([step, rows]) => [step, { rows: rows.length, precision: precisionOf(rows, () => 1) }]),
  )
  const rules = precisionOf(
    judged.filter(({ row }) => RULES.includes(row.step)),
    () => 1,
  )
  const aliases = precisionOf(
    judged.filter(({ row }) => row.step === 6),
    () => 1,
  )
  const plain = figures(judged, () => 1)
  const suggested = judged.filter(({ row }) => row.step === 7 && row.class !== 'unknown').length
  return {
    pack: { id: pack.id, version: pack.version },
    labels: labels.length,
    rows: judged.length,
    unlabeled: lines.filter(({ kind }) => kind === 'row').length - judged.length,
    plain,
    weighted: figures(judged, ({ weight }) => weight),
    rulePrecision: rules,
    aliasPrecision: aliases,
    steps: byStep,
    acceptedFromSuggestions: suggested,
    gates: {
      rulePrecision: rules === null || rules >= 0.99,
      aliasPrecision: aliases === null || aliases === 1,
      licensableRecall: plain.recall === null || plain.recall >= 0.9,
      noSuggestionAccepted: suggested === 0,
    },
  }
}

function labeledRows(
  records: readonly InventoryRecord[],
  lines: readonly RecognitionLine[],
  labels: readonly Truth[],
): Judged[] {
  const truths = new Map(labels.map((label) => [keyOf(label.publisher, label.name, label.version), label]))
  const rows = new Map(
    lines.flatMap((line) =>
      line.kind === 'row'
        ? [[[line.source, line.section, line.computer, line.row].join(), line] as const]
        : [],
    ),
  )
  return records.flatMap((record) => {
    if (record.kind !== 'software' && record.kind !== 'antivirus') return []
    const truth = truths.get(keyOf(record.publisher, record.name, record.version))
    const row = rows.get([record.source, record.kind, record.computer, record.row].join())
    return truth && row ? [{ truth, row, weight: record.kind === 'software' ? record.count : 1 }] : []
  })
}

const keyOf = (publisher: string | null, name: string, version: string | null) =>
  JSON.stringify([publisher?.trim() || null, name.trim(), version?.trim() || null])

function figures(judged: readonly Judged[], weigh: (one: Judged) => number) {
  const sum = (rows: readonly Judged[]) => rows.reduce((total, one) => total + weigh(one), 0)
  const share = (part: readonly Judged[], whole: readonly Judged[]) => ratio(sum(part), sum(whole))
  const wanted = judged.filter(({ truth }) => truth.class === LICENSABLE)
  const productRight = judged.filter(
    ({ truth, row }) => truth.product !== null && truth.product === row.product,
  )
  return {
    rows: sum(judged),
    precision: precisionOf(
      judged.filter(({ row }) => row.class === LICENSABLE),
      weigh,
    ),
    recall: share(wanted.filter(isRight), wanted),
    accuracy: share(judged.filter(isRight), judged),
    unknown: share(
      judged.filter(({ row }) => row.class === 'unknown'),
      judged,
    ),
    wrongEdition: share(
      productRight.filter(({ truth, row }) => truth.edition !== row.edition),
      productRight,
    ),
  }
}

/** Right among the rows that were recognized at all; unknown is no statement. */
function precisionOf(judged: readonly Judged[], weigh: (one: Judged) => number): number | null {
  const stated = judged.filter(({ row }) => row.class !== 'unknown')
  const sum = (rows: readonly Judged[]) => rows.reduce((total, one) => total + weigh(one), 0)
  return ratio(sum(stated.filter(isRight)), sum(stated))
}

const isRight = ({ truth, row }: Judged) =>
  truth.class === row.class && (truth.class !== LICENSABLE || truth.product === row.product)

const ratio = (part: number, whole: number) =>
  whole === 0 ? null : Math.round((10_000 * part) / whole) / 10_000
