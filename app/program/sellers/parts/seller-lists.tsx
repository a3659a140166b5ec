import { Day } from '~/design/day'
import { Empty } from '~/design/empty'
import { Moment } from '~/design/moment'
import { Section } from '~/design/section'
import { Table } from '~/design/table'
import type { Answer } from '~/web/answer'
import { ConfirmMove } from '~/web/confirm-move'
import type { LetterState, MarketCaseState } from '../../lifecycle'
import { LetterChip } from '../../letters/parts/letter-chip'
import { CaseChip } from '../../market-cases/parts/case-chip'
import { useMarketTexts } from '../../parts/market-texts'
import type { Finding } from '../checklist'
import { FindingChip } from './finding-chip'

type Letter = {
  id: string
  version: number
  state: LetterState
  signedBy: string | null
  expiresOn: string
}
type LettersProps = { letters: readonly Letter[]; version: number | null; answer: Answer | undefined }

/** The letters of a seller; `version` is the text that may be offered now. */
export function SellerLetters({ letters, version, answer }: LettersProps) {
  const all = useMarketTexts()
  const texts = all.sellers
  return (
    <Section
      title={texts.letter}
      count={letters.length}
      actions={
        version !== null && (
          <ConfirmMove
            move="offer"
            verb={texts.offer}
            look="secondary"
            title={texts.offerWhat}
            consequences={[texts.offerWho(version)]}
            undo={{ possible: false, words: texts.offerUndo }}
            answer={answer}
          />
        )
      }
    >
      <Table
        caption={texts.letter}
        rows={letters}
        rowKey={({ id }) => id}
        rowTo={({ id }) => `/office/letters/${id}`}
        empty={<Empty icon="document" title={texts.noLetters} why={texts.noLettersWhy} />}
        columns={[
          { key: 'version', head: all.letter.title, cell: (one) => all.letter.of(one.version) },
          { key: 'by', head: all.letter.signedBy, cell: ({ signedBy }) => signedBy },
          {
            key: 'until',
            head: all.letter.expires,
            type: 'date',
            cell: ({ expiresOn }) => <Day on={expiresOn} />,
          },
          {
            key: 'state',
            head: all.letter.state,
            type: 'chip',
            narrow: 'end',
            cell: ({ state }) => <LetterChip state={state} />,
          },
        ]}
      />
    </Section>
  )
}

type Visit = { id: string; visitedOn: string; finding: string; remark: string; person: string | null }

export function SellerVisits({ visits }: { visits: readonly Visit[] }) {
  const all = useMarketTexts()
  const texts = all.visit
  return (
    <Section title={texts.list} count={visits.length}>
      <Table
        caption={texts.title}
        rows={visits}
        rowKey={({ id }) => id}
        rowTo={({ id }) => `/office/visits/${id}`}
        empty={<Empty icon="check-circle" title={all.sellers.noVisits} why={all.sellers.noVisitsWhy} />}
        columns={[
          { key: 'on', head: texts.on, cell: ({ visitedOn }) => <Day on={visitedOn} /> },
          {
            key: 'remark',
            head: texts.remark,
            cell: ({ remark }) => <span className="line-clamp-2">{remark}</span>,
          },
          { key: 'by', head: texts.by, narrow: 'hidden', cell: ({ person }) => person },
          {
            key: 'finding',
            head: texts.finding,
            type: 'chip',
            narrow: 'end',
            cell: ({ finding }) => <FindingChip finding={finding as Finding} />,
          },
        ]}
      />
    </Section>
  )
}

type Case = { id: string; no: string; state: MarketCaseState; decisionNo: string | null; openedAt: Date }

export function SellerCases({ cases }: { cases: readonly Case[] }) {
  const all = useMarketTexts()
  const texts = all.case
  return (
    <Section title={texts.title} count={cases.length}>
      <Table
        caption={texts.title}
        rows={cases}
        rowKey={({ id }) => id}
        rowTo={({ id }) => `/office/market-cases/${id}`}
        empty={<Empty icon="flag" title={all.sellers.noCases} why={all.sellers.noCasesWhy} />}
        columns={[
          { key: 'no', head: texts.no, cell: ({ no }) => <span className="figure">{no}</span> },
          { key: 'decision', head: texts.decisionNo, cell: ({ decisionNo }) => decisionNo },
          { key: 'at', head: texts.openedAt, type: 'date', cell: ({ openedAt }) => <Moment at={openedAt} /> },
          {
            key: 'state',
            head: texts.state,
            type: 'chip',
            narrow: 'end',
            cell: ({ state }) => <CaseChip state={state} />,
          },
        ]}
      />
    </Section>
  )
}
