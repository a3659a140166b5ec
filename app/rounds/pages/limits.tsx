import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import * as z from 'zod'
import { Button } from '~/design/button'
import { Empty } from '~/design/empty'
import { useFormat } from '~/design/format'
import { Money } from '~/design/money'
import { MoneyField } from '~/design/money-field'
import { PageHead } from '~/design/page-head'
import { Section } from '~/design/section'
import { SelectField } from '~/design/select-field'
import { Table } from '~/design/table'
import { mayEnter } from '~/people/access'
import { listMembers } from '~/people/queries.server'
import { type Answer, answerOf } from '~/web/answer'
import { CheckedForm } from '~/web/checked-form'
import { enter } from '~/web/enter.server'
import { MoveForm } from '~/web/move-form'
import { page } from '~/web/page'
import { useWebTexts } from '~/web/texts'
import { withForm } from '~/web/with-form.server'
import { limitForm, limitRoles } from '../form'
import { useRoundsTexts } from '../parts/texts'
import {
  endLimit,
  letOnePersonApprove,
  listLimits,
  mayOnePersonApprove,
  setLimit,
} from '../pledges/limits.server'

export const handle = page({ access: 'pledge.read', title: 'rounds.limits', stepUp: true })

const form = z.union([
  z.object({ move: z.literal('end'), limitId: z.uuid() }),
  z.object({ move: z.enum(['allow', 'forbid']) }),
  z.object({ move: z.literal('set') }).and(limitForm),
])

export async function loader(args: LoaderFunctionArgs) {
  const { actor, db } = await enter(args, handle)
  return {
    limits: await listLimits(db, actor),
    members: (await listMembers(db, actor)).map(({ id, name }) => ({ id, name })),
    onePerson: await mayOnePersonApprove(db, actor),
    sets: mayEnter('limit.set', actor),
  }
}

export async function action(args: ActionFunctionArgs) {
  const entered = await enter(args, { ...handle, access: 'limit.set' })
  return withForm(entered, form, async (tx, values) => {
    if (values.move === 'end') await endLimit(tx, entered.actor, values.limitId)
    else if (values.move === 'set') await setLimit(tx, entered.actor, values)
    else await letOnePersonApprove(tx, entered.actor, values.move === 'allow')
    return redirect(`/organization/limits?done=${values.move === 'end' ? 'limit-ended' : 'limit-set'}`)
  })
}

type Data = Awaited<ReturnType<typeof loader>>

export default function Limits() {
  const data = useLoaderData<typeof loader>() as Data
  const answer = answerOf(useActionData<typeof action>())
  const all = useRoundsTexts()
  const texts = all.limits
  const { roles } = useWebTexts()
  const format = useFormat()
  const { limits, sets, onePerson } = data
  return (
    <>
      <PageHead
        trail={[{ label: all.pledges.title, to: '/pledges' }]}
        title={texts.title}
        sentence={texts.lead}
      />
      <Table
        caption={texts.title}
        rows={limits}
        rowKey={({ id }) => id}
        total={limits.length}
        empty={<Empty icon="shield" title={texts.empty} why={texts.emptyWhy} />}
        columns={[
          { key: 'who', head: texts.who, cell: ({ name, role }) => name ?? roles[role!] },
          { key: 'period', head: texts.period, cell: ({ period }) => texts.periods[period] },
          { key: 'amount', head: texts.amount, type: 'money', cell: ({ amount }) => <Money fen={amount} /> },
          { key: 'since', head: texts.since, type: 'date', cell: ({ since }) => format.date(since) },
          ...(sets
            ? [
                {
                  key: 'end',
                  head: '',
                  narrow: 'end' as const,
                  cell: ({ id }: Data['limits'][number]) => (
                    <MoveForm
                      move="end"
                      hidden={{ limitId: id }}
                      answer={answer?.values.limitId === id ? answer : undefined}
                    >
                      <Button size="small">{texts.end}</Button>
                    </MoveForm>
                  ),
                },
              ]
            : []),
        ]}
      />
      {sets && <SetLimit members={data.members} answer={answer} />}
      <Section title={texts.onePerson} sentence={texts.onePersonLead}>
        <div className="flex flex-wrap items-center gap-3">
          <span className="text-ink-soft">{onePerson ? texts.onePersonOn : texts.onePersonOff}</span>
          {sets && (
            <MoveForm move={onePerson ? 'forbid' : 'allow'} answer={answer}>
              <Button size="small">{onePerson ? texts.forbid : texts.allow}</Button>
            </MoveForm>
          )}
        </div>
      </Section>
    </>
  )
}

function SetLimit({ members, answer }: { members: Data['members']; answer: Answer | undefined }) {
  const texts = useRoundsTexts().limits
  const { roles } = useWebTexts()
  const mine = answer?.values.move === 'set' || answer?.values.who !== undefined ? answer : undefined
  return (
    <Section title={texts.set}>
      <CheckedForm form={z.object({ move: z.literal('set') }).and(limitForm)} answer={mine}>
        {(field, busy) => (
          <>
            <input type="hidden" {...field('move')} defaultValue="set" value="set" readOnly />
            <div className="grid max-w-3xl gap-5 sm:grid-cols-3">
              <SelectField
                {...field('who')}
                label={texts.who}
                hint={texts.whoHint}
                empty
                options={[
                  {
                    label: texts.people,
                    options: members.map(({ id, name }) => ({ value: `person:${id}`, label: name })),
                  },
                  {
                    label: texts.roles,
                    options: limitRoles.map((role) => ({ value: `role:${role}`, label: roles[role] })),
                  },
                ]}
              />
              <SelectField
                {...field('period')}
                label={texts.period}
                options={(['month', 'year', 'round'] as const).map((value) => ({
                  value,
                  label: texts.periods[value],
                }))}
              />
              <MoneyField {...field('amount')} label={texts.amount} />
            </div>
            <Button look="primary" busy={busy}>
              {texts.set}
            </Button>
          </>
        )}
      </CheckedForm>
    </Section>
  )
}
