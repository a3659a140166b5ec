import type { Content } from 'pdfmake/interfaces'
import { type Locale, nameIn } from '~/kernel/locale'
import { dayOf } from '~/kernel/workdays'
import { campaigns as campaignsEn } from '~/texts/en/campaigns'
import { inspections as inspectionsEn } from '~/texts/en/inspections'
import { inLanguage } from '~/texts/spoken'
import { campaigns as campaignsZh } from '~/texts/zh/campaigns'
import { inspections as inspectionsZh } from '~/texts/zh/inspections'
import { checklist, stepNames } from '../inspections/checklist'
import type { openInspection } from '../inspections/opening.server'
import { verdicts } from '../inspections/verdicts'
import { knownIn } from '../known/words.server'
import { facts, heading, paper, signatures, table, wordsIn } from './paper.server'

type Opened = NonNullable<Awaited<ReturnType<typeof openInspection>>>

const categoriesIn = (locale: Locale): Record<string, string> =>
  inLanguage(locale, campaignsZh, campaignsEn).categories
const inspectionsIn = (locale: Locale) => inLanguage(locale, inspectionsZh, inspectionsEn)

function headOf({ its, team, checks, known }: Opened, locale: Locale): Content {
  const words = wordsIn(locale)
  const { report } = words
  const live = checks.filter(({ setAside }) => !setAside)
  return facts([
    [report.unit, nameIn(locale, its.name, its.nameEn)],
    [words.uscc, its.uscc],
    [report.campaign, nameIn(locale, its.campaign, its.campaignEn)],
    [report.ground, its.ground],
    [report.visitOn, its.visitOn],
    [report.team, team.map(({ name }) => name).join('、')],
    [report.draw, its.computerSha256 && report.drawOf(live.length, its.frame.length)],
    ...knownIn({ known }, locale),
  ])
}

function stepsOf({ its }: Opened, locale: Locale): Content {
  const { visit } = inspectionsIn(locale)
  const points: Record<string, string> = visit.points
  return {
    ul: stepNames.map((name) => {
      const kept = its.steps[name]
      const ticked = checklist[name].map((point) => `${kept?.ticked.includes(point as never) ? '■' : '□'} ${points[point]}`)
      return `${visit.step[name]}：${ticked.join('　')}${kept?.remark ? `　${kept.remark}` : ''}`
    }),
    margin: [0, 0, 0, 4],
  } // oxfmt-ignore
}

/** 检查报告: by what draw, what was found on which computer, how it was concluded and what the unit said to it. */
export function reportPdf(opened: Opened, locale: Locale): Promise<Buffer> {
  const { its, checks, names } = opened
  const words = wordsIn(locale)
  const { report } = words
  const { visit, conclusion } = inspectionsIn(locale)
  const categories = categoriesIn(locale)
  const live = checks.filter(({ setAside }) => !setAside)
  const aside = checks.filter(({ setAside }) => setAside)
  const count = (category: string, verdict: string) =>
    live.filter((check) => check.verdicts.some((row) => row.category === category && row.verdict === verdict))
      .length
  return paper({
    locale,
    title: report.title,
    no: its.no,
    remark: its.conclusion === null ? report.open : null,
    content: [
      heading(report.facts),
      headOf(opened, locale),
      ...(its.computerSha256 ? [{ text: `${report.frame} ${its.computerSha256}`, fontSize: 7.5 }] : []),
      ...(its.seed ? [{ text: `${report.seed} ${its.seed}`, fontSize: 7.5 }] : []),
      heading(report.steps),
      stepsOf(opened, locale),
      heading(report.result),
      table({
        head: report.tally,
        widths: ['*', 64, 64, 64, 64],
        rows: its.categories.map((category) => [
          categories[category] ?? category,
          ...verdicts.map((verdict) => count(category, verdict)),
        ]),
      }),
      { text: '', margin: [0, 6, 0, 0] },
      table({
        head: report.head,
        widths: [62, 54, 54, 48, 48, '*', 90],
        small: true,
        rows: live.flatMap((check) =>
          its.categories.map((category) => {
            const row = check.verdicts.find((one) => one.category === category)
            return [
              check.computerNo,
              check.department,
              categories[category] ?? category,
              row ? visit.verdict[row.verdict] : report.unchecked,
              row ? visit.verdict[row.proposed] : '',
              row?.software ?? '',
              row?.reason ?? '',
            ]
          }),
        ),
      }),
      ...(aside.length === 0
        ? []
        : [
            {
              text: `${report.setAside}：${aside.map(({ computerNo }) => computerNo).join('、')}（${live.flatMap(({ reason }) => reason ?? []).join('；')}）`,
              margin: [0, 6, 0, 0] as [number, number, number, number],
            },
          ]),
      heading(report.conclusion),
      facts([
        [report.concluded, its.conclusion && conclusion[its.conclusion]],
        [report.reason, its.conclusionReason],
        [
          report.concludedBy,
          names.concluder && `${names.concluder} ${its.concludedAt ? dayOf(its.concludedAt) : ''}`,
        ],
        [report.secondedBy, names.seconder],
        [report.order, its.orderNo],
      ]),
      heading(report.hearing),
      its.signedAt === null && its.objection === null
        ? { text: report.none }
        : facts([
            [report.signed, its.signedAt && `${names.signer ?? ''} ${dayOf(its.signedAt)}`],
            [report.objection, its.objection],
            [report.answer, its.answer && `${its.upheld ? report.upheld : report.kept}　${its.answer}`],
          ]),
      signatures(locale, [words.sheet.team, words.sheet.unit]),
    ],
  })
}

/** 上机检查表 to be filled by hand: the steps, the drawn computers by category, and places to sign. */
export function sheetPdf(opened: Opened, locale: Locale): Promise<Buffer> {
  const { its, checks } = opened
  const words = wordsIn(locale)
  const { sheet } = words
  const categories = categoriesIn(locale)
  const { visit } = inspectionsIn(locale)
  const live = checks.filter(({ setAside }) => !setAside)
  return paper({
    locale,
    title: sheet.title,
    no: its.no,
    remark: its.computerSha256 === null ? sheet.drawLater : null,
    landscape: true,
    content: [
      headOf(opened, locale),
      heading(sheet.steps),
      stepsOf(opened, locale),
      heading(sheet.checks),
      table({
        head: sheet.head,
        widths: [28, 70, 76, 56, 56, 118, '*', '*', 90],
        small: true,
        rows: live.flatMap((check) =>
          its.categories.map((category, at) => {
            const row = check.verdicts.find((one) => one.category === category)
            return [
              at === 0 ? String(check.orderNo) : '',
              at === 0 ? check.computerNo : '',
              at === 0 ? check.name : '',
              at === 0 ? check.department : '',
              categories[category] ?? category,
              row ? visit.verdict[row.verdict] : sheet.blank,
              row?.software ?? '',
              row?.licenseSeen ?? '',
              row?.reason ?? '',
            ]
          }),
        ),
      }),
      signatures(locale, [sheet.team, sheet.unit]),
    ],
  })
}
