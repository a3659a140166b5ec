import { Button } from '~/design/button'
import { Columns } from '~/design/columns'
import { Deadline } from '~/design/deadline'
import { Facts } from '~/design/facts'
import { useFormat } from '~/design/format'
import { Hash } from '~/design/hash'
import { LinkButton } from '~/design/link-button'
import { MenuLink } from '~/design/menu'
import { Moment } from '~/design/moment'
import { Notice } from '~/design/notice'
import { PageHead } from '~/design/page-head'
import { Progress } from '~/design/progress'
import { StageRail } from '~/design/stage-rail'
import { TextLink } from '~/design/text-link'
import type { ReactNode } from 'react'
import type { Answer } from '~/web/answer'
import { Live } from '~/web/live'
import { MoveForm } from '~/web/move-form'
import { isUnderWay } from '../overview/stages'
import type { RoundHead } from '../overview/head.server'
import { RoundChip } from './round-chip'
import { RoundTabs } from './round-tabs'
import { useRoundTitle } from './round-title'
import { useRoundsTexts } from './texts'

type RoundFrameProps = {
  round: RoundHead
  /** How many envelopes of bids are open, to whom it is told. */
  opening: { opened: number; envelopes: number } | null
  now: Date
  answer: Answer | undefined
  children: ReactNode
}

/** Head, stages and tabs of a round around one of its parts. */
export function RoundFrame({ round, opening, now, answer, children }: RoundFrameProps) {
  const all = useRoundsTexts()
  const texts = all.show
  const format = useFormat()
  const titleOf = useRoundTitle()
  return (
    <>
      <PageHead
        trail={[{ label: all.list.title, to: '/rounds' }]}
        title={titleOf(round)}
        state={
          <>
            <RoundChip state={round.state} />
            {isUnderWay(round.state) && <Live of={`/rounds/${round.id}/live`} state={round.state} />}
          </>
        }
        sentence={texts.sentence[round.state]}
        primary={<Primary round={round} answer={answer} />}
        more={(round.state !== 'draft' || round.may.edit) && <More round={round} />}
      />
      <Remarks round={round} />
      <Stages round={round} />
      {opening && (
        <div className="pb-5">
          <Progress
            phase={texts.openedOf(format.number(opening.opened), format.number(opening.envelopes))}
            share={opening.opened / opening.envelopes}
          />
        </div>
      )}
      <RoundTabs round={round} />
      <Columns side={<Side round={round} now={now} />}>{children}</Columns>
    </>
  )
}

function Primary({ round: { deed, counts, may }, answer }: { round: RoundHead; answer: Answer | undefined }) {
  const texts = useRoundsTexts().show
  const format = useFormat()
  if (may.resume)
    return (
      <MoveForm move="resume" answer={answer}>
        <Button look="primary">{texts.resume}</Button>
      </MoveForm>
    )
  if (!deed) return null
  const words = texts.deed[deed.code]
  return (
    <LinkButton to={deed.to} look="primary">
      {typeof words === 'function' ? words(format.number(counts.unanswered)) : words}
    </LinkButton>
  )
}

