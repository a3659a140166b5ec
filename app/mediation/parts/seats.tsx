import { Button } from '~/design/button'
import { Moment } from '~/design/moment'
import { Section } from '~/design/section'
import { SelectField } from '~/design/select-field'
import { Table } from '~/design/table'
import { type Answer, typed } from '~/web/answer'
import { FormSummary } from '~/design/form-summary'
import { ConfirmMove } from '~/web/confirm-move'
import { MoveForm } from '~/web/move-form'
import type { Side } from '../channels/kinds'
import { capacities } from '../seat-form'
import { useMediationTexts } from './texts'

type Seat = {
  id: string
  name: string
  side: 'claimant' | 'respondent' | 'mediator' | 'registrar' | 'expert'
  capacity: keyof ReturnType<typeof useMediationTexts>['capacities']
  validFrom: Date
  validUntil: Date | null
}

/** Everyone who sees the case; a side may end the seats of its own people. */
export function Seats({
  seats,
  side,
  answer,
}: {
  seats: readonly Seat[]
  side: Side | null
  answer: Answer | undefined
}) {
  const all = useMediationTexts()
  const texts = all.parties
  return (
    <Table
      caption={texts.title}
      rows={seats}
      rowKey={({ id }) => id}
      empty={null}
      columns={[
        { key: 'name', head: texts.name, cell: ({ name }) => name },
        { key: 'side', head: texts.side, cell: (seat) => all.roles[seat.side] },
        { key: 'capacity', head: texts.capacity, cell: ({ capacity }) => all.capacities[capacity] },
        {
          key: 'since',
          head: texts.since,
          type: 'date',
          cell: ({ validFrom, validUntil }) =>
            validUntil ? (
              <span className="text-ink-soft">
                {texts.ended} <Moment at={validUntil} day />
              </span>
            ) : (
              <Moment at={validFrom} day />
            ),
        },
        {
          key: 'end',
          head: '',
          cell: (seat) =>
            side === seat.side &&
            seat.validUntil === null && (
              <ConfirmMove
                move="unseat"
                id={`deed-${seat.id}`}
                verb={texts.end}
                look="quiet"
                title={texts.endTitle}
                consequences={[...texts.endWhat]}
                undo={{ possible: true, words: texts.endUndo }}
                answer={answer?.values.seatId === seat.id ? answer : undefined}
              >
                <input type="hidden" name="seatId" value={seat.id} />
              </ConfirmMove>
            ),
        },
      ]}
    />
  )
}

type SeatFormProps = { colleagues: readonly { id: string; name: string }[]; answer: Answer | undefined }

/** Adds a colleague to one's own side. */
export function SeatForm({ colleagues, answer }: SeatFormProps) {
  const all = useMediationTexts()
  const texts = all.parties
  const mine = answer?.values.move === 'seat' ? answer : undefined
  if (colleagues.length === 0) return <p className="mt-4 text-ink-soft">{texts.nobody}</p>
  return (
    <Section title={texts.add}>
      {mine && (
        <FormSummary
          problems={mine.problems}
          refusal={mine.refusal ? { what: mine.refusal.sentence } : null}
        />
      )}
      <MoveForm move="seat" className="flex flex-wrap items-end gap-2">
        <SelectField
          {...typed(mine, 'personId')}
          label={texts.person}
          empty={all.claim.choose}
          options={colleagues.map(({ id, name }) => ({ value: id, label: name }))}
        />
        <SelectField
          {...typed(mine, 'capacity')}
          label={texts.capacity}
          options={capacities.map((value) => ({ value, label: all.capacities[value] }))}
        />
        <Button>{texts.addSeat}</Button>
      </MoveForm>
    </Section>
  )
}
