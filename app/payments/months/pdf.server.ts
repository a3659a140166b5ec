import type { Content, TDocumentDefinitions } from 'pdfmake/interfaces'
import type { Locale } from '~/kernel/locale'
import { hairlines, makePdf, typeIn } from '~/kernel/pdf.server'
import { type Paper, type PaperTable, printedCell } from './paper'

type Words = { page: (page: string, pages: string) => string }

/** A statement as paper: whose it is, the figures of the month, every movement; page numbers and the month on each page. */
export function statementPdf(
  { title, month, parties, figures, tables, note }: Paper,
  words: Words,
  locale: Locale,
) {
  const document: TDocumentDefinitions = {
    info: { title: `${title} ${month}`, author: 'Muster' },
    pageOrientation: 'landscape',
    pageMargins: [40, 44, 40, 48],
    defaultStyle: { fontSize: 8.5, ...typeIn(locale) },
    footer: (page, pages) => ({
      columns: [
        { text: `${title} ${month}`, fontSize: 7.5, color: '#555' },
        { text: words.page(String(page), String(pages)), alignment: 'right', fontSize: 7.5, color: '#555' },
      ],
      margin: [40, 12, 40, 0],
    }),
    content: [
      { text: title, style: 'title' },
      { text: month, style: 'month' },
      ...(parties.length > 0 ? [pairs(parties, 110)] : []),
      strip(figures),
      ...tables.flatMap(table),
      { text: note, color: '#555', margin: [0, 12, 0, 0] },
    ],
    styles: {
      title: { fontSize: 16, bold: true },
      month: { fontSize: 11, color: '#444', margin: [0, 0, 0, 10] },
      heading: { fontSize: 10.5, bold: true, margin: [0, 10, 0, 4] },
      head: { bold: true, fillColor: '#eef3f3' },
    },
  }
  return makePdf(document)
}

const pairs = (rows: readonly (readonly [string, string])[], width: number): Content => ({
  table: {
    widths: [width, '*'],
    body: rows.map(([label, value]) => [{ text: label, color: '#444' }, value]),
  },
  layout: 'noBorders',
  margin: [0, 0, 0, 8],
})

const strip = (figures: Paper['figures']): Content => ({
  table: {
    widths: figures.map(() => '*'),
    body: [
      figures.map(([label]) => ({ text: label, color: '#444', fontSize: 7.5 })),
      figures.map(([, value]) => ({
        text: `¥${printedCell(value)}`.replace('¥-', '-¥'),
        bold: true,
        fontSize: 10.5,
      })),
    ],
  },
  layout: hairlines,
})

function table({ heading, head, rows }: PaperTable): Content[] {
  const isFigure = head.map((_, at) => typeof rows[0]?.[at] === 'bigint')
  const cell = (text: string, at: number) => ({
    text,
    alignment: isFigure[at] ? ('right' as const) : ('left' as const),
    noWrap: isFigure[at]!,
  })
  return [
    { text: heading, style: 'heading' },
    {
      table: {
        headerRows: 1,
        dontBreakRows: true,
        widths: isFigure.map((figure) => (figure ? 'auto' : '*')),
        body: [
          head.map((text, at) => ({ ...cell(text, at), style: 'head' })),
          ...rows.map((row) => row.map((value, at) => cell(printedCell(value), at))),
        ],
      },
      layout: hairlines,
    },
  ]
}
