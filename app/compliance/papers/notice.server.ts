import { type Locale, nameIn } from '~/kernel/locale'
import { dayOf } from '~/kernel/workdays'
import type { Item, Order } from '../rectifications/queries.server'
import { facts, paper, signatures, table, wordsIn } from './paper.server'

/** 整改通知书: what has to be done until when, by whose order. */
export function noticePdf(its: Order, items: readonly Item[], locale: Locale): Promise<Buffer> {
  const words = wordsIn(locale)
  const { notice } = words
  return paper({
    locale,
    title: notice.title,
    no: its.no,
    remark: its.state === 'withdrawn' ? notice.withdrawn : null,
    content: [
      { text: notice.to(nameIn(locale, its.name, its.nameEn)), bold: true, margin: [0, 0, 0, 2] },
      { text: `${words.uscc} ${its.uscc}`, fontSize: 8.5, margin: [0, 0, 0, 8] },
      { text: notice.because[its.sourceKind], margin: [0, 0, 0, 4] },
      { text: notice.demand(its.dueOn), margin: [0, 0, 0, 10] },
      table({
        head: notice.head,
        widths: [30, 56, '*', 50, 66],
        rows: items.map(({ action, nameZh, nameEn, title, quantity, dueOn }, at) => [
          String(at + 1),
          notice.actions[action],
          nameZh ? nameIn(locale, nameZh, nameEn) : title,
          quantity,
          dueOn,
        ]),
      }),
      { text: notice.after, margin: [0, 12, 0, 12] },
      facts([
        [notice.issuer, its.issuer],
        [notice.issuedOn, its.issuedAt && dayOf(its.issuedAt)],
      ]),
      signatures(locale, [words.office, notice.received]),
    ],
  })
}
