import type { Content, TDocumentDefinitions } from 'pdfmake/interfaces'
import { type Locale, nameIn } from '~/kernel/locale'
import { formatMoney } from '~/kernel/money'
import { hairlines, makePdf, typeIn } from '~/kernel/pdf.server'
import { dayOf } from '~/kernel/workdays'
import { awardLetters as en } from '~/texts/en/award-letters'
import { inLanguage } from '~/texts/spoken'
import { awardLetters as zh } from '~/texts/zh/award-letters'
import type { Letter, LetterBid } from './facts.server'

type Row = readonly [label: string, value: string]

/** A bidder's or buyer's letter after the decision: its own figures, the winner's, why, and how to object; a part per language. */
export function letterPdf(letter: Letter, languages: readonly Locale[], origin: string): Promise<Buffer> {
  const words = wordsOf(languages[0]!)
  const document: TDocumentDefinitions = {
    info: { title: `${letter.round.number} ${letter.to.name}`, author: 'Muster' },
    header: { text: letter.round.number, margin: [48, 28, 48, 0], fontSize: 8, color: '#555' },
    footer: (page, pages) => ({
      columns: [
        { text: letter.hash, fontSize: 6.5, color: '#555' },
        { text: words.page(String(page), String(pages)), alignment: 'right', fontSize: 8, width: 110 },
      ],
      margin: [48, 14, 48, 0],
    }),
    content: languages.map((locale, at) => ({
      stack: partIn(letter, locale, origin, at > 0),
      ...typeIn(locale),
    })),
    styles: {
      title: { fontSize: 17, bold: true, alignment: 'center', margin: [0, 0, 0, 14] },
      heading: { fontSize: 11, bold: true, margin: [0, 12, 0, 4] },
    },
  }
  return makePdf(document)
}

const wordsOf = (locale: Locale) => inLanguage(locale, zh, en)

function partIn(letter: Letter, locale: Locale, origin: string, later: boolean): Content[] {
  const words = wordsOf(locale)
  const { round, to, bids } = letter
  return [
    {
      text: bids.length > 0 ? words.heading.bidder : words.heading.buyer,
      style: 'title',
      ...(later && { pageBreak: 'before' as const }),
    },
    rows([
      [words.to, `${nameIn(locale, to.name, to.nameEn)} ${to.uscc}`],
      [words.round, `${round.number} ${nameIn(locale, round.title, round.titleEn)}`],
      [words.decided, timeIn(round.decidedAt!)],
      [words.award, letter.hash],
    ]),
    ...bids.flatMap((bid) => bidPart(bid, letter, locale)),
    ...buyerPart(letter, locale),
    ...objections(letter, locale, origin),
  ]
}

const rows = (facts: readonly Row[]): Content => ({
  table: {
    widths: [130, '*'],
    body: facts.map(([label, value]) => [
      { text: label, color: '#555' },
      { text: value, ...(value.startsWith('sha256:') && { wordBreak: 'break-all' as const }) },
    ]),
  },
  layout: hairlines,
})

function bidPart(bid: LetterBid, { winners }: Letter, locale: Locale): Content[] {
  const words = wordsOf(locale)
  const money = (fen: bigint) => formatMoney(fen, locale)
  const states: Record<string, string> = words.states
  const { figures, score, place, why, reason } = bid
  const points = (hundredths: number) => (hundredths / 100).toFixed(2)
  const product = [nameIn(locale, bid.productZh, bid.productEn), nameIn(locale, bid.edition, bid.editionEn)]
  const won = winners.filter(({ code }) => code === bid.code)
  const facts: (Row | null)[] = [
    [words.product, product.filter(Boolean).join(' ') || '—'],
    [words.result, states[bid.state] ?? bid.state],
    reason ? [words.reason, reason] : why ? [words.reason, words.whyLost[why]] : null,
    figures?.effectivePrice ? [words.effective, money(figures.effectivePrice)] : null,
    figures
      ? [
          words.clearing,
          figures.alone
            ? words.clearingOf(String(figures.alone.quantity), money(BigInt(figures.alone.price)))
            : words.noClearing,
        ]
      : null,
    score
      ? [words.scores, words.scoresOf(points(score.priceScore), points(score.quality), points(score.total))]
      : null,
    place ? [words.rank, words.rankOf(String(place.rank), String(place.of))] : null,
    ...(won.length === 0
      ? ([[words.winner, words.nobody]] as Row[])
      : won.map(({ vendor, vendorEn, quantity, unitPrice }): Row => [
          words.winner,
          words.winnerOf(nameIn(locale, vendor, vendorEn), String(quantity), money(unitPrice)),
        ])),
  ]
  return [
    { text: `${words.own} · ${words.lot} ${bid.code}`, style: 'heading' },
    rows(facts.filter((row) => row !== null)),
  ]
}

function buyerPart({ shares, refused }: Letter, locale: Locale): Content[] {
  const words = wordsOf(locale)
  const money = (fen: bigint) => formatMoney(fen, locale)
  return [
    ...shares.flatMap(({ code, quantity, unitPrice, referencePrice, standAlonePrice, buyerCode }) => [
      { text: `${words.shares} · ${words.lot} ${code}`, style: 'heading' },
      rows([
        [words.bought, words.boughtOf(String(quantity), money(unitPrice))],
        [
          words.saving,
          words.savingOf(
            money((referencePrice - unitPrice) * BigInt(quantity)),
            `${((Number(referencePrice - unitPrice) * 100) / Number(referencePrice)).toFixed(1)}%`,
          ),
        ],
        ...(standAlonePrice === null ? [] : [[words.alone, money(standAlonePrice)] as const]),
        [words.code, buyerCode],
      ]),
    ]),
    ...refused.flatMap(({ code, reason, buyerCode }) => [
      { text: `${words.shares} · ${words.lot} ${code}`, style: 'heading' },
      rows([
        [words.result, words.notServed],
        [words.reason, words.reasons[reason]],
        [words.code, buyerCode],
      ]),
    ]),
  ]
}

function objections({ round }: Letter, locale: Locale, origin: string): Content[] {
  const words = wordsOf(locale)
  const { id, standstillEndsAt, confirmedAt } = round
  // The standstill's end is the first instant outside of its last day.
  const last = standstillEndsAt && dayOf(new Date(standstillEndsAt.getTime() - 1))
  const lines =
    confirmedAt || !last
      ? [words.challengeOver]
      : [
          words.challengeUntil(last),
          words.challengeWhere(`${origin}/rounds/${id}/challenges`),
          words.complaint,
          words.counter(`${origin}/rounds/${id}/award/counter`),
        ]
  return [
    { text: words.challenge, style: 'heading' },
    ...lines.map((text) => ({ text, margin: [0, 0, 0, 3] as [number, number, number, number] })),
  ]
}

/** To the minute, in Asia/Shanghai. */
const timeIn = (at: Date) =>
  `${dayOf(at)} ${new Date(at.getTime() + 8 * 3_600_000).toISOString().slice(11, 16)}`
