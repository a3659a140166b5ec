import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { Button } from '~/design/button'
import { Chip } from '~/design/chip'
import { DateField } from '~/design/date-field'
import { Day } from '~/design/day'
import { Empty } from '~/design/empty'
import type { Meaning } from '~/design/meaning'
import { useNamed } from '~/design/named'
import { PageHead } from '~/design/page-head'
import { Section } from '~/design/section'
import { SelectField } from '~/design/select-field'
import { Table } from '~/design/table'
import { TextLink } from '~/design/text-link'
import { dayOf } from '~/kernel/workdays'
import { type Answer, answerOf, problemOf, valueOf } from '~/web/answer'
import { AnswerSummary } from '~/web/checked-form'
import { enter } from '~/web/enter.server'
import { MoveForm } from '~/web/move-form'
import { page } from '~/web/page'
import { withForm } from '~/web/with-form.server'
import { is } from '../../actor'
import { useCoverageTexts } from '../../coverage/parts/texts'
import { duties, type Duty, standingOf } from '../appointing'
import { keepAppointment } from '../commands.server'
import { appointmentForm } from '../form'
import { listUnits, type MemberUnit } from '../queries.server'

export const handle = page({ access: 'program.oversee', title: 'people.units' })

export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, now } = await enter(args, handle)
  return { units: await listUnits(db), today: dayOf(now), keeps: is(actor, 'officer') }
}

export async function action(args: ActionFunctionArgs) {
  const entered = await enter(args, { ...handle, access: 'program.manage' })
  return withForm(entered, appointmentForm, async (tx, asked) => {
    await keepAppointment(tx, entered.actor, asked, entered.now)
    return redirect(`/office/units?done=appointment-${asked.move}`)
  })
}

const meanings: Record<ReturnType<typeof standingOf>, Meaning> = {
  named: 'ok',
  due: 'attention',
  late: 'risk',
  unasked: 'quiet',
}

export default function Units() {
  const { units, today, keeps } = useLoaderData<typeof loader>()
  const answer = answerOf(useActionData<typeof action>())
  const texts = useCoverageTexts().units
  const named = useNamed()
  const late = units.filter((unit) =>
    duties.some((duty) => standingOf(unit[duty] ?? undefined, today) === 'late'),
  )
  return (
    <>
      <PageHead title={texts.title} sentence={late.length > 0 ? texts.late(late.length) : texts.lead} />
      <Table
        caption={texts.title}
        rows={units}
        rowKey={({ id }) => id}
        total={units.length}
        empty={<Empty icon="people" title={texts.none} why={texts.noneWhy} />}
        columns={[
          { key: 'unit', head: texts.unit, cell: ({ name, nameEn }) => named(name, nameEn) },
          ...duties.map((duty) => ({
            key: duty,
            head: texts.duties[duty],
            named: true,
            cell: (unit: MemberUnit) => <Standing unit={unit} duty={duty} today={today} />,
          })),
          {
            key: 'coverage',
            head: texts.enterprises,
            narrow: 'hidden' as const,
            cell: ({ id }: MemberUnit) => (
              <TextLink to={`/office/organizations?agency=${id}`}>{texts.show}</TextLink>
            ),
          },
        ]}
      />
      {keeps && (
        <div className="mt-8 grid gap-x-10 gap-y-8 lg:grid-cols-2 [&>section]:mt-0">
          <Naming move="name" units={units} answer={answer} />
          <Naming move="ask" units={units} answer={answer} />
        </div>
      )}
    </>
  )
}

function Standing({ unit, duty, today }: { unit: MemberUnit; duty: Duty; today: string }) {
  const texts = useCoverageTexts().units
  const its = unit[duty]
  const standing = standingOf(its ?? undefined, today)
  return (
    <>
      {its?.person && <span className="mr-2">{its.person}</span>}
      {standing !== 'named' && <Chip meaning={meanings[standing]}>{texts.standings[standing]}</Chip>}{' '}
      {its && (
        <span className="text-sm text-ink-soft">
          {standing === 'named' ? its.since && <Day on={its.since} /> : <Day on={its.dueOn} />}
        </span>
      )}
    </>
  )
}

type NamingProps = { move: 'ask' | 'name'; units: readonly MemberUnit[]; answer: Answer | undefined }

/** Keeps whom a unit named, or asks it to name someone by a day. */
function Naming({ move, units, answer }: NamingProps) {
  const texts = useCoverageTexts().units
  const named = useNamed()
  const mine = valueOf(answer, 'move') === move ? answer : undefined
  const field = (name: string) => ({
    name,
    id: `${move}-${name}`,
    defaultValue: valueOf(mine, name),
    error: problemOf(mine, name),
  })
  return (
    <Section title={texts[move]} sentence={texts[`${move}Lead`]}>
      <MoveForm move={move} className="max-w-md space-y-4">
        {mine && <AnswerSummary answer={mine} />}
        <SelectField
          {...field('orgId')}
          label={texts.unit}
          empty
          options={units.map(({ id, name, nameEn }) => ({ value: id, label: named(name, nameEn) }))}
        />
        <SelectField
          {...field('duty')}
          label={texts.duty}
          options={duties.map((value) => ({ value, label: texts.duties[value] }))}
        />
        {move === 'ask' ? (
          <DateField {...field('dueOn')} label={texts.dueOn} />
        ) : (
          <SelectField
            {...field('personId')}
            label={texts.person}
            hint={texts.personHint}
            empty
            options={units
              .map(({ name, nameEn, leaders, liaisons }) => ({
                label: named(name, nameEn),
                options: [...new Map([...leaders, ...liaisons].map((one) => [one.id, one])).values()].map(
                  ({ id, name: person }) => ({ value: id, label: person }),
                ),
              }))
              .filter(({ options }) => options.length > 0)}
          />
        )}
        <Button look={move === 'name' ? 'primary' : 'secondary'}>{texts[`${move}Verb`]}</Button>
      </MoveForm>
    </Section>
  )
}
