import type { Content, TableCell, TDocumentDefinitions } from 'pdfmake/interfaces'
import type { Locale } from '~/kernel/locale'
import { hairlines, makePdf, typeIn } from '~/kernel/pdf.server'
import { papers as en } from '~/texts/en/papers'
import { inLanguage } from '~/texts/spoken'
import { papers as zh } from '~/texts/zh/papers'

const [ink, soft, accent, pale] = ['#1c2b2d', '#5b6b6d', '#0b5f63', '#e8f0f0']

export const wordsIn = (locale: Locale) => inLanguage(locale, zh, en)

type Paper = {
  locale: Locale
  title: string
  no: string
  remark?: string | null
  content: Content[]
  landscape?: boolean
}

/** A paper of the procedure: office, title, number, content, and pages counted at the foot. */
export function paper({ locale, title, no, remark, content, landscape = false }: Paper): Promise<Buffer> {
  const words = wordsIn(locale)
  const document: TDocumentDefinitions = {
    info: { title: `${title} ${no}`, author: words.office },
    defaultStyle: { color: ink, ...typeIn(locale) },
    pageOrientation: landscape ? 'landscape' : 'portrait',
    // A heading never stands alone at the foot of a page.
    pageBreakBefore: ({ style }, following) => style === 'heading' && following.getFollowingNodesOnPage().length === 0,
    footer: (page, pages) => ({
      columns: [{ text: no }, { text: words.page(page, pages), alignment: 'right' }],
      margin: [48, 20, 48, 0],
      fontSize: 8,
      color: soft,
    }),
    content: [
      { text: words.office, alignment: 'center', color: soft },
      {
        text: title,
        fontSize: 20,
        bold: true,
        color: accent,
        alignment: 'center',
        characterSpacing: locale === 'zh' ? 3 : 0,
        margin: [0, 4, 0, 2],
      },
      { text: no, alignment: 'center', margin: [0, 0, 0, remark ? 2 : 14] },
      ...(remark ? [{ text: remark, alignment: 'center' as const, color: '#8a4b00', margin: [0, 0, 0, 12] as [number, number, number, number] }] : []),
      ...content,
    ],
    styles: { heading: { fontSize: 12, bold: true, color: accent, margin: [0, 14, 0, 6] } },
  } // oxfmt-ignore
  return makePdf(document)
}

export const heading = (text: string): Content => ({ text, style: 'heading' })

/** What is known, two facts to a line; those without a value are left out. */
export function facts(pairs: readonly (readonly [string, string | number | null | undefined])[]): Content {
  const known = pairs.filter(([, value]) => value !== null && value !== undefined && value !== '')
  const rows: TableCell[][] = []
  for (let at = 0; at < known.length; at += 2) {
    const [one, two] = [known[at]!, known[at + 1]]
    rows.push([label(one[0]), String(one[1]), label(two?.[0] ?? ''), two ? String(two[1]) : ''])
  }
  return rows.length === 0
    ? ''
    : { layout: hairlines, table: { widths: [84, '*', 84, '*'], body: rows }, margin: [0, 0, 0, 4] }
}

const label = (text: string): TableCell => ({ text, color: soft })

type Cell = string | number | null
type TableOf = {
  head: readonly string[]
  rows: readonly (readonly Cell[])[]
  widths: (string | number)[]
  small?: boolean
}

/** Rows under a head that is printed on every page; figures stand right. */
export const table = ({ head, rows, widths, small = false }: TableOf): Content => ({
  layout: hairlines,
  fontSize: small ? 8 : 9,
  table: {
    headerRows: 1,
    keepWithHeaderRows: 1,
    dontBreakRows: true,
    widths,
    body: [
      head.map((text, at): TableCell => ({
        text,
        fillColor: pale,
        fontSize: 8.5,
        alignment: rows.some((row) => typeof row[at] === 'number') ? 'right' : 'left',
      })),
      ...rows.map((row) => row.map((cell): TableCell => cellOf(cell))),
    ],
  },
})

const cellOf = (cell: Cell): TableCell =>
  typeof cell === 'number' ? { text: String(cell), alignment: 'right' } : (cell ?? '')

/** Places to sign, side by side, kept together. */
export const signatures = (locale: Locale, names: readonly string[]): Content => ({
  unbreakable: true,
  margin: [0, 28, 0, 0],
  columnGap: 36,
  columns: names.map((name) => ({
    stack: [
      { text: name },
      { canvas: [{ type: 'line', x1: 0, y1: 30, x2: 190, y2: 30, lineWidth: 0.7, lineColor: soft }] },
      { text: `${wordsIn(locale).signHere}　${wordsIn(locale).dateLine}`, color: soft, fontSize: 8, margin: [0, 3, 0, 0] },
    ],
  })),
}) // oxfmt-ignore
