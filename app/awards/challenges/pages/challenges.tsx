import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { useRoundName } from '~/bids/parts/round-name'
import { findShownRound } from '~/bids/queries.server'
import { Columns } from '~/design/columns'
import { Deadline } from '~/design/deadline'
import { Empty } from '~/design/empty'
import { Facts } from '~/design/facts'
import { useFormat } from '~/design/format'
import { LinkButton } from '~/design/link-button'
import { useNamed } from '~/design/named'
import { PageHead } from '~/design/page-head'
import { Table } from '~/design/table'
import { loadCalendar } from '~/kernel/calendar.server'
import { mayEnter } from '~/people/access'
import { enter, found } from '~/web/enter.server'
import { page } from '~/web/page'
import { useAwardTexts } from '../../parts/texts'
import { challengeableUntil, subjects, whyNotChallenge } from '../challenging'
import { isMember } from '../file.server'
import { ChallengeChip } from '../parts/challenge-chip'
import { listChallenges } from '../queries.server'

export const handle = page({ access: 'challenge.read', title: 'awards.challenges' })

export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, params, now } = await enter(args, handle)
  const round = found(await findShownRound(db, actor, params.roundId!))
  const calendar = await loadCalendar(db)
  const periods = subjects.map((about) => {
    const isOpen = whyNotChallenge(about, round, calendar, now) === null
    return { about, isOpen, until: challengeableUntil(about, round, calendar) }
  })
  const mayFile = mayEnter('challenge.file', actor) && (await isMember(db, round.id))
  return { round, periods, mayFile, challenges: await listChallenges(db, round.id), now }
}

export default function Challenges() {
  const { round, periods, mayFile, challenges, now } = useLoaderData<typeof loader>()
  const texts = useAwardTexts().challenge
  const roundName = useRoundName()
  const format = useFormat()
  const named = useNamed()
  const isOpen = periods.some((period) => period.isOpen)
  return (
    <>
      <PageHead
        trail={[{ label: roundName(round), to: `/rounds/${round.id}` }]}
        title={texts.listTitle}
        sentence={texts.listLead}
        primary={
          mayFile &&
          isOpen && (
            <LinkButton look="primary" to={`/rounds/${round.id}/challenges/new`}>
              {texts.new}
            </LinkButton>
          )
        }
      />
      <Columns
        side={
          <Facts
            items={periods.map(({ about, until }) => ({
              label: texts.until[about],
              value: !until ? (
                texts.notYet
              ) : until > now ? (
                <Deadline at={until} now={now} />
              ) : (
                <span className="text-ink-soft">{format.dateTime(until)}</span>
              ),
            }))}
          />
        }
      >
        <Table
          caption={texts.listTitle}
          rows={challenges}
          rowKey={({ id }) => id}
          rowTo={({ id }) => `/challenges/${id}`}
          empty={<Empty title={texts.none} why={texts.noneWhy} icon="scales" />}
          columns={[
            {
              key: 'about',
              head: texts.about,
              narrow: 'title',
              cell: ({ about, code }) => `${texts.subjects[about]}${code ? ` · ${code}` : ''}`,
            },
            {
              key: 'by',
              head: texts.by,
              narrow: 'detail',
              cell: ({ name, nameEn }) => named(name, nameEn),
            },
            {
              key: 'state',
              head: texts.state,
              type: 'chip',
              narrow: 'end',
              cell: ({ state, outcome }) => <ChallengeChip state={state} outcome={outcome} />,
            },
            {
              key: 'filed',
              head: texts.filedAt,
              type: 'date',
              narrow: 'detail',
              cell: ({ filedAt }) => filedAt && format.dateTime(filedAt),
            },
            {
              key: 'due',
              head: texts.replyDue,
              type: 'date',
              narrow: 'detail',
              cell: ({ replyDue, state }) =>
                replyDue &&
                (state === 'filed' || state === 'admitted' ? (
                  <Deadline at={replyDue} now={now} />
                ) : (
                  format.dateTime(replyDue)
                )),
            },
          ]}
        />
      </Columns>
    </>
  )
}
