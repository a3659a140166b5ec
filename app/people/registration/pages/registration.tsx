import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { Button } from '~/design/button'
import { Empty } from '~/design/empty'
import { FileDrop } from '~/design/file-drop'
import { useFormat } from '~/design/format'
import { Moment } from '~/design/moment'
import { PageHead } from '~/design/page-head'
import { Section } from '~/design/section'
import { Table } from '~/design/table'
import { answerOf } from '~/web/answer'
import { CheckedForm } from '~/web/checked-form'
import { enter } from '~/web/enter.server'
import { page } from '~/web/page'
import { withForm } from '~/web/with-form.server'
import { is } from '../../actor'
import { useDirectoryTexts } from '../../parts/texts'
import { importRegistration } from '../commands.server'
import { registrationForm } from '../form'
import { ColumnGuide } from '../parts/column-guide'
import { listRegistrationImports } from '../queries.server'

export const handle = page({ access: 'registration.read', title: 'people.registration', files: true })

export async function loader(args: LoaderFunctionArgs) {
  const { actor, db } = await enter(args, handle)
  return { imports: await listRegistrationImports(db), mayImport: is(actor, 'officer') }
}

export async function action(args: ActionFunctionArgs) {
  const entered = await enter(args, { ...handle, access: 'registration.manage' })
  return withForm(entered, registrationForm, async (tx, { file }) => {
    const id = await importRegistration(tx, entered.actor, file, entered.now)
    return redirect(`/office/registration/${id}?done=registration-imported`)
  })
}

export default function Registration() {
  const { imports, mayImport } = useLoaderData<typeof loader>()
  const answer = answerOf(useActionData<typeof action>())
  const texts = useDirectoryTexts().import
  const format = useFormat()
  const count = (key: string, head: string, of: (row: (typeof imports)[number]) => number) => ({
    key, head, type: 'number' as const, cell: (row: (typeof imports)[number]) => format.number(of(row)),
  }) // oxfmt-ignore
  return (
    <>
      <PageHead title={texts.title} sentence={texts.lead} />
      {mayImport && (
        <CheckedForm
          form={registrationForm}
          answer={answer}
          encType="multipart/form-data"
          className="max-w-2xl space-y-4"
        >
          {(field, busy) => (
            <>
              <FileDrop {...field('file')} label={texts.file} hint={texts.fileHint} accept=".csv,text/csv" />
              <Button look="primary" icon="upload" busy={busy}>
                {texts.submit}
              </Button>
            </>
          )}
        </CheckedForm>
      )}
      <Section title={texts.past} count={imports.length}>
        <Table
          caption={texts.past}
          rows={imports}
          rowKey={({ id }) => id}
          rowTo={({ id }) => `/office/registration/${id}`}
          empty={<Empty icon="upload" title={texts.empty} why={texts.emptyWhy} />}
          columns={[
            { key: 'file', head: texts.fileHead, cell: ({ fileName }) => fileName },
            { key: 'at', head: texts.at, type: 'date', narrow: 'end', cell: ({ at }) => <Moment at={at} /> },
            { key: 'by', head: texts.by, cell: ({ person }) => person },
            count('rows', texts.rows, ({ rows }) => rows),
            count('added', texts.outcomes.added, ({ added }) => added),
            count('changed', texts.outcomes.changed, ({ changed }) => changed),
            {
              key: 'refused',
              head: texts.outcomes.refused,
              type: 'number',
              cell: ({ refused }) => (
                <span className={refused > 0 ? 'font-medium text-risk' : ''}>{format.number(refused)}</span>
              ),
            },
          ]}
        />
      </Section>
      <ColumnGuide />
    </>
  )
}
