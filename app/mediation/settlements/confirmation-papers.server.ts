import type { Content, TDocumentDefinitions } from 'pdfmake/interfaces'
import { hairlines, makePdf } from '~/kernel/pdf.server'
import { confirmation as words } from '~/texts/zh/confirmation'

type Party = { name: string; uscc: string; district: string | null; signatory: string }
export type Application = {
  number: string
  court: string | null
  claimant: Party
  respondent: Party
  body: {
    name: string
    kind: keyof typeof words.kinds
    licenseNo: string
    issuedBy: string
    validFrom: string
    validUntil: string
  }
  mediator: string | null
  effectiveOn: string
  dueOn: string
  hash: string
  /** When both had agreed: the papers are the same bytes whenever they are asked for. */
  agreedAt: Date
}

// A court reads Chinese, whatever the reader of the page does.
export const applicationPdf = (its: Application) =>
  paper(its, words.application, [
    { text: words.to(its.court ?? words.anyCourt), margin: [0, 0, 0, 8] },
    facts([
      [words.claimant, `${its.claimant.name}（${its.claimant.uscc}）`],
      [words.respondent, `${its.respondent.name}（${its.respondent.uscc}）`],
      [words.number, its.number],
      [words.effective, its.effectiveOn],
      [words.until, its.dueOn],
      [words.digest, its.hash],
    ]),
    heading(words.request),
    words.requestText(its.number),
    heading(words.facts),
    words.factsText(its.body.name, its.effectiveOn),
    { text: words.attached, margin: [0, 10, 0, 0] },
    lines([its.claimant.name, its.respondent.name]),
  ])

export const identitiesPdf = (its: Application) =>
  paper(
    its,
    words.identities,
    (['claimant', 'respondent'] as const).flatMap((side) => [
      heading(words[side]),
      facts([
        [words.name, its[side].name],
        [words.uscc, its[side].uscc],
        ...(its[side].district ? [[words.district, its[side].district] as const] : []),
        [words.signatory, its[side].signatory],
      ]),
    ]),
  )

export const licensePdf = (its: Application) =>
  paper(its, words.license, [
    facts([
      [words.body, its.body.name],
      [words.kind, words.kinds[its.body.kind]],
      [words.licenseNo, its.body.licenseNo],
      [words.issuedBy, its.body.issuedBy],
      [words.valid, `${its.body.validFrom} – ${its.body.validUntil}`],
      ...(its.mediator ? [[words.mediator, its.mediator] as const] : []),
    ]),
  ])

export const commitmentPdf = (its: Application, side: 'claimant' | 'respondent') =>
  paper(its, words.commitment, [
    { text: words.to(its.court ?? words.anyCourt), margin: [0, 0, 0, 8] },
    words.commitmentText(its[side].name),
    { ol: [...words.commitments], margin: [0, 6, 0, 0] },
    lines([its[side].name]),
  ])

const paper = (its: Application, title: string, content: Content[]) => {
  const document: TDocumentDefinitions = {
    info: { title: `${its.number} · ${title}`, author: 'Muster', creationDate: its.agreedAt },
    content: [
      { text: title, fontSize: 17, bold: true, alignment: 'center', margin: [0, 0, 0, 14] },
      ...content,
    ],
  }
  return makePdf(document)
}

const heading = (text: string): Content => ({ text, fontSize: 11, bold: true, margin: [0, 12, 0, 4] })

const facts = (rows: readonly (readonly [string, string])[]): Content => ({
  table: { widths: [130, '*'], body: rows.map(([label, value]) => [{ text: label, color: '#444' }, value]) },
  layout: hairlines,
  margin: [0, 0, 0, 8],
})

/** Where each signs or seals. */
const lines = (names: readonly string[]): Content => ({
  table: {
    widths: ['*', 150, 110],
    body: names.map((name) => [name, `${words.sign}：`, `${words.date}：`]),
  },
  layout: 'noBorders',
  margin: [0, 36, 0, 0],
})
