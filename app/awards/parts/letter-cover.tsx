import { Day } from '~/design/day'
import { Chip } from '~/design/chip'
import type { Meaning } from '~/design/meaning'
import { linkClass } from '~/design/text-link'
import type { Cover } from '~/rounds/authorizations/covering'
import { useScope } from '~/rounds/authorizations/parts/scope'
import { useAuthorizationTexts } from '~/rounds/authorizations/parts/texts'
import type { JudgedLetter } from '../eligibility/queries.server'

const meanings: Record<Exclude<Cover<JudgedLetter>['how'], 'own' | 'none'>, Meaning> = {
  covered: 'ok',
  unconfirmed: 'attention',
  'not-valid': 'risk',
}

type LetterCoverProps = { cover: Cover<JudgedLetter>; product: string }

/** Which letter of the publisher covers a bid, or plainly that none does. */
export function LetterCover({ cover, product }: LetterCoverProps) {
  const texts = useAuthorizationTexts()
  const scope = useScope()
  if (!('by' in cover))
    return cover.how === 'own' ? texts.cover.own : <Chip meaning="risk">{texts.cover.none}</Chip>
  const { productId, fileId, validFrom, validUntil, ...where } = cover.by
  return (
    <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
      <Chip meaning={meanings[cover.how]}>{texts.cover[cover.how]}</Chip>
      <span>{texts.cover.of(productId ? product : texts.all, scope.region(where))}</span>
      <span className="text-ink-soft">
        <Day on={validFrom} /> – <Day on={validUntil} />
      </span>
      <a className={linkClass} href={`/files/${fileId}`} download>
        {texts.cover.open}
      </a>
    </span>
  )
}
