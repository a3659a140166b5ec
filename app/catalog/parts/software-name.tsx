import { useLocale } from '~/design/locale'
import { useNamed } from '~/design/named'

type Named = { nameZh: string | null; nameEn: string | null; slug?: string | null }

/** A product's name in the reader's language; one that the catalog does not know yet goes by its key. */
export function useSoftwareName() {
  const zh = useLocale() === 'zh'
  return ({ nameZh, nameEn, slug }: Named) => (zh ? nameZh : (nameEn ?? nameZh)) ?? slug ?? ''
}

type SoftwareProps = {
  product: Named
  edition?: string | null
  editionEn?: string | null
  release?: string | null
}

/** `<Software product={row} {...row} />`, or with `edition`, `editionEn` and `release` by themselves: name with edition and release, quieter. */
export function Software({ product, edition = null, editionEn = null, release }: SoftwareProps) {
  const name = useSoftwareName()
  const named = useNamed()
  const more = [named(edition, editionEn), release].filter(Boolean).join(' ')
  return (
    <span>
      {name(product)}
      {more && <span className="ml-1.5 font-normal text-ink-soft">{more}</span>}
    </span>
  )
}
