import { createRequire } from 'node:module'
import type { CustomTableLayout, Style, TDocumentDefinitions } from 'pdfmake/interfaces'
import type { Locale } from './locale'

const packages = createRequire(import.meta.url)
const face = (weight: string) =>
  packages.resolve(`@expo-google-fonts/noto-sans-sc/${weight}/NotoSansSC_${weight}.ttf`)
const [regular, bold] = [face('400Regular'), face('500Medium')]

// Loaded with the first document, so that no start waits for it.
async function loadMaker() {
  const { default: pdfmake } = await import('pdfmake')
  pdfmake.setFonts({ Noto: { normal: regular, bold, italics: regular, bolditalics: bold } })
  // A document is made of what it is given: nothing is fetched, and of this machine's files only the two fonts are read.
  pdfmake.setUrlAccessPolicy(() => false)
  pdfmake.setLocalAccessPolicy((path) => path === regular || path === bold)
  return pdfmake
}
let maker: ReturnType<typeof loadMaker> | undefined

/** A table's lines: thin, between its rows alone. */
export const hairlines: CustomTableLayout = {
  hLineWidth: (at, { table }) => (at === 0 || at === table.body.length ? 0 : 0.5),
  vLineWidth: () => 0,
  hLineColor: () => '#c9d6d6',
  paddingTop: () => 3.5,
  paddingBottom: () => 3.5,
}

/** How a language is set: the Chinese face draws an English apostrophe or quote as wide as a character otherwise. */
export const typeIn = (locale: Locale): Style => (locale === 'en' ? { fontFeatures: ['pwid'] } : {})

/** Renders a document with embedded Chinese type; A4 and the house's sizes unless it says otherwise. */
export async function makePdf(document: TDocumentDefinitions): Promise<Buffer> {
  const pdfmake = await (maker ??= loadMaker())
  return pdfmake
    .createPdf({
      pageSize: 'A4',
      pageMargins: [48, 56, 48, 64],
      ...document,
      defaultStyle: { font: 'Noto', fontSize: 9.5, lineHeight: 1.35, ...document.defaultStyle },
    })
    .getBuffer()
}
