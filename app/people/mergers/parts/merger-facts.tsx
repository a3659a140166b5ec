import { Day } from '~/design/day'
import { useNamed } from '~/design/named'
import { TextLink } from '~/design/text-link'
import type { listMergers } from '../queries.server'
import { useMergersTexts } from './texts'

type Mergers = Awaited<ReturnType<typeof listMergers>>

/** As facts: into which enterprise this one was merged, and which ones it took over. */
export function useMergerFacts(all: Mergers) {
  const texts = useMergersTexts()
  return (['goesOnAs', 'taken'] as const).flatMap((way) => {
    const its = all.filter((merger) => merger.way === way)
    return its.length === 0
      ? []
      : { label: texts[way], value: its.map((one) => <Merger key={one.id} {...one} />) }
  })
}

function Merger({ id, name, nameEn, on, fileId }: Mergers[number]) {
  const texts = useMergersTexts()
  const named = useNamed()
  return (
    <p>
      <TextLink to={`/office/organizations/${id}`}>{named(name, nameEn)}</TextLink> · <Day on={on} /> ·{' '}
      <TextLink to={`/files/${fileId}`}>{texts.notice}</TextLink>
    </p>
  )
}
