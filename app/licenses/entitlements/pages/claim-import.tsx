import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { Form, useActionData, useLoaderData } from '@remix-run/react'
import { Button } from '~/design/button'
import { Code } from '~/design/code'
import { Empty } from '~/design/empty'
import { FileDrop } from '~/design/file-drop'
import { Notice } from '~/design/notice'
import { PageHead } from '~/design/page-head'
import { Section } from '~/design/section'
import { Table } from '~/design/table'
import { useRefusalWord } from '~/texts/refusal-word'
import { answerOf } from '~/web/answer'
import { CheckedForm } from '~/web/checked-form'
import { enter } from '~/web/enter.server'
import { KeyField } from '~/web/key-field'
import { page } from '~/web/page'
import { withForm } from '~/web/with-form.server'
import { useLicensesTexts } from '../../parts/texts'
import { claimColumns } from '../claim-file'
import { checkClaims, importClaims } from '../claim-import.server'
import { claimCheckForm, claimImportForm } from '../form'

export const handle = page({ access: 'license.manage', title: 'licenses.import', files: true })

export async function loader(args: LoaderFunctionArgs) {
  await enter(args, handle)
  return {
    columns: Object.entries(claimColumns).map(([column, [alias]]) =>
      [column, alias].filter(Boolean).join(' / '),
    ),
  }
}

export async function action(args: ActionFunctionArgs) {
  const entered = await enter(args, handle)
  return withForm(entered, claimImportForm, async (tx, values) => {
    if (values.move === 'check') return { checked: await checkClaims(tx, entered.actor, values.file!) }
    await importClaims(tx, entered.actor, values)
    return redirect('/licenses?standing=claimed&done=claimed')
  })
}

export default function ClaimImport() {
  const { columns } = useLoaderData<typeof loader>()
  const data = useActionData<typeof action>()
  const all = useLicensesTexts()
  const texts = all.import
  const word = useRefusalWord()
  const checked = data && 'checked' in data ? data.checked : null
  return (
    <>
      <PageHead
        trail={[{ label: all.list.title, to: '/licenses' }]}
        title={texts.title}
        sentence={texts.lead}
      />
      <CheckedForm
        form={claimCheckForm}
        answer={answerOf(data)}
        encType="multipart/form-data"
        className="max-w-xl space-y-3"
      >
        {(field, busy) => (
          <>
            <input type="hidden" name="move" value="check" />
            <FileDrop
              {...field('file')}
              label={texts.file}
              hint={texts.fileHint}
              accept=".csv,.txt,.zip"
              width="full"
            />
            <Button look={checked ? 'secondary' : 'primary'} busy={busy}>
              {texts.check}
            </Button>
          </>
        )}
      </CheckedForm>
      {checked && (
        <Section title={texts.ready(checked.ready)} sentence={texts.proven(checked.proven, checked.ready)}>
          {checked.ready > 0 ? (
            <Form method="post">
              <KeyField />
              <input type="hidden" name="move" value="import" />
              <textarea name="list" value={checked.text} readOnly hidden />
              <input type="hidden" name="bundle" value={checked.bundle ?? ''} />
              <Button look="primary" icon="check">
                {texts.confirm(checked.ready)}
              </Button>
            </Form>
          ) : (
            <Empty title={texts.none} why={texts.noneWhy} icon="alert" />
          )}
          {checked.problems.length > 0 && (
            <div className="mt-5 space-y-3">
              <Notice meaning="attention">
                {texts.wrong(new Set(checked.problems.map(({ line }) => line)).size)}
              </Notice>
              <Table
                caption={texts.problem}
                rows={checked.problems.slice(0, 200)}
                rowKey={({ line, column, code }) => `${line} ${column} ${code}`}
                empty={null}
                columns={[
                  {
                    key: 'line',
                    head: texts.line,
                    type: 'number',
                    narrow: 'title',
                    cell: ({ line }) => line,
                  },
                  { key: 'column', head: texts.column, cell: ({ column }) => <Code>{column}</Code> },
                  { key: 'problem', head: texts.problem, cell: ({ code }) => word(code) },
                ]}
              />
            </div>
          )}
        </Section>
      )}
      <Section title={texts.columns}>
        <p className="flex flex-wrap gap-1.5">
          {columns.map((column) => (
            <Code key={column}>{column}</Code>
          ))}
        </p>
      </Section>
    </>
  )
}
