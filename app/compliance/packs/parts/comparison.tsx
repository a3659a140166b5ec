import { Empty } from '~/design/empty'
import { Facts } from '~/design/facts'
import { useFormat } from '~/design/format'
import { Section } from '~/design/section'
import { usePackTexts } from '../../parts/texts'
import type { Outcome } from '../queries.server'
import { EffectTable } from './effect-table'
import { RowTable } from './row-table'

/** What a pack changes, or has changed: rows by title, positions by product, money at the reference price. */
export function Comparison({ run, sums, effects, differences, packId }: Outcome & { packId: string }) {
  const texts = usePackTexts()
  const format = useFormat()
  return (
    <Section
      title={texts.difference[run.kind]}
      sentence={texts.differenceWhy(
        run.against ?? '–',
        format.number(run.lists),
        format.number(Number(run.rows)),
      )}
    >
      {sums.titles === 0 ? (
        <Empty title={texts.same} why={texts.sameWhy} icon="check-circle" />
      ) : (
        <>
          <Facts
            layout="strip"
            items={[
              { label: texts.titles, value: format.number(sums.titles) },
              { label: texts.rowsHead, value: format.number(sums.rows) },
              { label: texts.gapUp, value: format.number(sums.gapUp), hint: format.money(sums.valueUp) },
              {
                label: texts.gapDown,
                value: format.number(sums.gapDown),
                hint: format.money(sums.valueDown),
              },
            ]}
          />
          {effects.length > 0 && (
            <>
              <h3 className="mt-6 mb-2 font-medium">{texts.positions}</h3>
              <EffectTable effects={effects} />
            </>
          )}
          <h3 className="mt-6 mb-2 font-medium">{texts.rowsOf}</h3>
          <RowTable
            rows={differences}
            total={sums.titles}
            csv={`/office/recognition/packs/${packId}/differences.csv`}
          />
        </>
      )}
    </Section>
  )
}
