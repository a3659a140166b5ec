import type { Content } from 'pdfmake/interfaces'
import { env } from '~/env.server'
import type { Locale } from '~/kernel/locale'
import { formatMoney } from '~/kernel/money'
import { hairlines, makePdf, typeIn } from '~/kernel/pdf.server'
import { settlement as en } from '~/texts/en/settlement'
import { inLanguage } from '~/texts/spoken'
import { settlement as zh } from '~/texts/zh/settlement'
import type { Extract } from './extract'

const attachmentName = 'extract.json'

/** The extract as paper: parties, the third party's own promises, the digest of the whole, who signed; its signed text goes along. */
export function extractPdf(its: Extract, file: string, locale: Locale): Promise<Buffer> {
  const words = inLanguage(locale, zh, en)
  const { extract: own } = words
  const named = ({ name, uscc }: Extract['payer']) => `${name}（${uscc}）`
  return makePdf({
    info: {
      title: `${its.case} · ${own.heading}`,
      author: 'Muster',
      // The same file whenever it is asked for.
      creationDate: new Date(its.signatures.at(-1)!.at),
    },
    files: {
      [attachmentName]: {
        name: attachmentName,
        src: `data:application/json;base64,${Buffer.from(file).toString('base64')}`,
      },
    },
    defaultStyle: typeIn(locale),
    footer: (page, pages) => ({
      columns: [
        { text: `${words.digest}\n${its.agreement}`, fontSize: 6.5, color: '#555' },
        { text: words.page(String(page), String(pages)), alignment: 'right', fontSize: 8, width: 110 },
      ],
      margin: [48, 14, 48, 0],
    }),
    content: [
      { text: own.heading, style: 'title' },
      { text: own.holds, margin: [0, 0, 0, 12] },
      table(
        [90, '*'],
        [
          [words.number, `${its.case} · ${words.version} ${its.version}`],
          [words.claimant, named(its.claimant)],
          [words.respondent, named(its.respondent)],
          [words.body, its.body],
          [words.payerHead, named(its.payer)],
          [own.effective, its.effectiveOn],
        ],
      ),
      { text: own.promises, style: 'heading' },
      table(
        [24, '*', 80, 70],
        [
          [own.no, own.what, own.amount, own.due],
          ...its.obligations.map(({ no, text, amount, dueOn }) => [
            String(no),
            text || own.pays,
            formatMoney(BigInt(amount), locale, its.currency),
            dueOn,
          ]),
        ],
      ),
      { text: words.signed, style: 'heading' },
      table(
        ['*', 70, 105, 95],
        [
          ['', words.person, words.at, words.method],
          ...its.signatures.map(({ side, organization, person, at, method }) => [
            `${side === 'payer' ? words.payerHead : side === 'mediator' ? words.mediator : words[side]}\n${organization}`,
            person,
            new Date(new Date(at).getTime() + 8 * 3_600_000).toISOString().slice(0, 19).replace('T', ' '),
            words.methods[method],
          ]),
        ],
      ),
      { text: own.check(`${env.PUBLIC_ORIGIN}/verify`), margin: [0, 14, 0, 0] },
    ],
    styles: {
      title: { fontSize: 17, bold: true, alignment: 'center', margin: [0, 0, 0, 14] },
      heading: { fontSize: 11, bold: true, margin: [0, 14, 0, 4] },
    },
  })
}

const table = (widths: (number | '*')[], body: readonly (readonly string[])[]): Content => ({
  table: {
    widths,
    body: body.map((row, at) =>
      row.map((text) =>
        at === 0 && widths.length > 2 ? { text, bold: true, fontSize: 8.5, fillColor: '#eef3f3' } : text,
      ),
    ),
  },
  layout: hairlines,
})
