import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { Columns } from '~/design/columns'
import { Empty } from '~/design/empty'
import { Money } from '~/design/money'
import { PageHead } from '~/design/page-head'
import { Section } from '~/design/section'
import { Table } from '~/design/table'
import { ViewTabs } from '~/design/view-tabs'
import { dayOf } from '~/kernel/workdays'
import { is } from '~/people/actor'
import { answerOf } from '~/web/answer'
import { enter } from '~/web/enter.server'
import { page } from '~/web/page'
import { withForm } from '~/web/with-form.server'
import { budgetYear } from '../asked'
import { keepBudget } from '../commands.server'
import { budgetForm } from '../form'
import { BudgetForms } from '../parts/budget-forms'
import { BudgetLines } from '../parts/budget-lines'
import { useBudgetTexts } from '../parts/texts'
import { listBudgetLines, listBudgetYears, listSpendings } from '../queries.server'

export const handle = page({ access: 'program.oversee', title: 'program.budget' })

export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, url, now } = await enter(args, handle)
  const [today, years] = [dayOf(now), await listBudgetYears(db)]
  const year = budgetYear(url.searchParams, today, years)
  const lines = await listBudgetLines(db, year)
  return { year, years, lines, spendings: await listSpendings(db, year), today, keeps: is(actor, 'officer') }
}

export async function action(args: ActionFunctionArgs) {
  const entered = await enter(args, { ...handle, access: 'program.manage' })
  return withForm(entered, budgetForm, async (tx, values) => {
    const year = await keepBudget(tx, entered.actor, values, entered.now)
    return redirect(`/office/budget?year=${year}&done=budget-${values.move}`)
  })
}

export default function Budget() {
  const { year, years, lines, spendings, today, keeps } = useLoaderData<typeof loader>()
  const answer = answerOf(useActionData<typeof action>())
  const texts = useBudgetTexts()
  return (
    <>
      <PageHead title={texts.titleOf(year)} sentence={texts.lead} />
      {years.length > 1 && (
        <ViewTabs
          label={texts.years}
          name="year"
          tabs={years.map((one) => ({ value: String(one), label: String(one) }))}
        />
      )}
      <Columns side={keeps && <BudgetForms lines={lines} year={year} today={today} answer={answer} />}>
        <BudgetLines lines={lines} year={year} />
        <Section title={texts.spendings} count={spendings.length}>
          <Table
            caption={texts.spendings}
            rows={spendings}
            rowKey={({ id }) => id}
            empty={<Empty icon="list" title={texts.noSpendings} why={texts.noSpendingsWhy} />}
            columns={[
              { key: 'line', head: texts.line, cell: ({ line }) => line },
              { key: 'day', head: texts.day, type: 'date', cell: ({ spentOn }) => spentOn },
              { key: 'voucher', head: texts.voucher, cell: ({ voucherNo }) => <code>{voucherNo}</code> },
              { key: 'remark', head: texts.remark, cell: ({ remark }) => remark },
              { key: 'by', head: texts.by, narrow: 'hidden', cell: ({ person }) => person },
              {
                key: 'amount',
                head: texts.amount,
                type: 'money',
                narrow: 'end',
                cell: ({ amount }) => <Money fen={amount} />,
              },
            ]}
          />
        </Section>
      </Columns>
    </>
  )
}
