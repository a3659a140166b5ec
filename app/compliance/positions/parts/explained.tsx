import { useFormat } from '~/design/format'
import { useComplianceTexts } from '../../parts/texts'
import { positionFigures } from '../../position'

type Figures = {
  installed: number
  covered: number
  gap: number
  entitled: number
  used: number
  surplus: number
  undetermined: number
  unknown: number
}

/** Each number of a position with what it means and how it follows from the others. */
export function Explained({ its }: { its: Figures }) {
  const texts = useComplianceTexts()
  const format = useFormat()
  return (
    <dl className="divide-y divide-line border-y border-line">
      {positionFigures.map((key) => (
        <div
          key={key}
          className="grid grid-cols-[minmax(0,1fr)_auto] gap-x-6 py-1.5 sm:grid-cols-[9rem_5rem_1fr]"
        >
          <dt className="font-medium">{texts.figures[key]}</dt>
          <dd
            className={`figure text-right text-lg leading-tight ${key === 'gap' && its.gap > 0 ? 'font-semibold text-risk' : ''}`}
          >
            {format.number(its[key])}
          </dd>
          <dd className="text-ink-soft max-sm:col-span-2">
            {texts.explained[key](its.installed, its.covered, its.entitled, its.used)}
          </dd>
        </div>
      ))}
    </dl>
  )
}
