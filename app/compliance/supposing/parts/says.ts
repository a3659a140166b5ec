import { useFormat } from '~/design/format'
import { useNamed } from '~/design/named'
import { useWhatIfTexts } from '../../parts/texts'
import type { Supposition } from '../supposition'
import type { WhatIf } from '../what-if.server'

export type Choices = WhatIf['choices']

/** A product and edition in one line, in the reader's language. */
export function useEditionName() {
  const named = useNamed()
  return (edition: Choices['editions'][number]) =>
    `${named(edition.productZh, edition.productEn)} ${named(edition.nameZh, edition.nameEn)}`
}

/** Says what is supposed as a sentence; null where the thing is not one's own. */
export function useSays(choices: Choices) {
  const texts = useWhatIfTexts().says
  const format = useFormat()
  const named = useNamed()
  const editionName = useEditionName()
  return (it: Supposition): string | null => {
    if (it.kind === 'on') return texts.on(it.day)
    if (it.kind === 'retire') {
      const department = choices.departments.find(({ name }) => name === it.department)
      return department ? texts.retire(department.name, format.number(department.computers)) : null
    }
    if (it.kind === 'order') {
      const order = choices.orders.find(({ id }) => id === it.id)
      return order ? texts.order(order.number, format.number(order.units)) : null
    }
    if (it.kind === 'lose') {
      const right = choices.rights.find(({ id }) => id === it.id)
      return right ? texts.lose(right.no, named(right.nameZh, right.nameEn)) : null
    }
    const edition = choices.editions.find(({ id }) => id === it.id)
    return edition ? texts[it.kind](format.number(it.units), editionName(edition)) : null
  }
}