function More({ round: { id, may, state, ocid } }: { round: RoundHead }) {
  const all = useRoundsTexts()
  const texts = all.show
  const amend = all.addenda.create
  return (
    <>
      {may.edit && (
        <MenuLink to={`/rounds/${id}/draft`} icon="edit">
          {texts.edit}
        </MenuLink>
      )}
      {may.amend && (
        <MenuLink to={`/rounds/${id}/addenda/new`} icon="edit">
          {amend}
        </MenuLink>
      )}
      {may.rekey && (
        <MenuLink to={`/rounds/${id}/addenda/openers`} icon="lock">
          {texts.rekey}
        </MenuLink>
      )}
      {may.suspend && (
        <MenuLink to={`/rounds/${id}/suspension`} icon="pause">
          {texts.suspend}
        </MenuLink>
      )}
      {may.cancel && (
        <MenuLink to={`/rounds/${id}/cancellation`} icon="trash">
          {texts.cancel}
        </MenuLink>
      )}
      {may.joins && (
        <MenuLink to={`/rounds/${id}/joins`} icon="people">
          {texts.joins}
        </MenuLink>
      )}
      {state !== 'draft' && (
        <a
          href={`/rounds/${id}/notice.json`}
          download
          className="flex min-h-row items-center gap-2 rounded-sm px-2.5 py-1 hover:bg-sunken"
        >
          {texts.notice}
        </a>
      )}
      {state !== 'draft' && (
        <a
          href={`/ocds/records/${ocid}.json`}
          className="flex min-h-row items-center gap-2 rounded-sm px-2.5 py-1 hover:bg-sunken"
        >
          {texts.openData}
        </a>
      )}
    </>
  )
}

function Remarks({ round }: { round: RoundHead }) {
  const texts = useRoundsTexts().show
  const stopped = round.state === 'suspended' || round.state === 'canceled'
  return (
    <div className="space-y-3 pb-5 empty:hidden">
      {stopped && round.reason && (
        <Notice meaning={round.state === 'suspended' ? 'attention' : 'quiet'} title={texts.reason}>
          {round.reason}
        </Notice>
      )}
      {round.cancelProposed && round.may.cancel && round.state !== 'draft' && (
        <Notice
          meaning="attention"
          actions={<TextLink to={`/rounds/${round.id}/cancellation`}>{texts.seeCancel}</TextLink>}
        >
          {texts.cancelPending(round.cancelProposed.name)}
        </Notice>
      )}
      {round.isVisitor && (
        <Notice
          meaning="info"
          actions={
            <>
              <TextLink to={`/sign-in?next=/rounds/${round.id}`}>{texts.signIn}</TextLink>
              <TextLink to="/register">{texts.register}</TextLink>
            </>
          }
        >
          {texts.visitor}
        </Notice>
      )}
    </div>
  )
}

function Stages({ round: { stages } }: { round: RoundHead }) {
  const texts = useRoundsTexts().show
  return (
    <StageRail
      stages={stages.map(({ key, state, at }) => ({
        label: texts.stages[key],
        who: texts.who[key],
        state,
        ...(at && { at }),
      }))}
    />
  )
}

function Side({ round, now }: { round: RoundHead; now: Date }) {
  const all = useRoundsTexts()
  const texts = all.show
  const open = round.state === 'published' || round.state === 'frozen'
  const due = (at: Date | null) => {
    if (!at) return null
    if (!open || at < now) return <Moment at={at} />
    const counted = round.dueAt?.getTime() === at.getTime() ? round.workdays : null
    return (
      <Deadline
        at={at}
        now={now}
        {...(counted !== null && {
          workingDays: { left: counted, explained: texts.workdays(counted) },
        })}
      />
    )
  }
  return (
    <Facts
      items={[
        { label: texts.number, value: <code className="figure">{round.number}</code> },
        { label: texts.profile, value: all.profile[round.profile] },
        { label: texts.published, value: round.publishedAt && <Moment at={round.publishedAt} /> },
        { label: texts.questionsClose, value: due(round.questionsCloseAt) },
        { label: texts.pledgesClose, value: due(round.pledgesCloseAt) },
        { label: texts.bidsClose, value: due(round.bidsCloseAt) },
        { label: texts.openingAt, value: due(round.openingAt) },
        {
          label: texts.standstillEnds,
          value: round.standstillEndsAt && <Deadline at={round.standstillEndsAt} now={now} />,
        },
        { label: texts.lateJoinUntil, value: round.lateJoinUntil && <Moment at={round.lateJoinUntil} /> },
        {
          label: texts.noticeHash,
          value: round.noticeHash && <Hash value={round.noticeHash} short />,
          hint: texts.noticeHint,
        },
      ].filter(({ value }) => value)}
    />
  )
}
