import { Empty } from '~/design/empty'
import { Section } from '~/design/section'
import { ViewTabs } from '~/design/view-tabs'
import { useDemandsTexts } from '../../parts/texts'
import type { Outlook } from '../queries.server'
import { OutlookChart } from './outlook-chart'

/** What the office may expect within twelve months, by product or by class, and by which rule. */
export function OutlookSection({ rows, by }: { rows: readonly Outlook[]; by: 'product' | 'class' }) {
  const texts = useDemandsTexts().outlook
  return (
    <Section id="outlook" title={texts.title} sentence={texts.lead}>
      <ViewTabs
        label={texts.title}
        name="by"
        tabs={[
          { value: 'product', label: texts.byProduct },
          { value: 'class', label: texts.byClass },
        ]}
      />
      {rows.length === 0 ? (
        <Empty icon="chart" title={texts.empty} why={texts.emptyWhy} />
      ) : (
        <OutlookChart rows={rows} by={by} csv={`/office/demands/outlook.csv?by=${by}`} />
      )}
    </Section>
  )
}
