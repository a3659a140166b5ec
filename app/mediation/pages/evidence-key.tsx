import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { Form, useActionData, useLoaderData } from '@remix-run/react'
import * as z from 'zod'
import { Button } from '~/design/button'
import { Empty } from '~/design/empty'
import { FormSummary } from '~/design/form-summary'
import { Moment } from '~/design/moment'
import { PageHead } from '~/design/page-head'
import { Section } from '~/design/section'
import { Table } from '~/design/table'
import { maskedKey } from '~/licenses/keys/masked'
import { Revealed } from '~/licenses/keys/parts/revealed'
import { useLicensesTexts } from '~/licenses/parts/texts'
import { answerOf } from '~/web/answer'
import { StepUpField } from '~/web/checked-form'
import { enter, found } from '~/web/enter.server'
import { page } from '~/web/page'
import { withForm } from '~/web/with-form.server'
import { readEvidenceKey, revealEvidenceKey } from '../evidence/keys.server'
import { useMediationTexts } from '../parts/texts'

export const handle = page({ access: 'seat', title: 'mediation.key', stepUp: true, secret: true })

export async function loader(args: LoaderFunctionArgs) {
  const { db, params } = await enter(args, handle)
  return found(await readEvidenceKey(db, params.caseId!, params.itemId!, params.keyId!))
}

/** The answer holds the key once; nothing keeps it: no address, log, event or saved answer. */
export async function action(args: ActionFunctionArgs) {
  const entered = await enter(args, handle)
  const { params, ip: address, now } = entered
  return withForm(entered, z.object({}), async (tx) => {
    const { item, key } = found(await readEvidenceKey(tx, params.caseId!, params.itemId!, params.keyId!))
    // The door has just seen the second factor, in this request or within five minutes.
    const actor = { ...entered.actor, stepUpAt: now }
    return { shown: await revealEvidenceKey(tx, actor, { itemId: item.id, keyId: key.id, address }, now) }
  })
}

export default function EvidenceKey() {
  const { its, item, kind, key, log } = useLoaderData<typeof loader>()
  const data = useActionData<typeof action>()
  const answer = answerOf(data)
  const { evidence: texts } = useMediationTexts()
  const { reveal, keys: words } = useLicensesTexts()
  const shown = data && 'shown' in data ? data.shown : null
  const stepUp = answer?.refusal?.field === 'totp'
  return (
    <>
      <PageHead
        trail={[
          { label: its.number, to: `/cases/${its.id}` },
          { label: texts.title, to: `/cases/${its.id}/evidence/${kind}` },
          {
            label: `${item.no}. ${texts.subjects.entitlement} ${item.title}`,
            to: `/cases/${its.id}/items/${item.id}`,
          },
        ]}
        title={maskedKey(key.tail)}
        sentence={key.unitNo === null ? words.kind[key.kind] : words.unitNo(key.unitNo)}
      />
      {shown ? (
        <Revealed text={String(shown)} />
      ) : key.state === 'revoked' ? (
        <p className="text-ink-soft">{texts.keyRevoked}</p>
      ) : (
        <Form method="post" className="max-w-md space-y-5" autoComplete="off">
          <FormSummary
            problems={answer?.problems ?? []}
            refusal={answer?.refusal && !stepUp ? { what: answer.refusal.sentence } : null}
          />
          {stepUp && <StepUpField error={answer?.refusal?.sentence} />}
          <Button look="primary" icon="eye">
            {reveal.submit}
          </Button>
          <p className="text-sm text-ink-soft">{texts.keyLogged}</p>
        </Form>
      )}
      <Section title={reveal.log} count={log.length} sentence={reveal.logSentence}>
        <Table
          caption={reveal.log}
          rows={log}
          rowKey={({ id }) => id}
          empty={<Empty title={reveal.none} why={texts.keyNoneWhy} icon="eye-off" />}
          columns={[
            { key: 'at', head: reveal.at, type: 'date', cell: ({ at }) => <Moment at={at} /> },
            { key: 'person', head: reveal.person, cell: ({ person }) => person },
          ]}
        />
      </Section>
    </>
  )
}
