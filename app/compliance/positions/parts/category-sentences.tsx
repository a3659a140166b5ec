import { Icon } from '~/design/icons'
import { useComplianceTexts } from '../../parts/texts'

type Row = {
  category: string
  installed: number
  covered: number
  gap: number
  undetermined: number
  unknown: number
}

const scope = ['operating-system', 'office', 'antivirus'] as const

/** One sentence for each category of general software: so many installed, so many licensed, so many missing. */
export function CategorySentences({ positions }: { positions: readonly Row[] }) {
  const texts = useComplianceTexts()
  return (
    <ul className="grid gap-x-8 gap-y-2 sm:grid-cols-3">
      {scope.map((category) => {
        const own = positions.filter((row) => row.category === category)
        const sum = (key: 'installed' | 'covered' | 'gap' | 'undetermined') =>
          own.reduce((total, row) => total + row[key], 0)
        const gap = sum('gap')
        const open = sum('undetermined')
        const tone = gap > 0 ? 'text-risk' : open > 0 ? 'text-attention' : 'text-ok'
        return (
          <li key={category} className="border-l-2 border-line pl-3">
            <p className="flex items-center gap-1.5 font-medium">
              <Icon
                name={gap > 0 ? 'alert' : open > 0 ? 'info' : 'check-circle'}
                className={`size-4 ${tone}`}
              />
              {texts.categories[category]}
            </p>
            <p className="text-ink-soft">
              {own.length === 0
                ? texts.position.categoryNone
                : texts.position.category(sum('installed'), sum('covered'), gap)}
            </p>
          </li>
        )
      })}
    </ul>
  )
}
