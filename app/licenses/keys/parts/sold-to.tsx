import { useSoftwareName } from '~/catalog/parts/software-name'
import { useNamed } from '~/design/named'

type Sold = {
  nameZh: string
  nameEn: string
  edition: string
  editionEn: string
  buyer: string
  buyerEn: string | null
}

/** What a vendor delivered, and under it to whom. */
export function SoldTo({ its }: { its: Sold }) {
  const name = useSoftwareName()
  const named = useNamed()
  return (
    <>
      {name(its)} <span className="text-ink-soft">{named(its.edition, its.editionEn)}</span>
      <span className="block text-sm font-normal text-ink-soft">{named(its.buyer, its.buyerEn)}</span>
    </>
  )
}
