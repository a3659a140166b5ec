import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { Button } from '~/design/button'
import { Columns } from '~/design/columns'
import { Facts } from '~/design/facts'
import { useFormat } from '~/design/format'
import { LinkButton } from '~/design/link-button'
import { MenuLink } from '~/design/menu'
import { Notice } from '~/design/notice'
import { PageHead } from '~/design/page-head'
import { Section } from '~/design/section'
import { dayOf } from '~/kernel/workdays'
import { type Actor, is } from '~/people/actor'
import { History } from '~/people/parts/history'
import { listHistory } from '~/people/queries.server'
import { answerOf, valueOf } from '~/web/answer'
import { AnswerSummary } from '~/web/checked-form'
import { enter, found } from '~/web/enter.server'
import { MoveForm } from '~/web/move-form'
import { page } from '~/web/page'
import { withForm } from '~/web/with-form.server'
import { listAttachments } from '../../attachments.server'
import { PlainText } from '../../parts/plain-text'
import { moveMeeting } from '../commands.server'
import { meetingMoveForm } from '../form'
import { MeetingChip } from '../parts/chips'
import { MeetingMoves } from '../parts/meeting-moves'
import { Members } from '../parts/members'
import { Minutes } from '../parts/minutes'
import { Papers } from '../parts/papers'
import { Resolutions } from '../parts/resolutions'
import { ResolutionList } from '../parts/resolution-list'
import { useMeetingTexts } from '../parts/texts'
import {
  findMeeting,
  listCarriedOver,
  listInvited,
  listMemberUnits,
  listResolutions,
} from '../queries.server'

export const handle = page({ access: 'program.read', title: 'program.meeting', files: true })

export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, params, now } = await enter(args, handle)
  const meeting = found(await findMeeting(db, params.meetingId!))
  const [invited, resolutions, carried, papers, units, history] = await Promise.all([
    listInvited(db, meeting.id),
    listResolutions(db, meeting.id),
    listCarriedOver(db, meeting),
    listAttachments(db, meeting.id),
    listMemberUnits(db),
    listHistory(db, meeting.id),
  ])
  const acting = { office: is(actor, 'officer'), orgId: actor.organizationId }
  return {
    title: meeting.title,
    today: dayOf(now),
    meeting,
    invited,
    resolutions,
    carried,
    papers,
    units,
    history,
    acting,
    approves: mayApprove(actor, meeting),
  }
}

const mayApprove = (actor: Actor, { state, minutes, minutesBy, orgId }: Meeting) =>
  state === 'held' &&
  !!minutes &&
  minutesBy !== actor.personId &&
  (is(actor, 'officer') || (is(actor, 'leader') && orgId === actor.organizationId))
type Meeting = NonNullable<Awaited<ReturnType<typeof findMeeting>>>

export async function action(args: ActionFunctionArgs) {
  const entered = await enter(args, { ...handle, access: 'program.work' })
  return withForm(entered, meetingMoveForm, async (tx, asked) => {
    const { id } = found(await findMeeting(tx, entered.params.meetingId!))
    await moveMeeting(tx, entered.actor, id, asked)
    return redirect(`/office/meetings/${id}?done=meeting-${asked.move}`)
  })
}

export type MeetingData = Awaited<ReturnType<typeof loader>>

export default function MeetingPage() {
  const data = useLoaderData<typeof loader>() as MeetingData
  const { meeting, invited, resolutions, carried, papers, units, history, acting, today } = data
  const answer = answerOf(useActionData<typeof action>())
  const texts = useMeetingTexts()
  const format = useFormat()
  const { state, reason } = meeting
  const held = state === 'held' || state === 'minutes_approved'
  const mine = invited.find(({ id }) => id === acting.orgId)
  const inDialog = ['cancel', 'invite', 'hold', 'drop'].includes(valueOf(answer, 'move'))
  return (
    <>
      <PageHead
        trail={[{ label: texts.title, to: '/office/meetings' }]}
        title={meeting.title}
        state={<MeetingChip state={state} />}
        sentence={texts.sentence[state]}
        primary={
          acting.office ? (
            <MeetingMoves
              meeting={meeting}
              units={units}
              invited={invited}
              answer={answer}
              approves={data.approves}
            />
          ) : (
            state === 'invited' && mine && <AnswerButtons answer={mine.answer} />
          )
        }
        more={
          acting.office &&
          (state === 'planned' || state === 'invited') && (
            <MenuLink to={`/office/meetings/${meeting.id}/edit`} icon="edit">
              {texts.edit}
            </MenuLink>
          )
        }
      />
      {answer?.refusal && !inDialog && <AnswerSummary answer={answer} />}
      {state === 'canceled' && reason && (
        <div className="mb-6">
          <Notice meaning="attention" title={texts.canceledWhy}>
            {reason}
          </Notice>
        </div>
      )}
      <Columns
        side={
          <>
            <Section title={texts.facts}>
              <Facts
                items={[
                  { label: texts.kind, value: texts.kinds[meeting.kind] },
                  {
                    label: texts.when,
                    value: format.dateTime(meeting.startsAt),
                    hint: texts.length(meeting.minutesPlanned),
                  },
                  { label: texts.place, value: meeting.place },
                ]}
              />
              {state !== 'canceled' && (
                <div className="mt-3">
                  <LinkButton
                    reloadDocument
                    to={`/office/meetings/${meeting.id}/calendar`}
                    size="small"
                    icon="calendar"
                  >
                    {texts.toCalendar}
                  </LinkButton>
                </div>
              )}
            </Section>
            <Papers papers={papers} may={acting.office && state !== 'canceled'} answer={answer} />
          </>
        }
      >
        <Section title={texts.agenda}>
          <PlainText>{meeting.agenda || texts.noAgenda}</PlainText>
        </Section>
        {carried.length > 0 && !held && (
          <Section title={texts.carried} count={carried.length} sentence={texts.carriedLead}>
            <ResolutionList resolutions={carried} today={today} withMeeting acting={{ ...acting, answer }} />
          </Section>
        )}
        {held && <Minutes meeting={meeting} office={acting.office} answer={answer} />}
        {held && (
          <Resolutions resolutions={resolutions} units={units} today={today} acting={{ ...acting, answer }} />
        )}
        <Members invited={invited} held={held} />
        <History events={history} />
      </Columns>
    </>
  )
}

function AnswerButtons({ answer }: { answer: string | null }) {
  const texts = useMeetingTexts()
  return (
    <div className="flex gap-2">
      {(['coming', 'not_coming'] as const).map((its) => (
        <MoveForm key={its} move="answer" hidden={{ answer: its }}>
          <Button
            look={answer === its || (answer === null && its === 'coming') ? 'primary' : 'secondary'}
            icon={answer === its ? 'check' : undefined}
          >
            {texts.answers[its]}
          </Button>
        </MoveForm>
      ))}
    </div>
  )
}
