import { createRequire } from 'node:module'
import pdfmake from 'pdfmake'
import type { TDocumentDefinitions } from 'pdfmake/interfaces'

const packages = createRequire(import.meta.url)
const face = (weight: string) =>
  packages.resolve(`@expo-google-fonts/noto-sans-sc/${weight}/NotoSansSC_${weight}.ttf`)
const [regular, bold] = [face('400Regular'), face('500Medium')]

pdfmake.setFonts({ Noto: { normal: regular, bold, italics: regular, bolditalics: bold } })
// A document is made of what it is given: nothing is fetched, and of this machine's files only the two fonts are read.
pdfmake.setUrlAccessPolicy(() => false)
pdfmake.setLocalAccessPolicy((path) => path === regular || path === bold)

/** Renders a document with embedded Chinese type; A4 and the house's sizes unless it says otherwise. */
export async function makePdf(document: TDocumentDefinitions): Promise<Buffer> {
  return pdfmake
    .createPdf({
      pageSize: 'A4',
      pageMargins: [48, 56, 48, 64],
      ...document,
      defaultStyle: { font: 'Noto', fontSize: 9.5, lineHeight: 1.35, ...document.defaultStyle },
    })
    .getBuffer()
}
