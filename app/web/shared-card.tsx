import { useLocation } from '@remix-run/react'
import { useLocale } from '~/design/locale'
import { useNonce } from './nonce'
import { useWebTexts } from './texts'

/** What a public page is about, in the words of schema.org; dates in ISO 8601. */
export type About = { '@type': string; name: string; [property: string]: unknown }

type SharedCardProps = {
  /** The market's address for the public, which links of a card must hold in full. */
  origin: string
  title: string
  about: unknown
}

const localeOf = { zh: 'zh_CN', en: 'en_US' }

/** In the head of a public page: the card that is shown where its link is shared (ogp.me), and what it is about for machines (schema.org, JSON-LD). */
export function SharedCard({ origin, title, about }: SharedCardProps) {
  const texts = useWebTexts()
  const locale = useLocale()
  const nonce = useNonce()
  const url = origin + useLocation().pathname
  const described = isAbout(about) ? about : null
  const description = typeof described?.description === 'string' ? described.description : texts.tagline
  const card = {
    'og:type': 'website',
    'og:site_name': texts.product,
    'og:title': title,
    'og:description': description,
    'og:url': url,
    'og:image': `${origin}/card.png`,
    'og:image:width': '1200',
    'og:image:height': '630',
    'og:locale': localeOf[locale],
  }
  return (
    <>
      <meta name="description" content={description} />
      <link rel="canonical" href={url} />
      {Object.entries(card).map(([property, content]) => (
        <meta key={property} property={property} content={content} />
      ))}
      <meta name="twitter:card" content="summary_large_image" />
      {described && (
        <script
          type="application/ld+json"
          nonce={nonce}
          suppressHydrationWarning
          dangerouslySetInnerHTML={{
            __html: asScript({ '@context': 'https://schema.org', inLanguage: locale, url, ...described }),
          }}
        />
      )}
    </>
  )
}

const isAbout = (value: unknown): value is About =>
  value !== null && typeof value === 'object' && '@type' in value && 'name' in value

/** JSON that cannot end the script in which it stands, whatever a name holds. */
const asScript = (value: object) => JSON.stringify(value).replaceAll('<', String.raw`\u003c`)
