import { formatMoney } from '~/kernel/money'
import { settlement as zh } from '~/texts/zh/settlement'
import type { Promised } from '../offers/terms'
import type { SettlementBody } from './text'

/** The first text of a settlement, in the language of the law; the sides change it as they like. */
export function firstText({
  items,
  body,
  currency,
  payers,
}: Pick<SettlementBody, 'items' | 'body' | 'currency' | 'payers'>): string {
  const clauses = items.map(
    (item, at) => `${at + 1}. ${promiseSentence(item, currency, payerOf(item, payers))}`,
  )
  return [zh.agreed(body), ...clauses, zh.late, zh.secret, zh.confirmation, zh.copies].join('\n\n')
}

/** The name of the third party that pays by a promise; empty for every other. */
export const payerOf = ({ payer }: Promised, payers: SettlementBody['payers']) =>
  payers?.find(({ uscc }) => uscc === payer)?.name ?? ''

function promiseSentence(
  { kind, debtor, amount, quantity, dueOn, text }: Promised,
  currency: string,
  payer: string,
) {
  const much = amount === null ? String(quantity ?? '') : formatMoney(BigInt(amount), 'zh', currency)
  const sentence = zh.promise[kind](zh.sides[debtor], much, dueOn, payer)
  return text ? `${sentence}${zh.detail}${text}` : sentence
}
