import type { Content, TableCell, TDocumentDefinitions } from 'pdfmake/interfaces'
import { nameIn } from '~/kernel/locale'
import { inWords } from '~/kernel/money-words'
import { formatMoney } from '~/kernel/money'
import type { Locale } from '~/kernel/locale'
import { makePdf, typeIn } from '~/kernel/pdf.server'
import { contract as en } from '~/texts/en/contract'
import { vocabulary as enWords } from '~/texts/en/vocabulary'
import { inLanguage } from '~/texts/spoken'
import { metricWord, termWord } from '~/texts/vocabulary'
import { contract as zh } from '~/texts/zh/contract'
import { vocabulary as zhWords } from '~/texts/zh/vocabulary'
import type { Signed } from '../queries.server'
import type { CallOff, Framework } from './terms'

type Paper = {
  body: CallOff | Framework
  hash: string
  signed: readonly Signed[]
  verifyAt: string
  languages: readonly Locale[]
}

/** Renders agreed terms as paper: one part per language, the digest of the terms on every page, a code to verify it by. */
export function contractPdf({ body, hash, signed, verifyAt, languages }: Paper): Promise<Buffer> {
  const first = languages[0]!
  const { labels } = wordsOf(first)
  const document: TDocumentDefinitions = {
    info: { title: body.number, author: 'Muster' },
    header: {
      columns: [
        { text: body.number, bold: true },
        { text: `${labels.version} ${body.version}`, alignment: 'right' },
      ],
      margin: [48, 28, 48, 0],
      fontSize: 8,
      color: '#555',
    },
    footer: (page, pages) => ({
      columns: [
        { text: `${labels.hash}\n${hash}`, fontSize: 6.5, color: '#555' },
        { text: filled(labels.page, { page, pages }), alignment: 'right', fontSize: 8, width: 110 },
      ],
      margin: [48, 14, 48, 0],
    }),
    content: languages.map((locale, at) => ({
      stack: partIn(locale, { body, signed, verifyAt, pageBreak: at > 0 }),
      ...typeIn(locale),
    })),
    styles: {
      title: { fontSize: 17, bold: true, alignment: 'center', margin: [0, 0, 0, 14] },
      heading: { fontSize: 11, bold: true, margin: [0, 12, 0, 4] },
      head: { bold: true, fontSize: 8.5, fillColor: '#eef3f3' },
      small: { fontSize: 8, color: '#444' },
    },
  }
  return makePdf(document)
}

type Part = { body: CallOff | Framework; signed: readonly Signed[]; verifyAt: string; pageBreak: boolean }

function partIn(locale: Locale, { body, signed, verifyAt, pageBreak }: Part): Content[] {
  const words = wordsOf(locale)
  const texts = body.kind === 'call_off' ? words.callOff : words.framework
  const facts = factsFor(body, words.labels)
  return [
    { text: texts.heading, style: 'title', ...(pageBreak && { pageBreak: 'before' as const }) },
    ...(signed.length < 2
      ? [
          {
            text: words.labels.draft,
            alignment: 'center' as const,
            color: '#8a4b00',
            margin: [0, -8, 0, 10] as [number, number, number, number],
          },
        ]
      : []),
    parties(body, words.labels, locale),
    references(body, words.labels, locale),
    ...(body.kind === 'call_off'
      ? [lines(body, words.labels, locale), ...sums(body, words.labels, locale)]
      : [awards(body, words.labels, locale)]),
    { text: words.clausesHeading, style: 'heading' },
    {
      ol: texts.clauses.map(({ title, text }) => ({
        text: [{ text: `${title}${locale === 'zh' ? '：' : '. '}`, bold: true }, filled(text, facts)],
        margin: [0, 0, 0, 3],
      })),
    },
    { text: words.labels.signatures, style: 'heading' },
    {
      columns: [
        signatures(signed, words.labels, locale),
        {
          stack: [
            { qr: verifyAt, fit: 92, alignment: 'right' },
            { text: words.labels.verify, style: 'small', alignment: 'right' },
          ],
          width: 130,
        },
      ],
      unbreakable: true,
    },
  ]
}

