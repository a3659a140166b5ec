import type { Locale } from '~/kernel/locale'
import { nameIn } from '~/kernel/locale'
import type { Spoken } from '~/texts/spoken'
import type { papers } from '~/texts/zh/papers'
import type { Action, Declared, Figures } from '../self-inspections/figures'

type Words = Spoken<typeof papers>['form']
export type FormRow = (string | number | null)[]

/** What the form states of the unit, as label and value. */
export function unitRows(
  its: { name: string; uscc: string; declared: Declared },
  { computers, unit, groups }: Figures,
  { facts, scales, ownerships }: Words,
  uscc: string,
  locale: Locale,
): [string, string | number | null][] {
  const { declared } = its
  const named = (zh: string | null | undefined, en: string | null | undefined) =>
    zh ? nameIn(locale, zh, en ?? zh) : null
  const kinds: [string, number][] = [
    [facts.desktops, computers.desktop],
    [facts.laptops, computers.laptop],
    [facts.servers, computers.server],
    [facts.others, computers.other],
    [facts.leased, computers.leased],
  ]
  const told = declared.isolated ?? null
  return [
    [facts.name, its.name],
    [uscc, its.uscc],
    [facts.scale, (scales as Record<string, string>)[unit?.scale ?? ''] ?? null],
    [facts.ownership, (ownerships as Record<string, string>)[unit?.ownership ?? ''] ?? null],
    [facts.sector, named(unit?.sectorZh, unit?.sectorEn)],
    [facts.district, named(unit?.districtZh, unit?.districtEn)],
    [facts.head, declared.head ?? null],
    [facts.contact, declared.contact ?? null],
    [facts.headcount, declared.headcount ?? null],
    [facts.computers, computers.inUse],
    ...(groups ? [] : kinds),
    [facts.isolated, computers.isolated],
    [facts.declared, told],
    [facts.difference, told === null || told === computers.isolated ? null : told - computers.isolated],
    [facts.basis, declared.isolatedBasis ?? null],
    [facts.inventoried, computers.inventoried],
    [facts.coverageReason, declared.coverageReason ?? null],
    [facts.remark, declared.remark ?? null],
  ]
}

/** Computers by class, owned or leased, connected or not; none for a form that was signed before they were told. */
export const computerRows = ({ groups = [] }: Figures, { classes }: Words): FormRow[] =>
  (['desktop', 'laptop', 'server', 'other'] as const).flatMap((kind): FormRow[] => {
    const own = groups.filter((group) => group.class === kind)
    if (own.length === 0) return []
    const of = (tenure: string, network: string) =>
      own.find((group) => group.tenure === tenure && group.network === network)?.computers ?? 0
    const cells = ['owned', 'leased'].flatMap((tenure) => [of(tenure, 'connected'), of(tenure, 'isolated')])
    return [[classes[kind], ...cells, cells.reduce((sum, many) => sum + many, 0)]]
  })

// A form that was signed before editions were told has a line for each product.
const linesOf = ({ software, products }: Figures) =>
  software ??
  products.map((one) => ({
    ...one, version: '', versionEn: '', sources: [], sets: null, licenses: one.entitled, amount: null, evidence: [],
  })) // oxfmt-ignore

/**
 * A line for each edition, release and source of the software asked for; what is planned to be bought of a product stands on
 * its first line. `money` tells an amount in fen.
 */
export function softwareRows(
  figures: Figures,
  actions: readonly Action[],
  categories: Record<string, string>,
  words: Words,
  locale: Locale,
  money: (fen: string) => string | number,
): FormRow[] {
  const planned = new Map<string, number>()
  for (const { productId, action, quantity } of actions)
    if (action === 'buy' || action === 'join')
      planned.set(productId, (planned.get(productId) ?? 0) + quantity)
  return linesOf(figures).map((one) => {
    const buying = planned.get(one.productId) ?? 0
    planned.delete(one.productId)
    return [
      categories[one.category] ?? one.category,
      nameIn(locale, one.nameZh, one.nameEn),
      nameIn(locale, one.version, one.versionEn),
      one.sources.map((source) => words.sources[source]).join('、'),
      one.sets,
      one.licenses,
      one.installed,
      one.covered,
      one.gap,
      buying,
      one.amount === null ? null : money(one.amount),
      one.domestic ? words.yes : words.no,
      one.licenseNos.join('、'),
      one.licenses > 0 ? (one.validUntil ?? words.perpetual) : '',
      one.evidence.join('、'),
    ]
  })
}

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
