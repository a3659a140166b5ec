import { languageName, languageTag, locales, useLocale } from './locale'

export type LanguageSwitchProps = {
  /** Receives `locale` and `returnTo` by post. */
  action: string
  returnTo: string
}

/** `<LanguageSwitch action="/language" returnTo={path} />`: a plain post, so that the whole page comes back in the other language. */
export function LanguageSwitch({ action, returnTo }: LanguageSwitchProps) {
  const present = useLocale()
  return (
    <form method="post" action={action} className="flex">
      <input type="hidden" name="returnTo" value={returnTo} />
      {locales
        .filter((locale) => locale !== present)
        .map((locale) => (
          <button
            key={locale}
            name="locale"
            value={locale}
            lang={languageTag[locale]}
            className="min-h-row rounded px-2 text-ink-soft hover:bg-sunken hover:text-ink"
          >
            {languageName[locale]}
          </button>
        ))}
    </form>
  )
}
