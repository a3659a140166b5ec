import type { Locale } from '~/kernel/locale'
import { nameIn } from '~/kernel/locale'
import type { payments as model } from '~/texts/zh/payments'
import type { Spoken } from '~/texts/spoken'
import { shownCode } from '../code'
import type { running } from '../payouts/month'
import { type EnterpriseMovement, netOf, type Standing } from './enterprise'
import type { OfficeMonth } from './office'
import type { Paper } from './paper'

type Words = Spoken<typeof model>
type Party = { name: string; nameEn: string | null; uscc: string }
type EnterpriseMonth = {
  month: string
  opening: Standing
  closing: Standing
  lines: readonly (EnterpriseMovement & { balance: bigint })[]
}
type VendorMonth = ReturnType<typeof running> & { month: string }

// Minutes of Shanghai, as the statement of a bank prints them.
const minute = (at: Date) =>
  new Date(at.getTime() + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ')

const partiesOf = (texts: Words['months'], party: Party, locale: Locale) =>
  [
    [texts.party, nameIn(locale, party.name, party.nameEn)],
    [texts.uscc, party.uscc],
  ] as const

/** An enterprise's month: what it owes, its money on no order, what goes back to it, order by order. */
export function enterprisePaper(its: EnterpriseMonth, party: Party, texts: Words, locale: Locale): Paper {
  const { months: words, ledger } = texts
  const facts: Record<string, string> = ledger.facts
  const totals = (label: string, { owed, unapplied, back }: Standing) =>
    ['', label, '', owed, unapplied, back, netOf({ owed, unapplied, back })] as const
  return {
    title: words.enterprise.title,
    month: its.month,
    parties: partiesOf(words, party, locale),
    figures: [
      [words.enterprise.opening, netOf(its.opening)],
      [words.enterprise.closing, netOf(its.closing)],
      [words.enterprise.unapplied, its.closing.unapplied],
      [words.enterprise.back, its.closing.back],
    ],
    tables: [
      {
        heading: words.movements,
        head: words.enterprise.head,
        rows: [
          totals(words.opening, its.opening),
          ...its.lines.map(({ at, kind, number, code, owed, unapplied, back, balance }) => [
            minute(at),
            facts[kind] ?? kind,
            number ?? (code ? shownCode(code) : ''),
            owed,
            unapplied,
            back,
            balance,
          ]),
          totals(words.closing, its.closing),
        ],
      },
    ],
    note: words.note,
  }
}

/** A vendor's month: what the platform owes it, movement by movement. */
export function vendorPaper(its: VendorMonth, party: Party, texts: Words, locale: Locale): Paper {
  const { months: words, monthly, ledger } = texts
  const facts: Record<string, string> = ledger.facts
  return {
    title: monthly.title,
    month: its.month,
    parties: partiesOf(words, party, locale),
    figures: [
      [monthly.opening, its.opening],
      [monthly.change, its.closing - its.opening],
      [monthly.closing, its.closing],
    ],
    tables: [
      {
        heading: words.movements,
        head: monthly.head,
        rows: [
          ['', words.opening, '', 0n, its.opening],
          ...its.lines.map(({ at, kind, number, code, amount, balance }) => [
            minute(at),
            facts[kind] ?? kind,
            code ? shownCode(code) : (number ?? ''),
            amount,
            balance,
          ]),
          ['', words.closing, '', its.closing - its.opening, its.closing],
        ],
      },
    ],
    note: words.note,
  }
}

/** The platform's month: every kind of account, and every order whose money moved or was kept. */
export function officePaper(its: OfficeMonth, texts: Words, locale: Locale): Paper {
  const { months: words, ledger } = texts
  const kinds: Record<string, string> = ledger.kinds
  const sum = (key: 'opening' | 'received' | 'refunded' | 'fees' | 'paidOut' | 'other' | 'closing') =>
    its.orders.reduce((total, order) => total + order[key], 0n)
  const last = ['opening', 'received', 'refunded', 'fees', 'paidOut', 'other', 'closing'] as const
  return {
    title: words.office.title,
    month: its.month,
    parties: [],
    figures: [
      [words.office.opening, sum('opening')],
      [words.office.received, sum('received')],
      [words.office.refunded, sum('refunded')],
      [words.office.fees, sum('fees')],
      [words.office.paidOut, sum('paidOut')],
      [words.office.closing, sum('closing')],
    ],
    tables: [
      {
        heading: words.office.kinds,
        head: words.office.kindHead,
        rows: its.kinds.map(({ kind, currency, opening, debit, credit, closing }) => [
          kinds[kind] ?? kind,
          currency,
          opening,
          debit,
          credit,
          closing,
        ]),
      },
      {
        heading: words.office.orders,
        head: words.office.orderHead,
        rows: [
          ...its.orders.map((order) => [
            order.number,
            nameIn(locale, order.enterprise, order.enterpriseEn),
            nameIn(locale, order.vendor, order.vendorEn),
            ...last.map((key) => order[key]),
          ]),
          [words.total, '', '', ...last.map(sum)],
        ],
      },
    ],
    note: words.note,
  }
}