type Labels = typeof zh.labels | ReturnType<typeof wordsOf>['labels']

const wordsOf = (locale: Locale) => inLanguage(locale, zh, en)
const vocabularyOf = (locale: Locale) => inLanguage(locale, zhWords, enWords)

/** What stands in braces in a clause is taken from the terms. */
const filled = (text: string, facts: Record<string, string | number>) =>
  text.replaceAll(/\{(\w+)\}/g, (_, name: string) => String(facts[name] ?? ''))

function factsFor(body: CallOff | Framework, labels: Labels): Record<string, string | number> {
  if (body.kind === 'framework') return { lateJoinUntil: body.lateJoinUntil ?? labels.openTerm }
  return {
    ...body.periods,
    priceHeldUntil: body.priceHeldUntil ?? labels.openTerm,
    trueUpDays: body.trueUpDays.join(labels.listComma) || labels.noTrueUp,
  }
}

function parties(body: CallOff | Framework, labels: Labels, locale: Locale): Content {
  const cell = (label: string, party: { name: string; nameEn: string | null; uscc: string }): TableCell => ({
    stack: [
      { text: label, style: 'small' },
      { text: named(party, locale), bold: true },
      { text: `${labels.uscc} ${party.uscc}`, style: 'small' },
    ],
    margin: [2, 3, 2, 3],
  })
  const left =
    body.kind === 'call_off'
      ? cell(labels.partyA, body.enterprise)
      : body.office && cell(labels.organizer, body.office)
  return {
    table: { widths: ['*', '*'], body: [[left ?? '', cell(labels.partyB, body.vendor)]] },
    layout: gridlines,
  }
}

const named = ({ name, nameEn }: { name: string; nameEn: string | null }, locale: Locale) =>
  locale === 'en' && nameEn ? `${nameEn} (${name})` : name

function references(body: CallOff | Framework, labels: Labels, locale: Locale): Content {
  const { round } = body
  const rows = [
    ...(body.kind === 'call_off' ? [[labels.order, body.order]] : []),
    ...(round
      ? [[labels.round, `${round.number} ${locale === 'en' ? (round.titleEn ?? round.title) : round.title}`]]
      : []),
    ...(round?.noticeSha256 ? [[labels.notice, round.noticeSha256]] : []),
    ...(round?.awardSha256 ? [[labels.award, round.awardSha256]] : []),
    ...(body.kind === 'call_off' && body.framework ? [[labels.framework, body.framework.number]] : []),
    ...(body.kind === 'call_off' && body.endUser ? [[labels.endUser, body.endUser]] : []),
    ...(body.kind === 'call_off' && body.invoiceData
      ? [[labels.invoiceData, invoiceWords(body.invoiceData, labels)]]
      : []),
    ...(body.kind === 'call_off' && body.deliverBy ? [[labels.deliverBy, body.deliverBy]] : []),
  ]
  return {
    table: {
      widths: [90, '*'],
      body: rows.map(([label, value]) => [
        { text: label!, style: 'small' },
        { text: value!, fontSize: 8 },
      ]),
    },
    layout: 'noBorders',
    margin: [0, 8, 0, 8],
  }
}

const invoiceWords = (data: NonNullable<CallOff['invoiceData']>, labels: Labels) =>
  [
    data.kind === 'special' ? labels.special : labels.ordinary,
    ...[data.address, data.phone, data.bank, data.account, data.mail].filter(Boolean),
  ].join(' · ')

