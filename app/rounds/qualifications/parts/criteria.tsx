import type { ReactNode } from 'react'
import { Chip } from '~/design/chip'
import { useNamed } from '~/design/named'
import type { Checklist, ListedRequirement } from '../checklist'
import { useQualificationTexts } from './texts'

type CriteriaProps = {
  checklist: Checklist
  /** What stands for one requirement. */
  children: (requirement: ListedRequirement) => ReactNode
}

/** All criteria of a set in their order: whether each is met, and where there are several, the ways to meet it. */
export function Criteria({ checklist, children }: CriteriaProps) {
  const texts = useQualificationTexts()
  const named = useNamed()
  return (
    <ol className="border-t border-line">
      {checklist.criteria.map(({ code, text, met, groups }) => (
        <li key={code} className="border-b border-line py-4">
          <h3 className="mb-2 flex flex-wrap items-center gap-2 font-semibold">
            {named(text.zh, text.en)}
            <Chip meaning={met ? 'ok' : 'attention'}>{met ? texts.met : texts.unmet}</Chip>
            {groups.length > 1 && <span className="text-sm font-normal text-ink-soft">{texts.oneOf}</span>}
          </h3>
          {groups.map((group) => (
            <section
              key={group.code}
              aria-label={named(group.text.zh, group.text.en)}
              className={groups.length > 1 ? 'mb-3 border-l-2 border-line pl-4 last:mb-0' : ''}
            >
              {groups.length > 1 && (
                <h4 className="mb-1 text-sm font-medium text-ink-soft">
                  {named(group.text.zh, group.text.en)}
                </h4>
              )}
              {group.requirements.map((requirement) => (
                <div key={requirement.code} id={`requirement-${requirement.code}`} className="py-2">
                  {children(requirement)}
                </div>
              ))}
            </section>
          ))}
        </li>
      ))}
    </ol>
  )
}
