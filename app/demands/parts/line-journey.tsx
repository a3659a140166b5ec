import { Facts } from '~/design/facts'
import { useFormat } from '~/design/format'
import { Section } from '~/design/section'
import { ShareBar } from '~/design/share-bar'
import { TextLink } from '~/design/text-link'
import type { findLine, findLinePlaces } from '../queries.server'
import { WishChip } from '../wishes/parts/wish-chip'
import { useDemandsTexts } from './texts'

type Places = Awaited<ReturnType<typeof findLinePlaces>>
type Line = NonNullable<Awaited<ReturnType<typeof findLine>>>

/** Where a need is on its way: gathering in a wish, pooled by a pledge of a round, delivered so far. */
export function LineJourney({
  line,
  wish,
  pool,
  mine,
}: Places & { line: Pick<Line, 'quantity' | 'fulfilled' | 'confirmed' | 'state'>; mine: boolean }) {
  const texts = useDemandsTexts().show
  const format = useFormat()
  if (!wish && !pool) return null
  return (
    <Section title={texts.journey}>
      <Facts
        layout="row"
        items={[
          ...(wish
            ? [
                {
                  label: texts.wish,
                  value: (
                    <span className="inline-flex flex-wrap items-center gap-2">
                      <TextLink to={`/wishes/${wish.id}`}>{texts.toWish}</TextLink>
                      <WishChip state={wish.state} />
                    </span>
                  ),
                },
              ]
            : []),
          ...(line.confirmed !== null
            ? [{ label: texts.confirmed, value: format.number(line.confirmed) }]
            : []),
          ...(pool
            ? [
                {
                  label: texts.round,
                  value: (
                    <TextLink to={`/rounds/${pool.roundId}#${pool.lot}`}>
                      {pool.number} · {pool.lot}
                    </TextLink>
                  ),
                },
              ]
            : []),
          ...(pool?.pledgeId && mine
            ? [
                {
                  label: texts.pledge,
                  value: <TextLink to={`/pledges/${pool.pledgeId}`}>{texts.toPledge}</TextLink>,
                },
              ]
            : []),
          ...(line.state === 'pooled' || line.state === 'fulfilled'
            ? [
                {
                  label: texts.delivered,
                  value: (
                    <>
                      {texts.deliveredOf(format.number(line.fulfilled), format.number(line.quantity))}{' '}
                      <ShareBar share={line.fulfilled / line.quantity} />
                    </>
                  ),
                },
              ]
            : []),
        ]}
      />
    </Section>
  )
}
