import { Facts } from '~/design/facts'
import { useLocale } from '~/design/locale'
import { Section } from '~/design/section'
import { useMarketTexts } from '../../parts/market-texts'
import type { SellerKind } from '../form'

type SellerFactsProps = {
  seller: {
    kind: string
    uscc: string | null
    districtZh: string | null
    districtEn: string | null
    address: string
    website: string | null
    person: string
    phone: string | null
    organization: string | null
  }
}

/** What the register knows of a seller; what is empty is left out. */
export function SellerFacts({ seller }: SellerFactsProps) {
  const texts = useMarketTexts().sellers
  const zh = useLocale() === 'zh'
  const place = zh ? seller.districtZh : seller.districtEn
  const items = [
    { label: texts.kind, value: texts.kinds[seller.kind as SellerKind] },
    { label: texts.district, value: place },
    { label: texts.address, value: seller.address },
    { label: texts.website, value: seller.website && <span className="break-all">{seller.website}</span> },
    { label: texts.uscc, value: seller.uscc && <code className="figure text-sm">{seller.uscc}</code> },
    { label: texts.organization, value: seller.organization ?? texts.notHere },
    { label: texts.person, value: seller.person },
    { label: texts.phone, value: seller.phone },
  ]
  return (
    <Section title={texts.facts}>
      <Facts items={items.filter(({ value }) => value)} />
    </Section>
  )
}
