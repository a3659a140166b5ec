import { Chip } from '~/design/chip'
import { TextLink } from '~/design/text-link'
import type { readSettlement } from '../settlements/reading.server'
import { useMediationTexts } from './texts'

type Replacement = NonNullable<Awaited<ReturnType<typeof readSettlement>>>['replacements'][number]
type ReplacingProps = { its: Replacement; isVendor: boolean }

/** How far a promised reissue has come, with the way to it: where the vendor delivers, or the license. */
export function Replacing({ its, isVendor }: ReplacingProps) {
  const texts = useMediationTexts().settlement
  const isDelivered = its.state === 'delivered'
  return (
    <p className="flex flex-wrap items-baseline gap-x-2 text-sm">
      <Chip meaning={isDelivered ? 'ok' : 'attention'}>
        {isDelivered ? texts.deliveredAnew(its.quantity) : texts.toDeliverAnew(its.quantity)}
      </Chip>
      <TextLink
        to={isVendor ? `/supplied/replacements/${its.id}` : `/licenses/${its.resultId ?? its.entitlementId}`}
      >
        {isVendor ? texts.toReplacement : texts.toLicense}
      </TextLink>
    </p>
  )
}
