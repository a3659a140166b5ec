import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { Button } from '~/design/button'
import { Empty } from '~/design/empty'
import { FileDrop } from '~/design/file-drop'
import { useFormat } from '~/design/format'
import { Money } from '~/design/money'
import { Moment } from '~/design/moment'
import { PageHead } from '~/design/page-head'
import { Section } from '~/design/section'
import { SelectField } from '~/design/select-field'
import { Table } from '~/design/table'
import { mayEnter } from '~/people/access'
import { answerOf } from '~/web/answer'
import { CheckedForm } from '~/web/checked-form'
import { enter } from '~/web/enter.server'
import { page } from '~/web/page'
import { Refreshing } from '~/web/refreshing'
import { withForm } from '~/web/with-form.server'
import { statementForm } from '../form'
import { ImportChip, phaseOf } from '../parts/state-chip'
import { usePaymentsTexts } from '../parts/texts'
import { listBankAccounts, listImports, uploadStatement } from '../statement.server'

export const handle = page({ access: 'payment.oversee', title: 'payments.statements', files: true })

export async function loader(args: LoaderFunctionArgs) {
  const { actor, db } = await enter(args, handle)
  return {
    imports: await listImports(db),
    accounts: await listBankAccounts(db),
    books: mayEnter('payment.book', actor),
  }
}

export async function action(args: ActionFunctionArgs) {
  const entered = await enter(args, { ...handle, access: 'payment.book' })
  return withForm(entered, statementForm, async (tx, { accountId, file }) => {
    const bytes = new Uint8Array(await file.arrayBuffer())
    const id = await uploadStatement(tx, entered.actor, { accountId, name: file.name, bytes })
    return redirect(`/office/statements/${id}`)
  })
}

export default function Statements() {
  const { imports, accounts, books } = useLoaderData<typeof loader>()
  const answer = answerOf(useActionData<typeof action>())
  const texts = usePaymentsTexts().statements
  const format = useFormat()
  const rows = imports.map((row) => ({ ...row, phase: phaseOf(row) }))
  return (
    <>
      <PageHead title={texts.title} sentence={texts.lead} />
      <Refreshing while={rows.some(({ phase }) => phase === 'reading' || phase === 'booking')} />
      {books && (
        <Section title={texts.upload} sentence={texts.uploadLead}>
          <CheckedForm
            form={statementForm}
            answer={answer}
            encType="multipart/form-data"
            className="grid max-w-3xl items-start gap-4 sm:grid-cols-2"
          >
            {(field, busy) => (
              <>
                <SelectField
                  {...field('accountId')}
                  label={texts.account}
                  options={accounts.map(({ id, bank, number }) => ({
                    value: id,
                    label: `${bank} ${number.slice(-4)}`,
                  }))}
                />
                <FileDrop
                  {...field('file')}
                  label={texts.file}
                  hint={texts.fileHint}
                  accept=".csv,.txt,.xlsx"
                />
                <div>
                  <Button look="primary" icon="upload" busy={busy}>
                    {texts.submit}
                  </Button>
                </div>
              </>
            )}
          </CheckedForm>
        </Section>
      )}
      <Section title={texts.accounts} count={accounts.length}>
        <Table
          caption={texts.accounts}
          rows={accounts}
          rowKey={({ id }) => id}
          rowTo={({ id }) => `/office/ledger/${encodeURIComponent(`bank:${id}`)}`}
          empty={<Empty title={texts.noAccount} why={texts.noAccountWhy} icon="card" />}
          columns={[
            { key: 'bank', head: texts.bank, cell: ({ bank }) => bank },
            { key: 'holder', head: texts.holder, cell: ({ holder }) => holder },
            {
              key: 'number',
              head: texts.number,
              cell: ({ number }) => <span className="figure">{number}</span>,
            },
            {
              key: 'closingAt',
              head: texts.closingAt,
              type: 'date',
              cell: ({ closingAt }) => closingAt && <Moment at={closingAt} />,
            },
            {
              key: 'closing',
              head: texts.closing,
              type: 'money',
              narrow: 'end',
              cell: ({ closing, currency }) =>
                closing !== null && <Money fen={closing} currency={currency} />,
            },
          ]}
        />
      </Section>
      <Section title={texts.imports} count={rows.length}>
        <Table
          caption={texts.imports}
          rows={rows}
          rowKey={({ id }) => id}
          rowTo={({ id }) => `/office/statements/${id}`}
          empty={<Empty title={texts.empty} why={texts.emptyWhy} icon="document" />}
          columns={[
            { key: 'file', head: texts.file, cell: ({ fileName }) => fileName },
            {
              key: 'account',
              head: texts.account,
              cell: ({ bank, number }) => (
                <>
                  {bank} <span className="figure text-ink-soft">{number.slice(-4)}</span>
                </>
              ),
            },
            {
              key: 'phase',
              head: texts.state,
              type: 'chip',
              narrow: 'end',
              cell: ({ phase }) => <ImportChip phase={phase} />,
            },
            { key: 'lines', head: texts.lines, type: 'number', cell: ({ lines }) => format.number(lines) },
            {
              key: 'new',
              head: texts.fresh,
              type: 'number',
              narrow: 'hidden',
              cell: ({ lines, known }) => format.number(lines - known),
            },
            {
              key: 'problems',
              head: texts.problems,
              type: 'number',
              narrow: 'hidden',
              cell: ({ problemCount }) => problemCount > 0 && format.number(problemCount),
            },
            {
              key: 'closing',
              head: texts.closing,
              type: 'money',
              cell: ({ closing }) => closing !== null && <Money fen={closing} />,
            },
            { key: 'by', head: texts.by, narrow: 'hidden', cell: ({ person }) => person },
            { key: 'at', head: texts.readAt, type: 'date', cell: ({ readAt }) => <Moment at={readAt} /> },
          ]}
        />
      </Section>
    </>
  )
}
