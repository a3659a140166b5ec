import { env } from '~/env.server'
import { type Locale, locales } from '~/kernel/locale'
import type { Letter } from './facts.server'
import { letterPdf } from './pdf.server'

/** The letter as paper, in the language that the address asks for, else in both. */
export async function letterAnswer(letter: Letter, url: URL) {
  const asked = url.searchParams.get('language')
  const languages: readonly Locale[] = asked === 'zh' || asked === 'en' ? [asked] : locales
  const pdf = await letterPdf(letter, languages, env.PUBLIC_ORIGIN)
  return new Response(new Uint8Array(pdf), {
    headers: {
      'content-type': 'application/pdf',
      'content-disposition': `inline; filename="${letter.round.number}-letter.pdf"`,
      'cache-control': 'private, no-store',
    },
  })
}
