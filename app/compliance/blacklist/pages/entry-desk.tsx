import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { Columns } from '~/design/columns'
import { DateField } from '~/design/date-field'
import { Deadline } from '~/design/deadline'
import { useNamed } from '~/design/named'
import { PageHead } from '~/design/page-head'
import { Section } from '~/design/section'
import { SelectField } from '~/design/select-field'
import { TextArea } from '~/design/text-area'
import { TextLink } from '~/design/text-link'
import { loadCalendar } from '~/kernel/calendar.server'
import { nameIn } from '~/kernel/locale'
import { is } from '~/people/actor'
import { History } from '~/people/parts/history'
import { typed, answerOf, problemOf, valueOf } from '~/web/answer'
import { ConfirmMove } from '~/web/confirm-move'
import { MoveReason } from '~/web/move-reason'
import { enter, found } from '~/web/enter.server'
import { page } from '~/web/page'
import { withForm } from '~/web/with-form.server'
import { blacklistEntryLifecycle } from '../../lifecycle'
import { useBlacklistTexts } from '../../parts/texts'
import { moveEntry } from '../commands.server'
import { isCorrectionAsked, removalDue } from '../due-process'
import { entryForm } from '../form'
import { EntryChip } from '../parts/entry-chip'
import { EntryFacts } from '../parts/entry-facts'
import { Guards } from '../parts/guards'
import { findEntry, listMoves } from '../queries.server'

export const handle = page({ access: 'blacklist.read', title: 'compliance.blacklist-entry', stepUp: true })

export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, params, now } = await enter(args, handle)
  const its = found(await findEntry(db, params.entryId!))
  const moves = is(actor, 'officer') ? blacklistEntryLifecycle.movesFrom(its.state, 'officer') : []
  const isProposer = its.proposedBy === actor.personId
  const isFirst = its.removalFirstBy === actor.personId
  const seesEnterprise = is(actor, 'officer', 'auditor')
  const isCorrector = its.correctionBy === actor.personId
  const [history, calendar] = [await listMoves(db, its.id), await loadCalendar(db)]
  const decideBy = its.removalAskedAt && removalDue(its.removalAskedAt, calendar)
  return {
    title: nameIn(actor.locale, its.name, its.nameEn),
    its,
    moves,
    isProposer,
    isFirst,
    isCorrector,
    seesEnterprise,
    decideBy,
    now,
    history,
  }
}

export async function action(args: ActionFunctionArgs) {
  const entered = await enter(args, handle)
  return withForm(entered, entryForm, async (tx, values) => {
    await moveEntry(tx, entered.actor, entered.params.entryId!, values, entered.now)
    return redirect(`/office/blacklist/${entered.params.entryId}?done=entry-${values.move}`)
  })
}

