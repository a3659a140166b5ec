import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { Form, useActionData, useLoaderData } from '@remix-run/react'
import { listComputerChoices } from '~/compliance/computers/queries.server'
import { Button } from '~/design/button'
import { ChoiceGroup } from '~/design/choice-group'
import { Empty } from '~/design/empty'
import { FormSummary } from '~/design/form-summary'
import { useLocale } from '~/design/locale'
import { Moment } from '~/design/moment'
import { PageHead } from '~/design/page-head'
import { Section } from '~/design/section'
import { SelectField } from '~/design/select-field'
import { Table } from '~/design/table'
import { answerOf, problemOf, valueOf } from '~/web/answer'
import { StepUpField } from '~/web/checked-form'
import { enter, found } from '~/web/enter.server'
import { page } from '~/web/page'
import { withForm } from '~/web/with-form.server'
import { useLicensesTexts } from '../../parts/texts'
import { revealForm } from '../form'
import { takeKey } from '../keys.server'
import { calledKey } from '../masked'
import { Revealed, RevealedFile } from '../parts/revealed'
import { findKey, listReveals } from '../queries.server'
import { revealReasons } from '../revealing'

export const handle = page({ access: 'license.manage', title: 'licenses.key', stepUp: true, secret: true })

export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, params } = await enter(args, handle)
  const its = found(await findKey(db, actor, params.keyId!))
  return { its, reveals: await listReveals(db, its.id), computers: await listComputerChoices(db, actor) }
}

/** The answer holds the key once; nothing keeps it: no address, log, event or saved answer. */
export async function action(args: ActionFunctionArgs) {
  const entered = await enter(args, handle)
  const { params, ip: address, now } = entered
  return withForm(entered, revealForm, async (tx, { reason, computerId }) => {
    const asked = { reason, computerId, address }
    // The door has just seen the second factor, in this request or within five minutes.
    const its = found(await findKey(tx, entered.actor, params.keyId!))
    const bytes = await takeKey(tx, { ...entered.actor, stepUpAt: now }, its.id, asked, now)
    return its.fileName === null
      ? { shown: bytes.toString('utf8') }
      : { file: { name: its.fileName, base64: bytes.toString('base64') } }
  })
}

export default function Key() {
  const { its, reveals, computers } = useLoaderData<typeof loader>()
  const data = useActionData<typeof action>()
  const answer = answerOf(data)
  const all = useLicensesTexts()
  const texts = all.reveal
  const zh = useLocale() === 'zh'
  const shown = data && 'shown' in data ? data.shown : null
  const file = data && 'file' in data ? data.file : null
  const stepUp = answer?.refusal?.field === 'totp'
  return (
    <>
      <PageHead
        trail={[
          { label: all.list.title, to: '/licenses' },
          { label: its.entitlementNo, to: `/licenses/${its.entitlementId}` },
        ]}
        title={calledKey(its)}
        sentence={texts.lead(zh ? its.nameZh : its.nameEn, its.unitNo === null ? '' : String(its.unitNo))}
      />
      {file ? (
        <RevealedFile {...file} />
      ) : shown ? (
        <Revealed text={String(shown)} />
      ) : (
        <Form method="post" className="max-w-md space-y-5" autoComplete="off">
          <FormSummary
            problems={answer?.problems ?? []}
            refusal={answer?.refusal && !stepUp ? { what: answer.refusal.sentence } : null}
          />
          <ChoiceGroup
            type="radio"
            name="reason"
            label={texts.reason}
            error={problemOf(answer, 'reason')}
            chosen={valueOf(answer, 'reason', 'install')}
            choices={revealReasons.map((value) => ({ value, label: texts.reasons[value] }))}
          />
          <SelectField
            name="computerId"
            label={texts.computer}
            optional
            empty
            defaultValue={valueOf(answer, 'computerId', its.computerId ?? '')}
            options={computers.map(({ id, no }) => ({ value: id, label: no }))}
          />
          {stepUp && <StepUpField error={answer?.refusal?.sentence} />}
          <Button look="primary" icon={its.fileName === null ? 'eye' : 'download'}>
            {its.fileName === null ? texts.submit : texts.take}
          </Button>
          <p className="text-sm text-ink-soft">{its.fileName === null ? texts.logged : texts.loggedFile}</p>
        </Form>
      )}
      <Section title={texts.log} count={reveals.length} sentence={texts.logSentence}>
        <Table
          caption={texts.log}
          rows={reveals}
          rowKey={({ id }) => id}
          empty={<Empty title={texts.none} why={texts.noneWhy} icon="eye-off" />}
          columns={[
            { key: 'at', head: texts.at, type: 'date', cell: ({ at }) => <Moment at={at} /> },
            { key: 'person', head: texts.person, cell: ({ person }) => person },
            { key: 'reason', head: texts.reason, cell: ({ reason }) => texts.reasons[reason] },
            {
              key: 'computer',
              head: texts.computer,
              cell: ({ computerId }) => computers.find(({ id }) => id === computerId)?.no,
            },
            { key: 'address', head: texts.address, narrow: 'hidden', cell: ({ address }) => address },
          ]}
        />
      </Section>
    </>
  )
}
