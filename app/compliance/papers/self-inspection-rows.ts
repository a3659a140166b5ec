import type { Locale } from '~/kernel/locale'
import { nameIn } from '~/kernel/locale'
import type { Spoken } from '~/texts/spoken'
import type { papers } from '~/texts/zh/papers'
import type { Action, ComputerFigures, Declared, Figures } from '../self-inspections/figures'

type Words = Spoken<typeof papers>['form']
export type FormRow = (string | number | null)[]

/** What the form states of the unit, as label and value. */
export function unitRows(
  its: { name: string; uscc: string },
  declared: Declared,
  computers: ComputerFigures,
  { facts }: Words,
  uscc: string,
): [string, string | number | null][] {
  const told = declared.isolated ?? null
  return [
    [facts.name, its.name],
    [uscc, its.uscc],
    [facts.head, declared.head ?? null],
    [facts.contact, declared.contact ?? null],
    [facts.headcount, declared.headcount ?? null],
    [facts.computers, computers.inUse],
    [facts.desktops, computers.desktop],
    [facts.laptops, computers.laptop],
    [facts.servers, computers.server],
    [facts.others, computers.other],
    [facts.leased, computers.leased],
    [facts.isolated, computers.isolated],
    [facts.declared, told],
    [facts.difference, told === null || told === computers.isolated ? null : told - computers.isolated],
    [facts.basis, declared.isolatedBasis ?? null],
    [facts.inventoried, computers.inventoried],
    [facts.coverageReason, declared.coverageReason ?? null],
    [facts.remark, declared.remark ?? null],
  ]
}

/** A line for each software of the campaign's categories. */
export const softwareRows = (
  { products }: Figures,
  categories: Record<string, string>,
  words: Words,
  locale: Locale,
): FormRow[] =>
  products.map((one) => [
    categories[one.category] ?? one.category,
    nameIn(locale, one.nameZh, one.nameEn),
    one.domestic ? words.yes : words.no,
    one.installed,
    one.entitled,
    one.covered,
    one.gap,
    one.undetermined + one.unknown,
    one.licenseNos.join('、'),
    one.entitled > 0 ? (one.validUntil ?? words.perpetual) : '',
  ])

/** A line for each action that was planned. */
export const planRows = (
  { products }: Figures,
  actions: readonly Action[],
  words: Words,
  locale: Locale,
): FormRow[] =>
  actions.map(({ productId, action, quantity, owner, dueOn }) => {
    const product = products.find((one) => one.productId === productId)
    return [
      product ? nameIn(locale, product.nameZh, product.nameEn) : '',
      words.kinds[action],
      quantity,
      owner,
      dueOn,
    ]
  })
