import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { Form, useActionData, useLoaderData } from '@remix-run/react'
import * as z from 'zod'
import { Button } from '~/design/button'
import { Empty } from '~/design/empty'
import { FormSummary } from '~/design/form-summary'
import { LinkButton } from '~/design/link-button'
import { Moment } from '~/design/moment'
import { PageHead } from '~/design/page-head'
import { Section } from '~/design/section'
import { Table } from '~/design/table'
import { answerOf } from '~/web/answer'
import { StepUpField } from '~/web/checked-form'
import { enter, found } from '~/web/enter.server'
import { page } from '~/web/page'
import { withForm } from '~/web/with-form.server'
import { openOriginal, readOriginal } from '../evidence/openings.server'
import { useMediationTexts } from '../parts/texts'

export const handle = page({ access: 'seat', title: 'mediation.evidence', stepUp: true })

export async function loader(args: LoaderFunctionArgs) {
  const { db, params } = await enter(args, handle)
  return found(await readOriginal(db, params.caseId!, params.itemId!, Number(params.version)))
}

export async function action(args: ActionFunctionArgs) {
  const entered = await enter(args, handle)
  const { params, now } = entered
  const at = { caseId: params.caseId!, itemId: params.itemId!, no: Number(params.version) }
  return withForm(entered, z.object({}), async (tx) => {
    found(await readOriginal(tx, at.caseId, at.itemId, at.no))
    // The door has just seen the second factor, in this request or within five minutes.
    await openOriginal(tx, { ...entered.actor, stepUpAt: now }, at, now)
    return redirect(`/cases/${at.caseId}/items/${at.itemId}/versions/${at.no}`)
  })
}

/** Before a file is opened unmasked: why that leaves a line, the second factor, and who has done so. */
export default function EvidenceOriginal() {
  const { its, item, version, openings, isOwn } = useLoaderData<typeof loader>()
  const answer = answerOf(useActionData<typeof action>())
  const { evidence: texts } = useMediationTexts()
  const at = `/cases/${its.id}/items/${item.id}`
  const stepUp = answer?.refusal?.field === 'totp'
  return (
    <>
      <PageHead
        trail={[
          { label: its.number, to: `/cases/${its.id}` },
          { label: `${item.no}. ${item.title}`, to: at },
        ]}
        title={texts.original}
        sentence={version.personal === 'found' ? texts.originalFound : texts.originalUnknown}
      />
      {isOwn ? (
        <LinkButton to={`${at}/versions/${version.no}`} reloadDocument icon="download" look="primary">
          {texts.download}
        </LinkButton>
      ) : (
        <Form method="post" reloadDocument className="max-w-md space-y-5" autoComplete="off">
          <FormSummary
            problems={answer?.problems ?? []}
            refusal={answer?.refusal && !stepUp ? { what: answer.refusal.sentence } : null}
          />
          {stepUp && <StepUpField error={answer?.refusal?.sentence} />}
          <Button look="primary" icon="eye">
            {texts.openOriginal}
          </Button>
          <p className="text-sm text-ink-soft">{texts.openLogged}</p>
        </Form>
      )}
      <Section
        title={texts.openings}
        count={openings.length}
        sentence={isOwn ? texts.openingsAll : texts.openingsOwn}
      >
        <Table
          caption={texts.openings}
          rows={openings}
          rowKey={({ id }) => id}
          empty={<Empty title={texts.noOpenings} why={texts.noOpeningsWhy} icon="eye-off" />}
          columns={[
            { key: 'at', head: texts.openedAt, type: 'date', cell: ({ at: when }) => <Moment at={when} /> },
            { key: 'person', head: texts.openedBy, cell: ({ name }) => name },
          ]}
        />
      </Section>
    </>
  )
}
