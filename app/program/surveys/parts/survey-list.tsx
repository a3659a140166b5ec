import type { ReactNode } from 'react'
import { useFormat } from '~/design/format'
import { useNamed } from '~/design/named'
import { Table } from '~/design/table'
import type { SurveyState } from '../../lifecycle'
import { useDay } from '../../parts/days'
import { SurveyChip } from './survey-chip'
import { useSurveyTexts } from './texts'

type Row = {
  id: string
  titleZh: string
  titleEn: string
  dueOn: string
  state: SurveyState
  size: { asked: number; answered: number }
}

/** Surveys with how many answered; a row leads to its page under the given path. */
export function SurveyList({
  rows,
  under,
  empty,
}: {
  rows: readonly Row[]
  under: string
  empty: ReactNode
}) {
  const texts = useSurveyTexts()
  const format = useFormat()
  const named = useNamed()
  const day = useDay()
  return (
    <Table
      caption={texts.title}
      rows={rows}
      rowKey={({ id }) => id}
      rowTo={({ id }) => `${under}/${id}`}
      total={rows.length}
      empty={empty}
      columns={[
        { key: 'title', head: texts.survey, cell: ({ titleZh, titleEn }) => named(titleZh, titleEn || null) },
        { key: 'due', head: texts.dueOn, type: 'date', named: true, cell: ({ dueOn }) => day(dueOn) },
        { key: 'asked', head: texts.asked, type: 'number', cell: ({ size }) => format.number(size.asked) },
        {
          key: 'rate',
          head: texts.rate,
          type: 'number',
          cell: ({ size }) => size.asked > 0 && format.percent(size.answered / size.asked),
        },
        {
          key: 'state',
          head: texts.state,
          type: 'chip',
          narrow: 'end',
          cell: ({ state }) => <SurveyChip state={state} />,
        },
      ]}
    />
  )
}
