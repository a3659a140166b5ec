import { Facts } from '~/design/facts'
import { useFormat } from '~/design/format'
import { Hash } from '~/design/hash'
import { Moment } from '~/design/moment'
import { usePackTexts } from '../../parts/texts'
import type { Pack } from '../queries.server'

/** What a pack is, and who put it into use. */
export function PackFacts({ its }: { its: Pack }) {
  const texts = usePackTexts()
  const format = useFormat()
  return (
    <Facts
      items={[
        { label: texts.rules, value: <span className="figure">{format.number(its.rules)}</span> },
        { label: texts.publishers, value: <span className="figure">{format.number(its.publishers)}</span> },
        { label: texts.loadedAt, value: <Moment at={its.loadedAt} /> },
        ...(its.activatedAt
          ? [
              {
                label: texts.activatedAt,
                value: <Moment at={its.activatedAt} />,
                hint: its.activatedBy ?? texts.byItself,
              },
            ]
          : []),
        { label: 'SHA-256', value: <Hash value={its.sha256} /> },
      ]}
    />
  )
}
