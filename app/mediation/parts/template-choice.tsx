import { useLocation } from '@remix-run/react'
import { Fold } from '~/design/fold'
import { Moment } from '~/design/moment'
import { useNamed } from '~/design/named'
import { Notice } from '~/design/notice'
import { withParams } from '~/design/search-params'
import { TextLink } from '~/design/text-link'
import type { Usable } from '../templates/reading.server'
import { useMediationTexts } from './texts'

/** Begins an editor with a reviewed text of the body; which one stands in the address, and in a notice above the words. */
export function TemplateChoice({ templates, chosen }: Usable) {
  const { templates: texts } = useMediationTexts()
  const named = useNamed()
  const { search } = useLocation()
  if (templates.length === 0) return null
  const to = (template: string | null) => withParams(search, { template }) || '?'
  return (
    <div className="mb-5 max-w-3xl space-y-3">
      {chosen && (
        <Notice
          meaning="info"
          title={texts.begunWith(named(chosen.nameZh, chosen.nameEn), String(chosen.version))}
          actions={<TextLink to={to(null)}>{texts.without}</TextLink>}
        >
          {texts.checkIt} {texts.reviewedOn} <Moment at={chosen.reviewedAt} day />
        </Notice>
      )}
      <Fold label={texts.begin} when>
        <p className="text-sm text-ink-soft">{texts.beginWhy}</p>
        <ul className="mt-1 space-y-1">
          {templates.map(({ id, nameZh, nameEn }) => (
            <li key={id}>
              <TextLink to={to(id)}>{named(nameZh, nameEn)}</TextLink>
            </li>
          ))}
        </ul>
      </Fold>
    </div>
  )
}
