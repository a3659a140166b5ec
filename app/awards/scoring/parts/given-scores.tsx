import { useFormat } from '~/design/format'
import { Matrix } from '~/design/matrix'
import { useNamed } from '~/design/named'
import { Section } from '~/design/section'
import { useAwardTexts } from '../../parts/texts'
import type { Scoring, ScoringBid } from '../queries.server'
import { PointsOf } from './points-of'

/** Per lot the scores of every evaluator under each criterion with their mean; before all are in, the own ones. */
export function GivenScores({ bids, sheets, areAllIn }: Pick<Scoring, 'bids' | 'sheets' | 'areAllIn'>) {
  const texts = useAwardTexts().scoring
  const named = useNamed()
  const format = useFormat()
  const nameOf = new Map(sheets.map(({ personId, name }) => [personId, name]))
  return [...Map.groupBy(bids, ({ code }) => code)].map(([lot, its]) => (
    <Section key={lot} title={texts.matrix(lot)} count={its.length}>
      <Matrix
        caption={texts.matrix(lot)}
        corner={texts.criterion}
        whole
        columns={its.map(({ id, vendor, vendorEn }) => ({
          key: id,
          head: (
            <span className="inline-block min-w-32 font-semibold text-ink">{named(vendor, vendorEn)}</span>
          ),
        }))}
        rows={[
          ...its[0]!.criteria.map(({ code, name, weight }, at) => ({
            key: code,
            head: (
              <>
                {name}
                <span className="block text-sm text-ink-soft">{texts.most(format.number(weight))}</span>
              </>
            ),
            cells: its.map(({ criteria }) => cellOf(criteria[at]!)),
          })),
          ...(areAllIn
            ? [
                {
                  key: 'quality',
                  head: texts.quality,
                  cells: its.map(({ id, quality }) => (
                    <span key={id} className="font-semibold">
                      {quality === null ? '–' : format.points(quality)}
                    </span>
                  )),
                },
              ]
            : []),
        ]}
      />
    </Section>
  ))

  function cellOf({ code, mean, given, mine }: ScoringBid['criteria'][number]) {
    if (areAllIn) return <PointsOf key={code} mean={mean} given={given} nameOf={nameOf} />
    return mine === null ? '–' : format.points(mine)
  }
}
