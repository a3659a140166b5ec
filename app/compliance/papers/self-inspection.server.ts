import { type Locale, nameIn } from '~/kernel/locale'
import { formatMoney } from '~/kernel/money'
import { writeWorkbook } from '~/kernel/workbook.server'
import { dayOf } from '~/kernel/workdays'
import { campaigns as campaignsEn } from '~/texts/en/campaigns'
import { inLanguage } from '~/texts/spoken'
import { campaigns as campaignsZh } from '~/texts/zh/campaigns'
import type { Figures } from '../self-inspections/figures'
import type { SelfInspection } from '../self-inspections/queries.server'
import { knownIn } from '../known/words.server'
import { facts, heading, paper, signatures, table, wordsIn } from './paper.server'
import { computerRows, planRows, softwareRows, unitRows } from './self-inspection-rows'

const categoriesIn = (locale: Locale): Record<string, string> =>
  inLanguage(locale, campaignsZh, campaignsEn).categories

/** 自查登记表 as paper: unit, software, protection, plan, the declared difference, and places to sign. */
export function selfInspectionPdf(its: SelfInspection, figures: Figures, locale: Locale): Promise<Buffer> {
  const words = wordsIn(locale)
  const { form } = words
  const plan = planRows(figures, its.actions, form, locale)
  const machines = computerRows(figures, form)
  const unclear = figures.products.reduce((sum, one) => sum + one.undetermined + one.unknown, 0)
  const money = (fen: string) => formatMoney(BigInt(fen), locale)
  return paper({
    locale,
    title: form.title,
    no: `${nameIn(locale, its.campaign, its.campaignEn)} · ${form.version(its.version)}`,
    remark: its.frozen === null ? form.draft : its.late ? form.late : null,
    landscape: true,
    content: [
      heading(form.unit),
      facts([
        ...unitRows(its, figures, form, words.uscc, locale),
        [form.asOf, its.asOf && dayOf(its.asOf)],
        ...knownIn(figures, locale),
      ]),
      ...(machines.length > 0 ? [heading(form.computers), table({ head: form.computersHead, widths: ['*', 110, 110, 110, 110, 70], rows: machines })] : []),
      heading(form.software),
      table({
        head: form.head,
        widths: [36, '*', 50, 36, 22, 24, 24, 30, 22, 36, 56, 22, 62, 46, 58],
        rows: softwareRows(figures, its.actions, categoriesIn(locale), form, locale, money),
        small: true,
      }),
      ...(unclear > 0 ? [{ text: form.unclearOf(unclear), margin: [0, 4, 0, 0] as [number, number, number, number] }] : []),
      heading(form.antivirus),
      { text: form.protectedOf(figures.computers.protected, figures.computers.inventoried) },
      heading(form.plan),
      plan.length === 0
        ? { text: form.noPlan }
        : table({ head: form.planHead, widths: ['*', 90, 50, 90, 70], rows: plan }),
      {
        unbreakable: true,
        stack: [
          { text: form.promise, margin: [0, 14, 0, 0] },
          ...(its.signer && its.submittedAt
            ? [{ text: form.signedOf(its.signer, dayOf(its.submittedAt)), margin: [0, 4, 0, 0] as [number, number, number, number] }]
            : []),
          signatures(locale, [form.signer, form.reviewer]),
        ],
      },
    ],
  }) // oxfmt-ignore
}

/** The same as a workbook, a sheet for each part. */
export function selfInspectionWorkbook(its: SelfInspection, figures: Figures, locale: Locale) {
  const words = wordsIn(locale)
  const { form } = words
  const above = [
    [form.title],
    [its.name, nameIn(locale, its.campaign, its.campaignEn), form.version(its.version)],
    [its.asOf ? `${form.asOf} ${dayOf(its.asOf)}` : form.draft],
    ...knownIn(figures, locale).map(([label, value]) => [`${label} ${value}`]),
  ]
  const unit = unitRows(its, figures, form, words.uscc, locale)
  const software = softwareRows(
    figures,
    its.actions,
    categoriesIn(locale),
    form,
    locale,
    (fen) => Number(fen) / 100,
  )
  return writeWorkbook([
    { name: form.unit, above, head: [form.unit, ''], rows: unit },
    { name: form.computers, above, head: form.computersHead, rows: computerRows(figures, form) },
    { name: form.software, above, head: form.head, rows: software },
    { name: form.plan, above, head: form.planHead, rows: planRows(figures, its.actions, form, locale) },
  ]) // oxfmt-ignore
}
