import type { Content, TableCell } from 'pdfmake/interfaces'
import QRCode from 'qrcode'
import { env } from '~/env.server'
import { hairlines, makePdf } from '~/kernel/pdf.server'
import { certificates as en } from '~/texts/en/certificates'
import { certificates as zh } from '~/texts/zh/certificates'
import { addressOf } from './address'
import type { CertificateItem } from './certificate'
import { attachmentName, signedFileOf } from './checking'
import type { Certificate } from './queries.server'

const [ink, soft, accent] = ['#1c2b2d', '#5b6b6d', '#0b5f63']

/** The certificate as paper: Chinese with English under it, the rights as a table, the hash, and the signed QR code. */
export async function certificatePdf(its: Certificate): Promise<Buffer> {
  const { statement } = its
  const code = await QRCode.toString(addressOf(env.PUBLIC_ORIGIN, its), {
    type: 'svg',
    errorCorrectionLevel: 'M',
    margin: 2,
  })
  return makePdf({
    info: { title: `${zh.paper.title} ${statement.no}`, author: statement.unit.name },
    files: {
      [attachmentName]: {
        name: attachmentName,
        src: `data:application/json;base64,${Buffer.from(signedFileOf(its)).toString('base64')}`,
      },
    },
    defaultStyle: { color: ink },
    content: [
      {
        text: zh.paper.title,
        fontSize: 24,
        bold: true,
        color: accent,
        alignment: 'center',
        characterSpacing: 3,
      },
      { text: en.paper.title, color: soft, alignment: 'center', margin: [0, 2, 0, 22] },
      fact(zh.paper.no, en.paper.no, statement.no),
      fact(zh.paper.unit, en.paper.unit, statement.unit.name),
      fact(zh.paper.uscc, en.paper.uscc, statement.unit.uscc),
      fact(zh.paper.issued, en.paper.issued, statement.issued),
      fact(zh.paper.until, en.paper.until, statement.until),
      ...knownOf(statement),
      { text: zh.paper.sentence, margin: [0, 16, 0, 0] },
      { text: en.paper.sentence, color: soft, fontSize: 8.5, margin: [0, 2, 0, 10] },
      itemTable(statement.items),
      {
        columns: [
          { svg: code, width: 132 },
          {
            width: '*',
            margin: [16, 8, 0, 0],
            stack: [
              { text: zh.paper.check },
              { text: en.paper.check, color: soft, fontSize: 8.5, margin: [0, 2, 0, 8] },
              { text: `SHA-256 ${its.sha256.toString('hex')}`, fontSize: 7.5, color: soft },
              { text: `Ed25519 ${its.kid}`, fontSize: 7.5, color: soft },
            ],
          },
        ],
        margin: [0, 18, 0, 0],
        unbreakable: true,
      },
    ],
  })
}

/** How much of what runs was recognized: no figure of compliance stands without it. */
function knownOf({ known }: Certificate['statement']): Content[] {
  if (!known || known.rows === 0) return []
  const share = `${((100 * known.recognized) / known.rows).toFixed(1)}%`
  return [fact(zh.paper.known, en.paper.known, `${share}（${known.recognized} / ${known.rows}）`)]
}

const fact = (label: string, under: string, value: string): Content => ({
  columns: [
    { width: 150, text: [{ text: label }, { text: `  ${under}`, color: soft, fontSize: 8 }] },
    { width: '*', text: value, bold: true },
  ],
  margin: [0, 2, 0, 2],
})

function itemTable(items: readonly CertificateItem[]): Content {
  const heads = (['product', 'edition', 'release', 'quantity', 'endsOn', 'record'] as const).map(
    (key): TableCell => ({
      stack: [{ text: zh.paper.heads[key] }, { text: en.paper.heads[key], color: soft, fontSize: 7.5 }],
      ...(key === 'quantity' && { alignment: 'right' }),
    }),
  )
  return {
    table: {
      headerRows: 1,
      widths: ['*', 90, 40, 40, 62, 92],
      body: [
        heads,
        ...items.map((item): TableCell[] => [
          item.product,
          item.edition,
          item.release ?? '',
          { text: item.quantity === null ? zh.paper.site : String(item.quantity), alignment: 'right' },
          item.endsOn ?? zh.paper.perpetual,
          { text: item.record ?? '', fontSize: 8 },
        ]),
      ],
    },
    layout: hairlines,
    fontSize: 9,
  }
}
