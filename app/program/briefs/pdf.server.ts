import type { Content, TableCell, TDocumentDefinitions } from 'pdfmake/interfaces'
import { knownIn } from '~/compliance/known/words.server'
import type { Locale } from '~/kernel/locale'
import { formatMoney } from '~/kernel/money'
import { hairlines, makePdf, typeIn } from '~/kernel/pdf.server'
import { briefs as en } from '~/texts/en/briefs'
import { program as enProgram } from '~/texts/en/program'
import { inLanguage } from '~/texts/spoken'
import { briefs as zh } from '~/texts/zh/briefs'
import { program as zhProgram } from '~/texts/zh/program'
import { type BriefFigures, type Place, savedOf, shareOf } from './figures'

type Brief = {
  no: number | null
  title: string
  titleEn: string
  coversFrom: string
  coversTo: string
  body: string
  bodyEn: string
  figures: BriefFigures
  publishedAt: Date | null
  correctsNo: number | null
}

const [ink, soft, accent, pale] = ['#1c2b2d', '#5b6b6d', '#0b5f63', '#e8f0f0']
const barWidth = 150

/** The brief as paper: its figures as tables with bars, then what the office says of them. */
export function briefPdf(brief: Brief, locale: Locale): Promise<Buffer> {
  const words = inLanguage(locale, zh, en)
  const title = locale === 'zh' ? brief.title : brief.titleEn || brief.title
  const issue = brief.no === null ? words.draft : words.issue(brief.no)
  const document: TDocumentDefinitions = {
    info: { title, author: words.publisher },
    defaultStyle: { color: ink, ...typeIn(locale) },
    header: (page) =>
      page === 1
        ? null
        : {
            columns: [{ text: title }, { text: issue, alignment: 'right' }],
            margin: [48, 28, 48, 0],
            fontSize: 8,
            color: soft,
          },
    footer: (page, pages) => ({
      text: words.page(page, pages),
      alignment: 'center',
      fontSize: 8,
      color: soft,
      margin: [0, 20, 0, 0],
    }),
    content: [
      {
        text: words.masthead,
        fontSize: 20,
        bold: true,
        color: accent,
        alignment: 'center',
        characterSpacing: locale === 'zh' ? 4 : 0,
      },
      {
        columns: [
          { text: issue, width: 80 },
          { text: words.publisher, alignment: 'center' },
          { text: brief.publishedAt ? dayOf(brief.publishedAt) : '', width: 80, alignment: 'right' },
        ],
        margin: [0, 8, 0, 4],
        fontSize: 9,
      },
      { canvas: [{ type: 'line', x1: 0, y1: 0, x2: 499, y2: 0, lineWidth: 1.5, lineColor: accent }] },
      { text: title, fontSize: 16, bold: true, alignment: 'center', margin: [0, 16, 0, 4] },
      {
        text: words.covers(brief.coversFrom, brief.coversTo),
        alignment: 'center',
        color: soft,
        margin: [0, 0, 0, 12],
      },
      ...(brief.correctsNo === null ? [] : [{ text: words.corrects(brief.correctsNo), color: '#8a4b00' }]),
      ...figuresIn(brief.figures, locale),
      ...textIn(locale === 'zh' ? brief.body : brief.bodyEn || brief.body, words.comment),
    ],
    styles: { heading: { fontSize: 12, bold: true, color: accent, margin: [0, 14, 0, 6] } },
  }
  return makePdf(document)
}

const dayOf = (at: Date) => new Date(at.getTime() + 8 * 3_600_000).toISOString().slice(0, 10)

