import { Deadline } from '~/design/deadline'
import { Empty } from '~/design/empty'
import { Moment } from '~/design/moment'
import { useNamed } from '~/design/named'
import { Section } from '~/design/section'
import { Table } from '~/design/table'
import type { BodyDesk } from '../bodies/desk.server'
import { useMediationSiteTexts, useMediationTexts } from './texts'

type BodyWaitingProps = Pick<BodyDesk, 'appointments' | 'challenges'> & { now: Date }

/** What waits for the body itself: mediators to appoint, objections to decide. */
export function BodyWaiting({ appointments, challenges, now }: BodyWaitingProps) {
  const all = useMediationTexts()
  const { body: texts } = useMediationSiteTexts()
  const named = useNamed()
  const parties = {
    key: 'parties',
    head: texts.parties,
    cell: (row: Parties) =>
      `${named(row.claimantName, row.claimantNameEn)} – ${named(row.respondentName, row.respondentNameEn)}`,
  }
  const number = { key: 'number', head: all.list.number, cell: (row: Parties) => row.number }
  return (
    <>
      <Section title={texts.appointments} count={appointments.length}>
        <Table
          caption={texts.appointments}
          rows={appointments}
          rowKey={({ id }) => id}
          rowTo={({ id }) => `/cases/${id}/mediator`}
          empty={<Empty title={texts.noAppointments} why={texts.noAppointmentsWhy} icon="people" />}
          columns={[
            number,
            parties,
            { key: 'since', head: texts.since, type: 'date', cell: (row) => <Moment at={row.since} day /> },
          ]}
        />
      </Section>
      <Section title={texts.challenges} count={challenges.length}>
        <Table
          caption={texts.challenges}
          rows={challenges}
          rowKey={({ challengeId }) => challengeId}
          rowTo={({ id }) => `/cases/${id}/mediator`}
          empty={<Empty title={texts.noChallenges} why={texts.noChallengesWhy} icon="people" />}
          columns={[
            number,
            parties,
            { key: 'side', head: texts.by, cell: ({ side }) => all.roles[side] },
            { key: 'due', head: texts.due, cell: ({ dueAt }) => <Deadline at={dueAt} now={now} /> },
          ]}
        />
      </Section>
    </>
  )
}

type Parties = {
  number: string
  claimantName: string
  claimantNameEn: string | null
  respondentName: string
  respondentNameEn: string | null
}
