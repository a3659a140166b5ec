import { Facts } from '~/design/facts'
import { useLocale } from '~/design/locale'
import { TextLink } from '~/design/text-link'
import { nameIn } from '~/kernel/locale'
import type { Fallback } from '../offers/terms'
import type { Purchase } from '../settlements/purchases.server'
import { useMediationTexts } from './texts'

type PurchaseStandingProps = {
  fallback: Fallback | undefined
  /** Into the order or the payment that was agreed on. */
  isTurned: boolean
  /** Of one's own side alone. */
  purchase: Purchase | undefined
}

/** What follows if no round brings a purchase, and, for who buys, the need behind it with the round that it follows now. */
export function PurchaseStanding({ fallback, isTurned, purchase }: PurchaseStandingProps) {
  const { purchases: texts, offers: words } = useMediationTexts()
  const turned = isTurned && fallback && fallback !== 'next_round' ? ` · ${texts.turned[fallback]}` : ''
  const agreed = fallback ? [{ label: words.fallback, value: `${words.fallbacks[fallback]}${turned}` }] : []
  if (!purchase) return agreed.length > 0 ? <Facts items={agreed} layout="row" /> : null
  const { state, demandId, round, failed } = purchase
  return (
    <Facts
      layout="row"
      items={[
        ...agreed,
        {
          label: texts.need,
          value: state ? (
            <TextLink to={`/demands/${demandId}`}>{texts.states[state]}</TextLink>
          ) : (
            texts.drafting
          ),
          hint: texts.secret,
        },
        { label: texts.follows, value: round ? <Rounds of={[round]} /> : texts.noRound },
        ...(failed.length > 0 ? [{ label: texts.failed, value: <Rounds of={failed} /> }] : []),
      ]}
    />
  )
}

function Rounds({ of }: { of: Purchase['failed'] }) {
  const locale = useLocale()
  return of.map(({ id, number, title, titleEn }, at) => (
    <TextLink key={at} to={`/rounds/${id}`} className="block">
      {number} · {nameIn(locale, title, titleEn)}
    </TextLink>
  ))
}
