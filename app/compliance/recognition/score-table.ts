import type { SoftwareRecord } from '../record'
import { recognizer } from './recognize'
import type { Rules } from './rules'
import type { LabeledMachine, Score } from './score'

type Figures = Score['train']

/** A score as lines of a terminal. */
export function scoreTable(score: Score, real: Figures | null): string {
  const columns: [string, Figures][] = [
    ['train', score.train],
    ['unseen', score.unseen],
    ['all + aliases', score.withAliases],
    ...(real ? [['real files', real] as [string, Figures]] : []),
  ]
  const row = (name: string, tell: (figures: Figures) => string) =>
    [name.padEnd(34), ...columns.map(([, figures]) => tell(figures).padStart(14))].join('')
  const steps = [...new Set(columns.flatMap(([, { steps }]) => Object.keys(steps)))].toSorted()
  return [
    `pack ${score.pack.id} ${score.pack.version}: ${score.rules} rules, ${score.publishers} publishers`,
    `machines: ${score.machines.train} train, ${score.machines.unseen} unseen; ${score.withAliases.learned} aliases learned from train; ${score.disagreements} labels on which the two readings differ`,
    ['', ...columns.map(([name]) => name.padStart(14))].join('').padStart(34 + 14 * columns.length),
    row('labeled rows', ({ rows }) => String(rows)),
    row('rules: precision', ({ rulePrecision }) => percent(rulePrecision)),
    row('licensable: precision', ({ plain }) => percent(plain.precision)),
    row('licensable: recall', ({ plain }) => percent(plain.recall)),
    row('all rows right', ({ plain }) => percent(plain.accuracy)),
    row('unknown', ({ plain }) => percent(plain.unknown)),
    row('wrong edition', ({ plain }) => percent(plain.wrongEdition)),
    row('weighted: installs', ({ weighted }) => String(weighted.rows)),
    row('weighted: licensable precision', ({ weighted }) => percent(weighted.precision)),
    row('weighted: licensable recall', ({ weighted }) => percent(weighted.recall)),
    row('weighted: unknown', ({ weighted }) => percent(weighted.unknown)),
    row('weighted: wrong edition', ({ weighted }) => percent(weighted.wrongEdition)),
    ...steps.map((step) =>
      row(`step ${step}: rows, precision`, ({ steps: its }) =>
        its[step] ? `${its[step].rows}, ${percent(its[step].precision)}` : '-',
      ),
    ),
    row('accepted from suggestions', ({ acceptedFromSuggestions }) => String(acceptedFromSuggestions)),
    ...Object.entries(score.gates).map(([gate, holds]) => `${holds ? 'holds ' : 'FAILS '} ${gate}`),
  ].join('\n')
}

const percent = (share: number | null) => (share === null ? '-' : `${(100 * share).toFixed(2)} %`)

/** Each labeled row that was not recognized as people say, as a line. */
export function missesOf(pack: Rules, machines: readonly LabeledMachine[]): string[] {
  const recognize = recognizer(pack)
  return machines.flatMap(({ file, records, labels }) => {
    const lines = new Map(
      recognize(records).flatMap((line) =>
        line.kind === 'row' && line.section === 'software' ? [[line.row, line] as const] : [],
      ),
    )
    const rows = new Map(
      records
        .filter((record): record is SoftwareRecord => record.kind === 'software')
        .map((one) => [one.row, one]),
    )
    return labels.flatMap((label) => {
      const line = lines.get(label.row)
      const right = line?.class === label.class && (label.product === null || line.product === label.product)
      const edition = line?.edition === label.edition || label.product === null
      if (right && edition) return []
      const { name, publisher } = rows.get(label.row)!
      const told = [label.class, label.product, label.edition].join(' ')
      return [
        `${file}:${label.row} ${name} <${publisher}>: ${told} ≠ ${line?.class} ${line?.product} ${line?.edition} (${line?.rule})`,
      ]
    })
  })
}
