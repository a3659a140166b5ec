import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { Button } from '~/design/button'
import { Columns } from '~/design/columns'
import { Facts } from '~/design/facts'
import { FormSummary } from '~/design/form-summary'
import { useFormat } from '~/design/format'
import { LinkButton } from '~/design/link-button'
import { useNamed } from '~/design/named'
import { Notice } from '~/design/notice'
import { PageHead } from '~/design/page-head'
import { Section } from '~/design/section'
import { Table } from '~/design/table'
import { TextArea } from '~/design/text-area'
import { dayOf, hourOf } from '~/kernel/workdays'
import { type Actor, is } from '~/people/actor'
import { History } from '~/people/parts/history'
import { listHistory } from '~/people/queries.server'
import { answerOf, problemOf, valueOf } from '~/web/answer'
import { ConfirmMove } from '~/web/confirm-move'
import { enter, found } from '~/web/enter.server'
import { MoveForm } from '~/web/move-form'
import { page } from '~/web/page'
import { withForm } from '~/web/with-form.server'
import { forecast, standingOf } from '../../forecast'
import { targetOf } from '../counted'
import { Targets } from '../../parts/targets'
import { useProgramTexts } from '../../parts/texts'
import { decideTarget } from '../commands.server'
import { targetMoveForm } from '../form'
import { useScopeName } from '../parts/scope-name'
import { StandingChip, TargetChip } from '../parts/target-chip'
import { usePlanTexts } from '../parts/texts'
import { countScope, findTarget, listVersions } from '../queries.server'

export const handle = page({ access: 'program.read', title: 'program.target' })

export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, params, now } = await enter(args, handle)
  const target = found(await findTarget(db, params.targetId!))
  const [counted, versions, history] = await Promise.all([
    countScope(db, target, dayOf(now)),
    listVersions(db, target.id),
    listHistory(db, target.id),
  ])
  return { today: dayOf(now), target, ...counted, versions, history, may: rightsOf(actor, target) }
}

const rightsOf = (actor: Actor, { state, orgId }: { state: string; orgId: string }) => ({
  decide: is(actor, 'officer') && state === 'proposed',
  again: is(actor, 'liaison', 'leader') && orgId === actor.organizationId && state === 'returned',
  change:
    state === 'accepted' &&
    (is(actor, 'officer') || (is(actor, 'liaison', 'leader') && orgId === actor.organizationId)),
})

export async function action(args: ActionFunctionArgs) {
  const entered = await enter(args, { ...handle, access: 'program.manage' })
  return withForm(entered, targetMoveForm, async (tx, { move, reason }) => {
    const { id } = found(await findTarget(tx, entered.params.targetId!))
    await decideTarget(tx, entered.actor, id, move, reason ?? null)
    return redirect(`/office/plan/targets/${id}?done=${move === 'accept' ? 'target-accepted' : 'returned'}`)
  })
}

export default function TargetPage() {
  const { target, value, size, today, versions, history, may } = useLoaderData<typeof loader>()
  const answer = answerOf(useActionData<typeof action>())
  const texts = usePlanTexts()
  const named = useNamed()
  const words = useProgramTexts()
  const scopeOf = useScopeName()
  const format = useFormat()
  const day = (its: string) => format.date(hourOf(its, 12))
  const counts = targetOf(target)
  const expected = forecast(counts, today, value)
  const change = `/office/plan/targets/${target.id}/change`
  return (
    <>
      <PageHead
        trail={[
          { label: texts.title, to: '/office/plan' },
          { label: texts.titleOf(target.year), to: `/office/plan?year=${target.year}` },
        ]}
        title={`${scopeOf(target)} · ${words.measures[target.measure]}`}
        state={
          <>
            <TargetChip state={target.state} />
            {target.state === 'accepted' && <StandingChip standing={standingOf(counts, today, value)} />}
          </>
        }
        sentence={texts.sentence[target.state]}
        primary={
          may.decide ? (
            <MoveForm move="accept" answer={answer}>
              <Button look="primary">{texts.accept}</Button>
            </MoveForm>
          ) : may.again ? (
            <LinkButton to={change} look="primary">
              {texts.form.again}
            </LinkButton>
          ) : (
            may.change && <LinkButton to={change}>{texts.form.change}</LinkButton>
          )
        }
      />
      {answer?.refusal && answer.values.move === 'accept' && (
        <FormSummary problems={[]} refusal={{ what: answer.refusal.sentence }} />
      )}
      {target.state === 'returned' && target.reason && (
        <div className="mb-6">
          <Notice meaning="attention" title={texts.reasonReturned}>
            {target.reason}
          </Notice>
        </div>
      )}
      <Columns
        side={
          <Section title={texts.facts}>
            <Facts
              items={[
                { label: texts.agency, value: named(target.agency, target.agencyEn) },
                { label: texts.scope, value: scopeOf(target) },
                { label: texts.dueOn, value: day(target.dueOn) },
                { label: texts.size, value: format.number(size) },
                { label: texts.baseline, value: format.number(target.baseline) },
                { label: texts.setOn, value: format.date(target.setAt) },
                { label: texts.proposer, value: target.proposer },
                { label: texts.decider, value: target.decider },
              ].filter((fact) => fact.value)}
            />
          </Section>
        }
      >
        <Section title={texts.standing} sentence={texts.asOf(day(today))}>
          <Facts
            layout="strip"
            items={[
              { label: texts.today, value: format.number(value) },
              { label: texts.number, value: format.number(target.number) },
              {
                label: texts.forecast,
                value: expected === null ? '—' : format.number(expected),
                hint: texts.forecastHint,
              },
            ]}
          />
          {target.state === 'accepted' && (
            <div className="mt-5">
              <Targets targets={[{ ...target, value }]} day={today} />
            </div>
          )}
        </Section>
        {may.decide && (
          <div className="mt-6">
            <ConfirmMove
              move="return"
              verb={texts.return}
              look="danger"
              title={texts.returnWhat}
              consequences={[texts.returnWho(named(target.agency, target.agencyEn))]}
              undo={{ possible: true, words: texts.returnUndo }}
              answer={answer}
            >
              <TextArea
                name="reason"
                label={texts.reason}
                defaultValue={valueOf(answer, 'reason')}
                error={problemOf(answer, 'reason')}
              />
            </ConfirmMove>
          </div>
        )}
        {versions.length > 1 && (
          <Section title={texts.versions} count={versions.length} sentence={texts.versionsLead}>
            <Table
              caption={texts.versions}
              rows={versions}
              rowKey={({ id }) => id}
              {...{ rowTo: ({ id }: { id: string }) => `/office/plan/targets/${id}` }}
              empty={null}
              columns={[
                {
                  key: 'setOn',
                  head: texts.setOn,
                  type: 'date',
                  narrow: 'title',
                  cell: ({ setAt }) => format.dateTime(setAt),
                },
                {
                  key: 'number',
                  head: texts.number,
                  type: 'number',
                  cell: ({ number }) => format.number(number),
                },
                { key: 'dueOn', head: texts.dueOn, type: 'date', cell: ({ dueOn }) => day(dueOn) },
                { key: 'reason', head: texts.reason, cell: ({ reason }) => reason },
                {
                  key: 'state',
                  head: texts.state,
                  type: 'chip',
                  narrow: 'end',
                  cell: ({ state }) => <TargetChip state={state} />,
                },
              ]}
            />
          </Section>
        )}
        <History events={history} />
      </Columns>
    </>
  )
}
