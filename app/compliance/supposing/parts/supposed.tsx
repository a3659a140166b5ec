import { Empty } from '~/design/empty'
import { TextLink } from '~/design/text-link'
import { useWhatIfTexts } from '../../parts/texts'
import { addressOf, addressWithout } from '../asked'
import { textOf, type Supposition } from '../supposition'
import { type Choices, useSays } from './says'

/** What is supposed, each with a link to the same page without it. */
export function Supposed({
  suppositions,
  choices,
}: {
  suppositions: readonly Supposition[]
  choices: Choices
}) {
  const texts = useWhatIfTexts()
  const says = useSays(choices)
  if (suppositions.length === 0) return <Empty title={texts.none} why={texts.noneWhy} icon="chart" />
  return (
    <ul className="max-w-3xl divide-y divide-line border-y border-line">
      {suppositions.map((it, place) => (
        <li key={textOf(it)} className="flex items-baseline gap-3 py-2">
          <span className="min-w-0 flex-1">
            {says(it) ?? <span className="text-ink-soft">{texts.says.gone}</span>}
          </span>
          <TextLink to={addressWithout(suppositions, place)}>{texts.drop}</TextLink>
        </li>
      ))}
      {suppositions.length > 1 && (
        <li className="py-2 text-right">
          <TextLink to={addressOf([])}>{texts.clear}</TextLink>
        </li>
      )}
    </ul>
  )
}
