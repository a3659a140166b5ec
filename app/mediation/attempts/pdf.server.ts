import type { Locale } from '~/kernel/locale'
import { hairlines, makePdf, typeIn } from '~/kernel/pdf.server'
import { attempt as en } from '~/texts/en/attempt'
import { inLanguage } from '~/texts/spoken'
import { attempt as zh } from '~/texts/zh/attempt'
import type { AttemptState } from './attempt'

type Party = { name: string; uscc: string }
export type Attempt = {
  number: string
  state: AttemptState
  claimant: Party
  respondent: Party
  body: { name: string; licenseNo: string; issuedBy: string }
  filedAt: Date
  admittedAt: Date
  /** the last minute of the time to answer */
  answerUntil: Date | null
  respondedAt: Date | null
  closedAt: Date
  locale: Locale
}

/** That mediation was tried and how it ended: dates of the procedure alone, nothing that was said, no finding. */
export function attemptPdf(its: Attempt): Promise<Buffer> {
  const words = inLanguage(its.locale, zh, en)
  const rows: [string, string][] = [
    [words.number, its.number],
    [words.body, `${its.body.name}（${its.body.licenseNo}，${its.body.issuedBy}）`],
    [words.claimant, `${its.claimant.name}（${its.claimant.uscc}）`],
    [words.respondent, `${its.respondent.name}（${its.respondent.uscc}）`],
    [words.filed, minute(its.filedAt)],
    [words.admitted, minute(its.admittedAt)],
    ...(its.answerUntil ? [[words.answerUntil, minute(its.answerUntil)] as [string, string]] : []),
    ...(its.respondedAt ? [[words.responded, minute(its.respondedAt)] as [string, string]] : []),
    [words.closed, minute(its.closedAt)],
  ]
  return makePdf({
    // The same file whenever it is asked for.
    info: { title: `${its.number} · ${words.heading}`, author: 'Muster', creationDate: its.closedAt },
    defaultStyle: typeIn(its.locale),
    content: [
      { text: words.heading, fontSize: 17, bold: true, alignment: 'center', margin: [0, 0, 0, 18] },
      {
        table: {
          widths: [110, '*'],
          body: rows.map(([label, value]) => [{ text: label, color: '#444' }, value]),
        },
        layout: hairlines,
        margin: [0, 0, 0, 16],
      },
      { text: words.ended[its.state], bold: true, margin: [0, 0, 0, 8] },
      { text: words.nothingFound, margin: [0, 0, 0, 8] },
      { text: words.open, margin: [0, 0, 0, 28] },
      { text: its.body.name, alignment: 'right' },
      { text: minute(its.closedAt).slice(0, 10), alignment: 'right' },
    ],
  })
}

/** A moment as the clock on the wall says it in Shanghai. */
const minute = (at: Date) =>
  new Date(at.getTime() + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ')
