import { Deadline } from '~/design/deadline'
import { Facts } from '~/design/facts'
import { useFormat } from '~/design/format'
import { Money } from '~/design/money'
import { useNamed } from '~/design/named'
import { useJoinTexts } from '../../parts/join-texts'
import type { AwardToJoin } from '../queries.server'

/** How an award sells at present: price, volume, all its steps, window and cap. */
export function AwardFacts({ award, now }: { award: AwardToJoin; now: Date }) {
  const texts = useJoinTexts()
  const format = useFormat()
  const named = useNamed()
  const { price, volume, awarded, joined, next, openUntil, room, tiers, cap } = award.standing
  return (
    <Facts
      items={[
        { label: texts.vendor, value: named(award.vendor, award.vendorEn) },
        { label: texts.price, value: <Money fen={price} /> },
        {
          label: texts.volume,
          value: <span className="figure">{format.number(volume)}</span>,
          hint: texts.volumeOf(format.number(awarded), format.number(joined)),
        },
        {
          label: texts.next,
          value: next ? texts.nextOf(format.number(next.missing), format.money(next.saving)) : texts.lastStep,
        },
        {
          label: texts.window,
          value: openUntil && openUntil > now ? <Deadline at={openUntil} now={now} /> : texts.windowOver,
        },
        {
          label: texts.room,
          value: room > 0 ? texts.roomOf(format.number(room)) : texts.noRoom,
          hint: texts.capWhy(format.percent(cap.capPct / 100)),
        },
        {
          label: texts.tiers,
          value: (
            <ul>
              {tiers.map((tier) => (
                <li key={tier.from} className={tier.price >= price ? 'text-ink-soft' : ''}>
                  <span className="figure">
                    ≥ {format.number(tier.from)} · {format.money(tier.price)}
                  </span>
                </li>
              ))}
            </ul>
          ),
        },
      ]}
    />
  )
}
