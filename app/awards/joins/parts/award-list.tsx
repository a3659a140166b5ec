import { useRoundName } from '~/bids/parts/round-name'
import { useSubject } from '~/demands/parts/subject'
import { Deadline } from '~/design/deadline'
import { Empty } from '~/design/empty'
import { useFormat } from '~/design/format'
import { LinkButton } from '~/design/link-button'
import { Money } from '~/design/money'
import { useNamed } from '~/design/named'
import { Section } from '~/design/section'
import { Table } from '~/design/table'
import { TextLink } from '~/design/text-link'
import { useJoinTexts } from '../../parts/join-texts'
import type { AwardToJoin } from '../queries.server'

type AwardListProps = {
  awards: readonly AwardToJoin[]
  mayAsk: boolean
  /** The round is told where awards of several stand together. */
  withRound: boolean
  now: Date
}

/** Awards that may be joined: present price, how far the next step is, window and cap. */
export function AwardList({ awards, mayAsk, withRound, now }: AwardListProps) {
  const texts = useJoinTexts()
  const format = useFormat()
  const named = useNamed()
  const subject = useSubject()
  const roundName = useRoundName()
  const isOpen = ({ standing: { openUntil, room } }: AwardToJoin) =>
    openUntil !== null && openUntil > now && room > 0
  return (
    <Section title={texts.awards} count={awards.length}>
      <Table
        caption={texts.awards}
        rows={awards}
        rowKey={({ id }) => id}
        empty={<Empty title={texts.none} why={texts.noneWhy} icon="people" />}
        columns={[
          {
            key: 'product',
            head: texts.product,
            narrow: 'title',
            cell: (award) => (
              <>
                {subject({ ...award, classZh: null, classEn: null })}
                <span className="block text-sm text-ink-soft">
                  {withRound && (
                    <>
                      <TextLink to={`/rounds/${award.roundId}/joins`}>{roundName(award)}</TextLink>{' '}
                    </>
                  )}
                  {award.code} · {named(award.vendor, award.vendorEn)}
                </span>
              </>
            ),
          },
          {
            key: 'price',
            head: texts.price,
            type: 'money',
            narrow: 'end',
            cell: ({ standing, awardedPrice }) => (
              <>
                <Money fen={standing.price} />
                {standing.price < awardedPrice && (
                  <span className="block text-sm text-ink-soft">
                    {texts.was} <s>{format.money(awardedPrice)}</s>
                  </span>
                )}
              </>
            ),
          },
          {
            key: 'volume',
            head: texts.volume,
            narrow: 'detail',
            cell: ({ standing: { volume, awarded, joined, givenUp } }) => (
              <>
                <span className="figure">{texts.volumeOfAward(format.number(volume))}</span>
                <span className="block text-sm text-ink-soft">
                  {texts.volumeOf(format.number(awarded), format.number(joined))}
                  {givenUp > 0 && ` · ${texts.givenUp(format.number(givenUp))}`}
                </span>
              </>
            ),
          },
          {
            key: 'next',
            head: texts.next,
            narrow: 'detail',
            cell: ({ standing: { next } }) =>
              next ? (
                texts.nextOf(format.number(next.missing), format.money(next.saving))
              ) : (
                <span className="text-ink-soft">{texts.lastStep}</span>
              ),
          },
          {
            key: 'window',
            head: texts.window,
            type: 'date',
            narrow: 'detail',
            cell: ({ standing: { openUntil, room } }) =>
              openUntil && openUntil > now ? (
                <>
                  <Deadline at={openUntil} now={now} />
                  <span className="block text-sm text-ink-soft">
                    {room > 0 ? texts.roomOf(format.number(room)) : texts.noRoom}
                  </span>
                </>
              ) : (
                <span className="text-ink-soft">{texts.windowOver}</span>
              ),
          },
          ...(mayAsk
            ? [
                {
                  key: 'join',
                  head: '',
                  narrow: 'detail' as const,
                  cell: (award: AwardToJoin) =>
                    isOpen(award) && (
                      <span className="whitespace-nowrap">
                        <LinkButton to={`/awards/${award.id}/join`} size="small">
                          {texts.join}
                        </LinkButton>
                      </span>
                    ),
                },
              ]
            : []),
        ]}
      />
    </Section>
  )
}
