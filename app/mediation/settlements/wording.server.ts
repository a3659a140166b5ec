import { formatMoney } from '~/kernel/money'
import type { Spoken } from '~/texts/speak'
import { settlement as zh } from '~/texts/zh/settlement'
import { ofMoney, type Promised } from '../offers/terms'
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

/** What is promised and, where no round brings it, what instead: in the words of the text or of its paper. */
export function promiseWords(item: Promised, currency: string, payer: string, words: Spoken<typeof zh>) {
  const { kind, debtor, amount, quantity, dueOn, fallback } = item
  const price = amount === null ? '' : formatMoney(BigInt(amount), 'zh', currency)
  const much = ofMoney.includes(kind) ? price : String(quantity ?? '')
  const sentence = words.promise[kind](words.sides[debtor], much, dueOn, payer)
  return fallback ? words.joined(sentence, words.fallback[fallback](price)) : sentence
}

function promiseSentence(item: Promised, currency: string, payer: string) {
  const sentence = promiseWords(item, currency, payer, zh)
  return item.text ? `${sentence}${zh.detail}${item.text}` : sentence
}
