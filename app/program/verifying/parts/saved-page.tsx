import { useEffect, useState } from 'react'
import { Facts } from '~/design/facts'
import { languageName, languageTag, type Locale, LocaleProvider, locales } from '~/design/locale'
import { Section } from '~/design/section'
import type { SavedFacts } from '../saved-facts'
import { FileCheck } from './file-check'
import { useVerifyingTexts } from './texts'

/** The whole of a page that somebody has saved: it has no server, and its language is switched in place. */
export function SavedPage(facts: SavedFacts) {
  const [locale, setLocale] = useState<Locale>(facts.locale)
  useEffect(() => {
    document.documentElement.lang = languageTag[locale]
  }, [locale])
  return (
    <LocaleProvider locale={locale}>
      <main id="main" className="mx-auto min-h-dvh max-w-3xl bg-surface px-4 py-6">
        <div className="flex justify-end">
          {locales
            .filter((other) => other !== locale)
            .map((other) => (
              <button
                key={other}
                type="button"
                lang={languageTag[other]}
                onClick={() => setLocale(other)}
                className="min-h-row rounded px-2 text-ink-soft hover:bg-sunken hover:text-ink"
              >
                {languageName[other]}
              </button>
            ))}
        </div>
        <Content {...facts} />
      </main>
    </LocaleProvider>
  )
}

function Content({ trusted, origin, on }: SavedFacts) {
  const texts = useVerifyingTexts()
  const key = (label: string, x: string) => ({
    label,
    value: <code className="text-sm break-all">{x}</code>,
  })
  return (
    <>
      <h1 className="text-xl font-semibold">{texts.saved.title}</h1>
      <p className="mb-5 max-w-prose text-ink-soft">
        {texts.lead} {texts.saved.made(on, origin)}
      </p>
      <FileCheck trusted={trusted} origin={origin} />
      <Section title={texts.saved.keys} sentence={texts.saved.keysHint}>
        <Facts
          layout="row"
          items={[
            ...trusted.certificateKeys.map(({ kid, x }) => key(kid, x)),
            key(texts.saved.platform, trusted.platformKey),
          ]}
        />
      </Section>
    </>
  )
}
