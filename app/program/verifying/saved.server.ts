import { createHash } from 'node:crypto'
import { languageTag } from '~/design/locale'
import type { Locale } from '~/kernel/locale'
import { verifying as en } from '~/texts/en/verifying'
import { inLanguage } from '~/texts/spoken'
import { verifying as zh } from '~/texts/zh/verifying'
import { factsId, hostId, type SavedFacts } from './saved-facts'
import type { SavedParts } from './saved-parts.server'

/**
 * The checker as one file: its script, its looks and the public keys. Its own policy lets it run nothing else and reach
 * no network, wherever it is opened.
 */
export function savedPage({ script, styles }: SavedParts, facts: SavedFacts): string {
  const { locale } = facts
  const texts = sentences(locale)
  // The ends of elements cannot stand in what is inlined.
  const code = script.replaceAll('</script', '<\\/script')
  const policy = `default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-${createHash('sha256').update(code).digest('base64')}'; base-uri 'none'; form-action 'none'`
  return `<!doctype html>
<html lang="${languageTag[locale]}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="content-security-policy" content="${policy}">
<title>Muster · ${texts.saved.title}</title>
<style>${styles.replaceAll('</style', '<\\/style')}</style>
</head>
<body>
<noscript><p>${texts.saved.noScript}</p></noscript>
<div id="${hostId}"></div>
<script type="application/json" id="${factsId}">${JSON.stringify(facts).replaceAll('<', '\\u003c')}</script>
<script>${code}</script>
</body>
</html>
`
}

const sentences = (locale: Locale) => inLanguage(locale, zh, en)
