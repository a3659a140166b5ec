import { Button } from '~/design/button'
import { Notice } from '~/design/notice'
import { Section } from '~/design/section'
import { SelectField } from '~/design/select-field'
import { MoveForm } from '~/web/move-form'
import { otherSide, type Side } from '../channels/kinds'
import { rankedAtMost } from '../mediators/matching'
import { Roster, type RosterLine } from './roster'
import { useMediationTexts } from './texts'

type RankingProps = {
  roster: readonly RosterLine[]
  /** whom the case has asked before: they are asked no more */
  asked: readonly string[]
  ranked: readonly Side[]
  ranking: readonly string[]
  side: Side
}

/** A side's secret order of preference. */
export function Ranking({ roster, asked, ranked, ranking, side }: RankingProps) {
  const { mediator: texts } = useMediationTexts()
  const selectable = roster.filter(({ whyNot, mediatorId }) => whyNot === null && !asked.includes(mediatorId))
  const proposed = ranking.filter((id) => selectable.some(({ mediatorId }) => mediatorId === id))
  const again = ranking.length > 0 && !ranked.includes(side)
  const other = ranked.includes(otherSide(side)) ? texts.otherRanked.yes : texts.otherRanked.no
  return (
    <>
      {again && (
        <div className="mb-6">
          <Notice meaning="attention">{texts.rankAgain}</Notice>
        </div>
      )}
      <Section title={texts.title} sentence={texts.rankLead}>
        {selectable.length === 0 ? (
          <p className="text-ink-soft">{texts.noSelectable}</p>
        ) : (
          <MoveForm move="rank" className="max-w-md space-y-4">
            {Array.from({ length: Math.min(rankedAtMost, selectable.length) }, (_, at) => (
              <SelectField
                key={at}
                name={`ranks.${at}`}
                label={texts.rank(String(at + 1))}
                optional={at > 0}
                empty={texts.none}
                defaultValue={proposed[at] ?? ''}
                options={selectable.map(({ mediatorId, name }) => ({ value: mediatorId, label: name }))}
              />
            ))}
            <p className="text-sm text-ink-soft">
              {ranked.includes(side) && `${texts.ranked} · `}
              {other}
            </p>
            <Button look="primary">{texts.submitRank}</Button>
          </MoveForm>
        )}
      </Section>
      <Roster roster={roster} asked={asked} />
    </>
  )
}
