import { formatMoney } from '~/kernel/money'
import { settlement as zh } from '~/texts/zh/settlement'
import type { Promised } from '../offers/terms'
import type { SettlementBody } from './text'

/** The first text of a settlement, in the language of the law; the sides change it as they like. */
export function firstText({
  items,
  body,
  currency,
}: Pick<SettlementBody, 'items' | 'body' | 'currency'>): string {
  const clauses = items.map((item, at) => `${at + 1}. ${promiseSentence(item, currency)}`)
  return [zh.agreed(body), ...clauses, zh.late, zh.secret, zh.confirmation, zh.copies].join('\n\n')
}

function promiseSentence({ kind, debtor, amount, quantity, dueOn, text }: Promised, currency: string) {
  const much = amount === null ? String(quantity ?? '') : formatMoney(BigInt(amount), 'zh', currency)
  const sentence = zh.promise[kind](zh.sides[debtor], much, dueOn)
  return text ? `${sentence}${zh.detail}${text}` : sentence
}