function lines(body: CallOff, labels: Labels, locale: Locale): Content {
  const words = vocabularyOf(locale)
  const right = (text: string): TableCell => ({ text, alignment: 'right', noWrap: true })
  return {
    table: {
      headerRows: 1,
      dontBreakRows: true,
      widths: [20, '*', 46, 54, 38, 56, 70, 26],
      body: [
        [
          labels.no,
          labels.product,
          labels.metric,
          labels.term,
          labels.quantity,
          labels.unitPrice,
          labels.amount,
          labels.tax,
        ].map((text, at) => ({ text, style: 'head', ...(at > 3 && { alignment: 'right' as const }) })),
        ...body.lines.map((line) => [
          right(String(line.no)),
          {
            stack: [
              locale === 'en' ? line.productEn : line.product,
              {
                text: [nameIn(locale, line.edition, line.editionEn), line.sku].filter(Boolean).join('\n'),
                style: 'small',
              },
            ],
          },
          metricWord(words, line.metric),
          termWord(words, line.term, line.termMonths),
          right(line.quantity.toLocaleString('en-US')),
          right(formatMoney(BigInt(line.unitPrice), locale, body.currency)),
          right(formatMoney(BigInt(line.amount), locale, body.currency)),
          right(line.taxBps === null ? '—' : `${line.taxBps / 100}%`),
        ]),
      ],
    },
    layout: gridlines,
    fontSize: 8.5,
    lineHeight: 1.2,
  }
}

function sums(body: CallOff, labels: Labels, locale: Locale): Content[] {
  const money = (fen: string) => formatMoney(BigInt(fen), locale, body.currency)
  const row = (label: string, value: Content) => ({
    columns: [{ text: label, width: 90, style: 'small' }, value],
    margin: [0, 2, 0, 0] as [number, number, number, number],
  })
  return [
    { ...row(labels.total, { text: money(body.total), bold: true }), margin: [0, 8, 0, 0] },
    row(labels.inWords, { text: inWords(BigInt(body.total)) }),
    row(labels.way, { text: labels[body.terms] }),
    row(labels.dues, {
      stack: body.dues.map(
        ({ no, amount, rule, workdays, gate }) =>
          `${no}. ${money(amount)} ${filled(rule === 'accepted' ? labels.accepted : labels.confirmed, { workdays })}${gate ? ` (${labels.gate})` : ''}`,
      ),
    }),
    row(labels.invoicing, { text: labels.invoicingBy[body.invoiceModel] }),
    row(labels.fee, { text: body.feeBps === 0 ? labels.none : `${body.feeBps / 100}%` }),
  ]
}

function awards(body: Framework, labels: Labels, locale: Locale): Content {
  const words = vocabularyOf(locale)
  return {
    table: {
      headerRows: 1,
      widths: [34, '*', 70, 70, 44, 80],
      body: [
        [labels.lot, labels.product, labels.metric, labels.term, labels.quantity, labels.unitPrice].map(
          (text) => ({ text, style: 'head' }),
        ),
        ...body.awards.map((award) => [
          award.lot,
          `${nameIn(locale, award.product, award.productEn)} ${nameIn(locale, award.edition, award.editionEn)}`,
          metricWord(words, award.metric),
          termWord(words, award.term, award.termMonths),
          { text: award.quantity.toLocaleString('en-US'), alignment: 'right' as const },
          { text: formatMoney(BigInt(award.unitPrice), locale, body.currency), alignment: 'right' as const },
        ]),
      ],
    },
    layout: gridlines,
    fontSize: 8.5,
  }
}

function signatures(signed: readonly Signed[], labels: Labels, locale: Locale): Content {
  const of = (side: string, label: string) => {
    const by = signed.find((signature) => signature.side === side)
    const when =
      by &&
      by.at.toLocaleString(locale === 'zh' ? 'zh-CN' : 'en-GB', {
        timeZone: 'Asia/Shanghai',
        dateStyle: 'long',
        timeStyle: 'medium',
      })
    return {
      stack: [
        { text: label, bold: true },
        {
          text: by
            ? `${labels.signedBy} ${by.person}\n${labels.signedAt} ${when}\n${labels.method} ${labels[by.method]}`
            : labels.unsigned,
          style: 'small',
        },
      ],
    }
  }
  const first = signed.some(({ side }) => side === 'office')
    ? of('office', labels.organizer)
    : of('enterprise', labels.partyA)
  return { columns: [first, of('vendor', labels.partyB)], columnGap: 12 }
}

const gridlines = {
  hLineWidth: () => 0.5,
  vLineWidth: () => 0.5,
  hLineColor: () => '#c4cccc',
  vLineColor: () => '#c4cccc',
}
