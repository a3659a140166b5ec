import { env } from '~/env.server'
import { type Locale, nameIn } from '~/kernel/locale'
import { makePdf, typeIn } from '~/kernel/pdf.server'
import { disclosures as en } from '~/texts/en/disclosures'
import { inLanguage } from '~/texts/spoken'
import { disclosures as zh } from '~/texts/zh/disclosures'
import type { Statement } from './queries.server'

/** The compliance statement: what the registers said on its day, and where anyone verifies it. */
export function statementPdf(its: Statement, locale: Locale): Promise<Buffer> {
  const { paper } = inLanguage(locale, zh, en)
  const address = `${env.PUBLIC_ORIGIN}/statements/${its.no}`
  const line = (label: string, value: string) => ({
    columns: [
      { text: label, width: 130, color: '#555' },
      { text: value, width: '*' },
    ],
    margin: [0, 0, 0, 6] as [number, number, number, number],
  })
  return makePdf({
    pageMargins: [72, 88, 72, 72],
    defaultStyle: { ...typeIn(locale), fontSize: 12, lineHeight: 1.3 },
    info: { title: `${paper.heading} ${its.no}` },
    content: [
      { text: paper.heading, fontSize: 22, bold: true, alignment: 'center', margin: [0, 0, 0, 28] },
      { text: paper.text(nameIn(locale, its.name, its.nameEn), its.onDay), margin: [0, 0, 0, 20] },
      {
        columns: [
          {
            width: '*',
            stack: [
              line(paper.uscc, its.uscc),
              line(paper.computers, String(its.computers)),
              line(paper.onDay, its.onDay),
              line(paper.validUntil, its.validUntil),
              line(paper.no, its.no),
            ],
          },
          { width: 110, qr: address, fit: 100, alignment: 'right' },
        ],
      },
      { text: paper.limits, margin: [0, 20, 0, 0], color: '#555', fontSize: 10 },
      { text: paper.issuer, alignment: 'right', bold: true, margin: [0, 36, 0, 24] },
      { text: `${paper.verify} ${address}`, fontSize: 9, color: '#555' },
    ],
  })
}
