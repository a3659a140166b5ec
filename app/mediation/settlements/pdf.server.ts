import type { Content, TDocumentDefinitions } from 'pdfmake/interfaces'
import type { Locale } from '~/kernel/locale'
import { hairlines, makePdf, typeIn } from '~/kernel/pdf.server'
import { settlement as en } from '~/texts/en/settlement'
import { inLanguage } from '~/texts/spoken'
import { settlement as zh } from '~/texts/zh/settlement'
import type { SettlementBody } from './text'
import { payerOf, promiseWords } from './wording.server'

export type Paper = {
  body: SettlementBody
  text: string
  hash: string
  signatures: readonly {
    side: 'claimant' | 'respondent' | 'mediator' | 'payer'
    /** of a third party that pays */
    payerName: string | null
    name: string
    at: Date
    method: 'step_up' | 'sealed_scan'
  }[]
  mediator: string | null
  locale: Locale
}

/** The settlement as paper: parties, text, typed promises, signatures; its digest on every page. */
export function settlementPdf({ body, text, hash, signatures, mediator, locale }: Paper): Promise<Buffer> {
  const words = inLanguage(locale, zh, en)
  const complete = signatures.length >= 2 + (body.payers?.length ?? 0)
  const document: TDocumentDefinitions = {
    info: {
      title: `${body.case} · ${words.heading}`,
      author: 'Muster',
      // Signed, it is the same file whenever it is asked for.
      ...(signatures.length > 0 && { creationDate: signatures.at(-1)!.at }),
    },
    defaultStyle: typeIn(locale),
    footer: (page, pages) => ({
      columns: [
        { text: `${words.digest}\n${hash}`, fontSize: 6.5, color: '#555' },
        { text: words.page(String(page), String(pages)), alignment: 'right', fontSize: 8, width: 110 },
      ],
      margin: [48, 14, 48, 0],
    }),
    content: [
      { text: words.heading, style: 'title' },
      ...(!complete ? [{ text: words.draft, style: 'draft' } as Content] : []),
      facts([
        [words.number, `${body.case} · ${words.version} ${body.version}`],
        [words.claimant, `${body.claimant.name}（${body.claimant.uscc}）`],
        [words.respondent, `${body.respondent.name}（${body.respondent.uscc}）`],
        [words.body, body.body],
        ...(body.payers ?? []).map(({ name, uscc }) => [words.payerHead, `${name}（${uscc}）`] as const),
        ...(mediator ? ([[words.mediator, mediator]] as const) : []),
      ]),
      ...text.split(/\n{2,}/).map((paragraph): Content => ({ text: paragraph, margin: [0, 4, 0, 4] })),
      promises(body, words),
      { text: words.signed, style: 'heading' },
      signatures.length > 0 ? signed(signatures, words) : { text: words.draft },
      ...(mediator && complete ? [{ text: words.attests(mediator), margin: [0, 10, 0, 0] } as Content] : []),
    ],
    styles: {
      title: { fontSize: 17, bold: true, alignment: 'center', margin: [0, 0, 0, 14] },
      draft: { alignment: 'center', color: '#8a4b00', margin: [0, -8, 0, 10] },
      heading: { fontSize: 11, bold: true, margin: [0, 12, 0, 4] },
      head: { bold: true, fontSize: 8.5, fillColor: '#eef3f3' },
    },
  }
  return makePdf(document)
}

type Words = ReturnType<typeof inLanguage<typeof zh>>

const facts = (rows: readonly (readonly [string, string])[]): Content => ({
  table: { widths: [90, '*'], body: rows.map(([label, value]) => [{ text: label, color: '#444' }, value]) },
  layout: hairlines,
  margin: [0, 0, 0, 12],
})

function promises({ items, currency, payers }: SettlementBody, words: Words): Content {
  const rows = items.map((item, at) => [
    String(at + 1),
    promiseWords(item, currency, payerOf(item, payers), words),
  ])
  return { table: { widths: [20, '*'], body: rows }, layout: hairlines, margin: [0, 10, 0, 0] }
}

const signerOf = (side: Paper['signatures'][number]['side'], payer: string, words: Words) => {
  if (side === 'payer') return words.payer(payer)
  return side === 'mediator' ? words.mediator : words.sides[side]
}

const signed = (signatures: Paper['signatures'], words: Words): Content => ({
  table: {
    widths: ['*', '*', '*', '*'],
    body: [
      ['', words.person, words.at, words.method].map((text) => ({ text, style: 'head' })),
      ...signatures.map(({ side, payerName, name, at, method }) => [
        signerOf(side, payerName ?? '', words),
        name,
        new Date(at.getTime() + 8 * 3_600_000).toISOString().slice(0, 19).replace('T', ' '),
        words.methods[method],
      ]),
    ],
  },
  layout: hairlines,
})