export default function EntryDesk() {
  const { its, moves, isProposer, isFirst, isCorrector, seesEnterprise, decideBy, now, history } =
    useLoaderData<typeof loader>()
  const answer = answerOf(useActionData<typeof action>())
  const texts = useBlacklistTexts()
  const all = texts.entry
  const enterprise = useNamed()(its.name, its.nameEn)
  const heard = its.answerDue !== null && its.answerDue <= now
  const may = (move: (typeof moves)[number]) => moves.includes(move)
  return (
    <>
      <PageHead
        trail={[{ label: texts.desk.title, to: '/office/blacklist' }]}
        title={enterprise}
        state={<EntryChip state={its.state} />}
        sentence={all.sentence[its.state]}
      />
      <Columns
        side={
          <Section title={all.decision}>
            <EntryFacts its={its} />
            {seesEnterprise && (
              <p className="mt-3">
                <TextLink to={`/office/compliance/${its.orgId}`}>{all.toEnterprise}</TextLink>
              </p>
            )}
            {its.fileId && (
              <p className="mt-1">
                <a className="text-accent underline" href={`/files/${its.fileId}`}>
                  {texts.desk.file}
                </a>
              </p>
            )}
          </Section>
        }
      >
        {its.noticedAt && (
          <Section title={all.hearing}>
            {its.answerDue && (
              <p className="mb-2">
                {texts.desk.answerBy} <Deadline at={its.answerDue} now={now} met={heard} />
              </p>
            )}
            <p className="max-w-prose whitespace-pre-line">{its.answer ?? all.noAnswer}</p>
            {its.considered && (
              <>
                <h3 className="mt-4 mb-1 font-medium">{all.considered}</h3>
                <p className="max-w-prose whitespace-pre-line">{its.considered}</p>
              </>
            )}
          </Section>
        )}
        {(its.state === 'noticed' || its.state === 'proposed') && (
          <Section title={all.needsToList}>
            <Guards
              lines={[
                { holds: its.finalOn !== null, label: all.guards.final },
                { holds: its.noticedAt !== null, label: all.guards.noticed },
                { holds: heard, label: all.guards.heard },
                { holds: !isProposer, label: all.guards.other },
              ]}
            />
          </Section>
        )}
        {its.state === 'listed' && (
          <Section title={all.needsToRemove}>
            {decideBy && (
              <p className="mb-2">
                {all.decideBy} <Deadline at={decideBy} now={now} />
              </p>
            )}
            <Guards
              lines={[
                { holds: its.rectified, label: all.guards.rectified },
                { holds: its.bought, label: all.guards.bought },
                { holds: its.removalFirstBy !== null, label: all.guards.first(its.firstRemover ?? '') },
                { holds: !isProposer && !isFirst, label: all.guards.second },
              ]}
            />
          </Section>
        )}
        {isCorrectionAsked(its) && (
          <Section title={all.correctionAsked}>
            {its.correctionDue && (
              <p className="mb-2">
                {all.correctionBy} <Deadline at={its.correctionDue} now={now} />
              </p>
            )}
            <p className="max-w-prose whitespace-pre-line">{its.correctionAsked}</p>
          </Section>
        )}
        {its.correction && (
          <Section title={all.correction} sentence={all.correctionWaits}>
            <p className="max-w-prose">{its.correction}</p>
          </Section>
        )}
        <div className="mt-6 flex flex-wrap items-start gap-2">
          {may('notice') && (
            <ConfirmMove
              move="notice"
              verb={all.notice}
              title={all.noticeTitle}
              consequences={[all.noticeWhat, all.noticeHearing]}
              undo={{ possible: true, words: all.noticeUndo }}
              answer={answer}
            >
              <DateField {...typed(answer, 'finalOn')} label={texts.facts.finalOn} hint={all.finalHint} />
            </ConfirmMove>
          )}
          {may('list') && (
            <ConfirmMove
              move="list"
              verb={all.list}
              look="danger"
              title={all.listTitle(enterprise)}
              consequences={[all.listPublic, all.listReview]}
              undo={{ possible: false, words: all.listUndo }}
              whyNot={isProposer ? all.guards.other : !heard ? all.hearingRuns : null}
              answer={answer}
            >
              <TextArea
                {...typed(answer, 'considered')}
                label={all.considered}
                hint={all.consideredHint}
                rows={4}
              />
            </ConfirmMove>
          )}
          {may('remove') && (
            <ConfirmMove
              move="remove"
              verb={its.removalFirstBy ? all.remove : all.consent}
              title={its.removalFirstBy ? all.removeTitle(enterprise) : all.consentTitle}
              consequences={[its.removalFirstBy ? all.removeWhat : all.consentWhat]}
              undo={{ possible: false, words: all.removeUndo }}
              whyNot={isProposer || isFirst ? all.guards.second : null}
              answer={answer}
            >
              <SelectField
                {...typed(answer, 'ground')}
                label={all.ground}
                options={[
                  {
                    value: 'rectified',
                    label: all.grounds.rectified,
                    disabled: !its.rectified || !its.bought,
                  },
                  { value: 'annulled', label: all.grounds.annulled },
                ]}
              />
            </ConfirmMove>
          )}
          {may('keep') && (
            <ConfirmMove
              move="keep"
              verb={all.keep}
              look="secondary"
              title={all.keepTitle}
              consequences={[all.keepWhat]}
              undo={{ possible: true, words: all.keepUndo }}
              answer={answer}
            >
              <MoveReason move="keep" answer={answer} label={all.reason} maxLength={300} />
            </ConfirmMove>
          )}
          {may('correct') && its.correction && (
            <ConfirmMove
              move="confirm_correction"
              verb={all.confirmCorrection}
              look="secondary"
              title={all.confirmCorrectionTitle}
              consequences={[all.correctWhat]}
              undo={{ possible: true, words: all.correctUndo }}
              whyNot={isCorrector ? all.guards.corrector : null}
              answer={answer}
            />
          )}
          {may('correct') && (
            <ConfirmMove
              move="correct"
              verb={all.correct}
              look="secondary"
              title={all.correctTitle}
              consequences={[all.correctFirst, all.correctWhat]}
              undo={{ possible: true, words: all.correctUndo }}
              answer={answer}
            >
              <TextArea
                name="correction"
                label={texts.facts.ground}
                hint={texts.desk.groundHint}
                defaultValue={valueOf(answer, 'correction', its.correction ?? its.ground)}
                error={problemOf(answer, 'correction')}
                rows={3}
              />
            </ConfirmMove>
          )}
          {isCorrectionAsked(its) && may('correct') && (
            <ConfirmMove
              move="refuse_correction"
              verb={all.refuseCorrection}
              look="secondary"
              title={all.refuseCorrectionTitle}
              consequences={[all.refuseCorrectionWhat]}
              undo={{ possible: true, words: all.refuseCorrectionUndo }}
              answer={answer}
            >
              <MoveReason move="refuse_correction" answer={answer} label={all.reason} maxLength={300} />
            </ConfirmMove>
          )}
          {may('drop') && (
            <ConfirmMove
              move="drop"
              verb={all.drop}
              look="secondary"
              title={all.dropTitle}
              consequences={[all.dropWhat]}
              undo={{ possible: false, words: all.dropUndo }}
              answer={answer}
            >
              <MoveReason move="drop" answer={answer} label={all.reason} maxLength={300} />
            </ConfirmMove>
          )}
        </div>
        <History events={history} />
      </Columns>
    </>
  )
}
