import { Button } from '~/design/button'
import { Empty } from '~/design/empty'
import { Facts } from '~/design/facts'
import { useFormat } from '~/design/format'
import { useLocale } from '~/design/locale'
import { useNamed } from '~/design/named'
import { Section } from '~/design/section'
import { Table } from '~/design/table'
import { MoveForm } from '~/web/move-form'
import type { EnrollmentState } from '../../lifecycle'
import { QuizChip } from './quiz-chip'
import { useTrainingTexts } from './texts'
import { PersonChip } from './training-chip'

type Person = {
  id: string
  orgId: string
  person: string
  state: EnrollmentState
  certificateNo: string | null
  at: Date
  attempts: number
  score: number | null
  passed: boolean
  organization: string
  organizationEn: string | null
  districtZh: string | null
  districtEn: string | null
}
type AttendeesProps = { trainingId: string; people: readonly Person[]; questions: number; marks: boolean }

/** Who is enrolled, waits or came, by organization and district; the figures are counted from the rows. */
export function Attendees({ trainingId, people, questions, marks }: AttendeesProps) {
  const all = useTrainingTexts()
  const texts = all.desk
  const format = useFormat()
  const named = useNamed()
  const zh = useLocale() === 'zh'
  const of = (state: EnrollmentState) => people.filter((one) => one.state === state)
  const came = of('attended')
  return (
    <Section title={texts.people} count={people.length}>
      {people.length > 0 && (
        <div className="mb-4">
          <Facts
            layout="strip"
            items={[
              { label: texts.enrolled, value: format.number(of('enrolled').length) },
              { label: texts.waiting, value: format.number(of('waiting').length) },
              { label: texts.attended, value: format.number(came.length) },
              {
                label: texts.enterprises,
                value: format.number(new Set(came.map(({ orgId }) => orgId)).size),
              },
            ]}
          />
        </div>
      )}
      <Table
        caption={texts.people}
        rows={people}
        rowKey={({ id }) => id}
        csv={`/office/trainings/${trainingId}/people.csv`}
        empty={<Empty icon="people" title={texts.peopleNone} why={texts.peopleNoneWhy} />}
        columns={[
          { key: 'person', head: all.person, cell: ({ person }) => person },
          {
            key: 'organization',
            head: texts.organization,
            cell: ({ organization, organizationEn }) => named(organization, organizationEn),
          },
          {
            key: 'district',
            head: texts.district,
            narrow: 'hidden',
            cell: ({ districtZh, districtEn }) => (zh ? districtZh : districtEn),
          },
          // Once people came, how they did tells more than when they were enrolled.
          ...(questions > 0 && came.length > 0
            ? [
                {
                  key: 'quiz',
                  head: all.quiz.title,
                  cell: (person: Person) =>
                    person.state === 'attended' && <QuizChip person={person} questions={questions} />,
                },
              ]
            : [
                {
                  key: 'at',
                  head: texts.at,
                  type: 'date' as const,
                  narrow: 'hidden' as const,
                  cell: ({ at }: Person) => format.dateTime(at),
                },
              ]),
          {
            key: 'state',
            head: all.state,
            type: 'chip',
            narrow: 'end',
            cell: ({ state }) => <PersonChip state={state} />,
          },
          ...(marks
            ? [
                {
                  key: 'mark',
                  head: texts.mark,
                  cell: ({ id, state }: Person) =>
                    state === 'enrolled' && (
                      <MoveForm move="mark" hidden={{ enrollmentId: id }}>
                        <Button size="small">{texts.mark}</Button>
                      </MoveForm>
                    ),
                },
              ]
            : [
                {
                  key: 'certificate',
                  head: all.certificate,
                  cell: ({ certificateNo }: Person) =>
                    certificateNo && <code className="whitespace-nowrap">{certificateNo}</code>,
                },
              ]),
        ]}
      />
    </Section>
  )
}
