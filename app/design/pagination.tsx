import { Link, useLocation } from '@remix-run/react'
import { buttonClass } from './button'
import { Icon } from './icons'
import { withParams } from './search-params'
import { useDesignTexts } from './texts'

/** Cursors of the neighboring pages; null where there is none. */
export type Paging = { after?: string | null; before?: string | null }

/** `<Pagination after={cursor} before={null} />`: keyset paging by `?after=` and `?before=`, keeping the filters. */
export function Pagination({ after, before }: Paging) {
  const { search } = useLocation()
  const texts = useDesignTexts()
  if (!after && !before) return null
  return (
    <nav aria-label={texts.pages} className="mt-4 flex justify-between gap-2 print:hidden">
      {before ? (
        <Link to={withParams(search, { before })} rel="prev" className={buttonClass('secondary')}>
          <Icon name="chevron-left" />
          {texts.previousPage}
        </Link>
      ) : (
        <span />
      )}
      {after && (
        <Link to={withParams(search, { after })} rel="next" className={buttonClass('secondary')}>
          {texts.nextPage}
          <Icon name="chevron-right" />
        </Link>
      )}
    </nav>
  )
}
