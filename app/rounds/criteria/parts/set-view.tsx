import { useNamed } from '~/design/named'
import type { CriteriaSet } from '../../qualifications/criteria'
import { useRequirementWords } from './requirement-words'
import { useCriteriaTexts } from './texts'

/** One version of the criteria to be read: what is asked, the ways to meet it, how each is answered. */
export function SetView({ set }: { set: CriteriaSet }) {
  const texts = useCriteriaTexts()
  const named = useNamed()
  const words = useRequirementWords()
  return (
    <ol className="divide-y divide-line border-y border-line">
      {set.criteria.map(({ code, text, groups }) => (
        <li key={code} className="grid gap-x-8 gap-y-1 py-2.5 sm:grid-cols-[12rem_1fr]">
          <h3 className="font-medium">
            {named(text.zh, text.en)}
            {groups.length > 1 && (
              <span className="block text-sm font-normal text-ink-soft">{texts.oneOf}</span>
            )}
          </h3>
          <div className="space-y-2">
            {groups.map((group) => (
              <div key={group.code} className={groups.length > 1 ? 'border-l-2 border-line pl-3' : ''}>
                {groups.length > 1 && (
                  <p className="text-sm text-ink-soft">{named(group.text.zh, group.text.en)}</p>
                )}
                <ul className="space-y-1">
                  {group.requirements.map((one) => (
                    <li key={one.code}>
                      {named(one.text.zh, one.text.en)}{' '}
                      <span className="text-sm text-ink-soft">{words(one)}</span>
                    </li>
                  ))}
                </ul>
              </div>
            ))}
          </div>
        </li>
      ))}
    </ol>
  )
}
