import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { Button } from '~/design/button'
import { FileDrop } from '~/design/file-drop'
import { PageHead } from '~/design/page-head'
import { TextArea } from '~/design/text-area'
import { mayEnter } from '~/people/access'
import type { Answer } from '~/web/answer'
import { CheckedForm } from '~/web/checked-form'
import { enter } from '~/web/enter.server'
import { page } from '~/web/page'
import { withForm } from '~/web/with-form.server'
import { checkReceipt } from '../check-receipt.server'
import { receiptForm } from '../form'
import { AuditTabs } from '../parts/audit-tabs'
import { type Checked, CheckedReceipt } from '../parts/checked-receipt'
import { useAuditTexts } from '../parts/texts'

export const handle = page({ access: 'anyone', title: 'program.auditReceipt' })

export async function loader(args: LoaderFunctionArgs) {
  const { actor } = await enter(args, handle)
  return { auditor: mayEnter('audit.read', actor) }
}

export async function action(args: ActionFunctionArgs) {
  const entered = await enter(args, handle)
  return withForm(entered, receiptForm, async (_tx, values) => ({ checked: await checkReceipt(values) }))
}

export default function Receipt() {
  const { auditor } = useLoaderData<typeof loader>()
  const answer = useActionData<Answer | { checked: Checked }>()
  const { receipt: texts } = useAuditTexts()
  const checked = answer && 'checked' in answer ? answer.checked : undefined
  return (
    <>
      <PageHead title={texts.title} sentence={texts.lead} />
      <AuditTabs auditor={auditor} />
      {checked && <CheckedReceipt checked={checked} />}
      <CheckedForm
        form={receiptForm}
        answer={answer && 'checked' in answer ? undefined : answer}
        encType="multipart/form-data"
        className="max-w-2xl space-y-5"
      >
        {(field, busy) => (
          <>
            <FileDrop {...field('file')} label={texts.file} accept=".json,application/json" optional />
            <TextArea {...field('receipt')} label={texts.text} rows={5} optional width="full" />
            <TextArea
              {...field('envelope')}
              label={texts.envelope}
              hint={texts.envelopeHint}
              rows={3}
              optional
              width="full"
            />
            <Button look="primary" busy={busy}>
              {texts.check}
            </Button>
          </>
        )}
      </CheckedForm>
    </>
  )
}