function figuresIn(figures: BriefFigures, locale: Locale): Content[] {
  const words = inLanguage(locale, zh, en)
  const { measures } = inLanguage(locale, zhProgram, enProgram)
  const money = (fen: string | bigint) => formatMoney(BigInt(fen), locale)
  const number = (value: number) => value.toLocaleString('en-US')
  const rows: [string, string][] = [
    [words.compliant, words.ofAll(number(figures.compliant), number(figures.enterprises))],
    [words.compliantBefore, number(figures.compliantBefore)],
    [words.gaps, number(figures.gaps)],
    ...Object.entries(figures.measures)
      .toSorted()
      .map(([name, value]): [string, string] => [measures[name as keyof typeof measures], number(value)]),
    [words.saved, money(savedOf(figures))],
    [words.mediated, figures.mediated === null ? words.fewer : number(figures.mediated)],
    ...knownIn(figures, locale),
    [words.trainings, words.trained(number(figures.trainings), number(figures.attended))],
  ]
  return [
    heading(words.figures),
    {
      layout: hairlines,
      table: {
        widths: ['*', 'auto'],
        body: rows.map(([label, value]) => [label, { text: value, alignment: 'right', bold: true }]),
      },
    },
    heading(words.byDistrict),
    places(figures.districts, locale, words),
    ...(figures.sectors.length > 0 ? [heading(words.bySector), places(figures.sectors, locale, words)] : []),
    ...(figures.rounds.length > 0 ? [heading(words.rounds), rounds(figures, locale, words, money)] : []),
    ...blacklist(figures, words),
  ]
}

type Words = typeof zh | typeof en

const heading = (text: string): Content => ({ text, style: 'heading' })
function places(rows: readonly Place[], locale: Locale, words: Words): Content {
  const body: TableCell[][] = rows.map((place) => {
    const share = shareOf(place)
    return [
      locale === 'zh' ? place.nameZh : place.nameEn,
      { text: String(place.enterprises), alignment: 'right' },
      {
        canvas: [
          { type: 'rect', x: 0, y: 3, w: barWidth, h: 7, color: pale },
          { type: 'rect', x: 0, y: 3, w: barWidth * (share ?? 0), h: 7, color: accent },
        ],
      },
      { text: share === null ? words.fewer : `${(share * 100).toFixed(1)}%`, alignment: 'right' },
    ]
  })
  return {
    layout: hairlines,
    table: {
      headerRows: 1,
      dontBreakRows: true,
      widths: ['*', 60, barWidth, 60],
      body: [[words.place, right(words.enterprises), '', right(words.share)].map(head), ...body],
    },
  }
}

function rounds(
  { rounds: rows }: BriefFigures,
  locale: Locale,
  words: Words,
  money: (fen: string) => string,
): Content {
  return {
    layout: hairlines,
    table: {
      headerRows: 1,
      dontBreakRows: true,
      widths: [80, '*', 50, 85, 85],
      body: [
        [words.number, words.round, right(words.licenses), right(words.paid), right(words.savedHead)].map(
          head,
        ),
        ...rows.map((round) => [
          round.number,
          locale === 'zh' ? round.title : (round.titleEn ?? round.title),
          right(String(round.licenses)),
          right(money(round.paid)),
          right(money(String(savedOf(round)))),
        ]),
      ],
    },
  }
}

function blacklist({ listed, removed }: BriefFigures, words: Words): Content[] {
  if (listed.length === 0 && removed === 0) return []
  return [
    heading(words.blacklist),
    { ul: listed.map(({ name, uscc, decisionNo, ground }) => words.listed(name, uscc, decisionNo, ground)) },
    ...(removed > 0 ? [{ text: words.removed(removed) }] : []),
  ]
}

const right = (text: string): TableCell => ({ text, alignment: 'right' })
const head = (cell: TableCell): TableCell => {
  const its = typeof cell === 'string' ? { text: cell } : (cell as { text: string })
  return { ...its, fillColor: pale, fontSize: 8.5 }
}

function textIn(body: string, title: string): Content[] {
  if (body.trim() === '') return []
  return [
    heading(title),
    ...body.split(/\n{2,}/).map((paragraph): Content => ({ text: paragraph, margin: [0, 0, 0, 6] })),
  ]
}
