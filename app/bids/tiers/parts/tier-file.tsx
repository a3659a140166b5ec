import { type ChangeEvent, useState } from 'react'
import { Button } from '~/design/button'
import { FileDrop } from '~/design/file-drop'
import type { Cells } from '~/design/grid'
import { useAlive } from '~/design/scripted'
import { useProblemSentence } from '~/texts/problems'
import type { TierTerms } from '../../form'
import { useBidTexts } from '../../parts/texts'
import type { NoTable } from '../read-table'
import { type CellProblem, letterOf, tiersIn } from '../tiers-in'

type TierFileProps = {
  terms: TierTerms
  /** What stands in the grid, and how other rows take its place. */
  rows: Cells
  replace: (rows: Cells) => void
}

type Read = { name: string; former: Cells; taken: number; problems: readonly CellProblem[] }

/** Fills the grid of tiers from a CSV or XLSX file; it is read in this browser and not sent. */
export function TierFile({ terms, rows, replace }: TierFileProps) {
  const { tierFile: texts } = useBidTexts()
  const sentence = useProblemSentence()
  const [refused, setRefused] = useState<NoTable | null>(null)
  const [read, setRead] = useState<Read | null>(null)
  const take = async ({ target }: ChangeEvent<HTMLInputElement>) => {
    const file = target.files?.[0]
    if (!file) return
    const { mostBytes, readTable } = await import('../read-table')
    const table =
      file.size > mostBytes ? 'table-too-large' : await readTable(new Uint8Array(await file.arrayBuffer()))
    // The form must not post it, and the same file can be chosen again after it was mended.
    target.value = ''
    const refusal = typeof table === 'string' ? table : null
    setRefused(refusal)
    if (typeof table === 'string') return
    const { rows: taken, problems } = tiersIn(table, terms)
    setRead({ name: file.name, former: rows, taken: taken.length, problems })
    replace(taken)
  }
  if (!useAlive()) return null
  return (
    <div className="mt-4 space-y-2">
      <FileDrop
        name="_tiers"
        label={texts.label}
        hint={texts.hint}
        accept=".csv,.txt,.tsv,.xlsx"
        optional
        error={refused && texts.refused[refused]}
        onChange={(event) => void take(event)}
      />
      {read && (
        <div role="status" className="flex flex-wrap items-center gap-3 text-sm">
          <p>{texts.taken(read.name, read.taken)}</p>
          <Button
            type="button"
            size="small"
            onClick={() => {
              replace(read.former)
              setRead(null)
            }}
          >
            {texts.undo}
          </Button>
        </div>
      )}
      {read && read.problems.length > 0 && (
        <ul className="space-y-0.5 text-sm text-risk">
          {read.problems.map(({ line, column, row, key, code }) => (
            <li key={`${line} ${column} ${code}`}>
              <a href={`#tiers.${row}.${key}`} className="underline underline-offset-3">
                {column === null ? texts.line(line) : texts.cell(line, letterOf(column))}
              </a>
              {': '}
              {sentence(code)}
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
