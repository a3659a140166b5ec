import { useNamed } from '~/design/named'
import { Section } from '~/design/section'
import { useDirectoryTexts } from './texts'

type Unit = { id: string; name: string; nameEn: string | null; notes: string[] }

/** Which member units answer for an enterprise, each with the rows of its coverage that speak of it. */
export function Responsible({ units }: { units: readonly Unit[] }) {
  const texts = useDirectoryTexts()
  const named = useNamed()
  return (
    <Section title={texts.responsible} count={units.length}>
      {units.length === 0 ? (
        <p className="text-risk">{texts.responsibleNone}</p>
      ) : (
        <ul className="divide-y divide-line">
          {units.map(({ id, name, nameEn, notes }) => (
            <li key={id} className="flex flex-wrap justify-between gap-x-4 py-2">
              <span>{named(name, nameEn)}</span>
              <span className="text-ink-soft">{notes.filter((note) => note !== '').join(' · ')}</span>
            </li>
          ))}
        </ul>
      )}
    </Section>
  )
}
