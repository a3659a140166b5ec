import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import * as z from 'zod'
import { Button } from '~/design/button'
import { Code } from '~/design/code'
import { FileDrop } from '~/design/file-drop'
import { PageHead } from '~/design/page-head'
import { Section } from '~/design/section'
import { Table } from '~/design/table'
import { useProblemSentence } from '~/texts/problems'
import { answerOf, problemOf } from '~/web/answer'
import { CheckedForm } from '~/web/checked-form'
import { enter } from '~/web/enter.server'
import { page } from '~/web/page'
import { withForm } from '~/web/with-form.server'
import { importCatalog } from '../commands.server'
import { importColumns, type ImportProblem, readCatalog } from '../import'
import { useCatalogTexts } from '../parts/texts'

export const handle = page({ access: 'catalog.manage', title: 'catalog.import', files: true })

const form = z.object({
  file: z.custom<File>((given) => given instanceof File && given.size > 0, 'required'),
})
// The browser's early check sees a list of files; the server decides.
const shown = z.object({ file: z.any() })

export async function loader(args: LoaderFunctionArgs) {
  await enter(args, handle)
  return { columns: importColumns }
}

export async function action(args: ActionFunctionArgs) {
  const entered = await enter(args, handle)
  return withForm(entered, form, async (tx, { file }) => {
    const { lines, problems } = readCatalog(await file.text())
    if (problems.length > 0) return { report: problems }
    await importCatalog(tx, entered.actor, lines)
    return redirect('/catalog?done=catalog-imported')
  })
}

export default function ImportCatalog() {
  const { columns } = useLoaderData<typeof loader>()
  const data = useActionData<typeof action>()
  const answer = answerOf(data)
  const texts = useCatalogTexts()
  const report = data && 'report' in data ? (data.report as ImportProblem[]) : []
  return (
    <>
      <PageHead
        trail={[{ label: texts.title, to: '/catalog' }]}
        title={texts.import.title}
        sentence={texts.import.lead}
      />
      <CheckedForm form={shown} answer={answer} encType="multipart/form-data" className="max-w-2xl space-y-5">
        {(field, busy) => (
          <>
            <FileDrop
              {...field('file')}
              label={texts.import.file}
              accept=".csv,text/csv"
              error={problemOf(answer, 'file')}
            />
            <Button look="primary" busy={busy}>
              {texts.import.submit}
            </Button>
          </>
        )}
      </CheckedForm>
      {report.length > 0 && <Report problems={report} />}
      <Section title={texts.import.columns}>
        <Code block>{columns.join(',')}</Code>
      </Section>
    </>
  )
}

function Report({ problems }: { problems: readonly ImportProblem[] }) {
  const texts = useCatalogTexts().import
  const sentence = useProblemSentence()
  return (
    <Section title={texts.report} count={problems.length} sentence={texts.reportLead}>
      <Table
        caption={texts.report}
        rows={problems.slice(0, 500)}
        rowKey={({ line, column, code }) => `${line} ${column} ${code}`}
        total={problems.length}
        empty={null}
        columns={[
          { key: 'line', head: texts.line, cell: ({ line }) => String(line) },
          { key: 'column', head: texts.column, cell: ({ column }) => column && <code>{column}</code> },
          { key: 'problem', head: texts.problem, cell: ({ code }) => sentence(code) },
        ]}
      />
    </Section>
  )
}
