import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { Chip } from '~/design/chip'
import { Button } from '~/design/button'
import { Empty } from '~/design/empty'
import { FormSummary } from '~/design/form-summary'
import { Moment } from '~/design/moment'
import { NumberField } from '~/design/number-field'
import { PageHead } from '~/design/page-head'
import { Section } from '~/design/section'
import { Table } from '~/design/table'
import { TextArea } from '~/design/text-area'
import { TextField } from '~/design/text-field'
import { is } from '~/people/actor'
import { answerOf } from '~/web/answer'
import { CheckedForm } from '~/web/checked-form'
import { ConfirmMove } from '~/web/confirm-move'
import { enter, found } from '~/web/enter.server'
import { MoveReason } from '~/web/move-reason'
import { page } from '~/web/page'
import { withForm } from '~/web/with-form.server'
import { findEntitlement } from '../../entitlements/queries.server'
import { useLicensesTexts } from '../../parts/texts'
import { askExport, countExportable, decideExport, listExports, takeExport } from '../exports.server'
import { movesOfExport } from '../exporting'
import { keyExportForm } from '../form'
import { Exported } from '../parts/exported'

export const handle = page({
  access: 'license.read',
  title: 'licenses.key-exports',
  stepUp: true,
  secret: true,
})

export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, params } = await enter(args, handle)
  const its = found(await findEntitlement(db, params.entitlementId!))
  found(its.orgId === actor.organizationId ? its : undefined)
  const rows = await listExports(db, actor, its.id)
  return {
    no: its.no,
    id: its.id,
    there: await countExportable(db, its.id),
    asks: is(actor, 'asset_manager'),
    rows: rows.map((row) => ({ ...row, moves: movesOfExport(row, actor) })),
  }
}

export async function action(args: ActionFunctionArgs) {
  const entered = await enter(args, handle)
  const { actor, ip, params } = entered
  const right = params.entitlementId!
  return withForm(entered, keyExportForm, async (tx, values) => {
    if (values.move === 'take') return { file: await takeExport(tx, actor, values.exportId, ip) }
    if (values.move === 'ask') await askExport(tx, actor, right, values)
    else await decideExport(tx, actor, right, values)
    return redirect(`/licenses/${right}/key-exports?done=key-export-${values.move}`)
  })
}

const meanings = {
  requested: 'attention',
  approved: 'info',
  declined: 'quiet',
  withdrawn: 'quiet',
  taken: 'ok',
} as const

export default function KeyExports() {
  const { no, id, there, asks, rows } = useLoaderData<typeof loader>()
  const data = useActionData<typeof action>()
  const answer = answerOf(data)
  const all = useLicensesTexts()
  const texts = all.keyExports
  const asked = answer?.values.move === 'ask' ? answer : undefined
  return (
    <>
      <PageHead
        trail={[
          { label: all.list.title, to: '/licenses' },
          { label: no, to: `/licenses/${id}` },
        ]}
        title={texts.title}
        sentence={texts.lead}
      />
      {data && 'file' in data && typeof data.file === 'string' && <Exported file={data.file} />}
      {answer && !asked && (
        <FormSummary
          problems={answer.problems}
          refusal={
            answer.refusal && answer.refusal.field !== 'totp' ? { what: answer.refusal.sentence } : null
          }
        />
      )}
      <Table
        caption={texts.title}
        rows={rows}
        rowKey={({ id: key }) => key}
        total={rows.length}
        empty={<Empty title={texts.none} why={texts.noneWhy} icon="lock" />}
        columns={[
          {
            key: 'what',
            head: texts.what,
            narrow: 'title',
            cell: ({ quantity, reason, recipient }) => (
              <>
                {texts.keys(quantity)} <span className="text-ink-soft">{reason}</span>
                <code className="figure block text-sm break-all text-ink-soft">{recipient}</code>
              </>
            ),
          },
          {
            key: 'asked',
            head: texts.asked,
            narrow: 'detail',
            cell: ({ asker, askedAt }) => (
              <>
                {asker} <Moment at={askedAt} />
              </>
            ),
          },
          {
            key: 'decided',
            head: texts.decided,
            narrow: 'detail',
            cell: ({ decider, decidedAt, answer: why }) =>
              decidedAt && (
                <>
                  {decider} <Moment at={decidedAt} />
                  {why && <span className="block text-ink-soft">{why}</span>}
                </>
              ),
          },
          {
            key: 'state',
            head: texts.stateHead,
            type: 'chip',
            narrow: 'end',
            cell: ({ state }) => <Chip meaning={meanings[state]}>{texts.state[state]}</Chip>,
          },
          {
            key: 'moves',
            head: '',
            narrow: 'detail',
            cell: ({ id: exportId, moves, quantity }) => (
              <div className="flex flex-wrap gap-2">
                {moves.map((move) => (
                  <ConfirmMove
                    key={move}
                    move={move}
                    id={`${move}-${exportId}`}
                    look={move === 'approve' || move === 'take' ? 'primary' : 'secondary'}
                    verb={texts.moves[move].verb}
                    title={texts.moves[move].title(quantity)}
                    consequences={[texts.moves[move].what]}
                    undo={{ possible: false, words: texts.moves[move].undo }}
                    answer={answer?.values.exportId === exportId ? answer : undefined}
                  >
                    <input type="hidden" name="exportId" value={exportId} />
                    {move === 'decline' && (
                      <MoveReason
                        move={move}
                        id={`${move}-${exportId}`}
                        answer={answer}
                        label={texts.why}
                        maxLength={500}
                      />
                    )}
                  </ConfirmMove>
                ))}
              </div>
            ),
          },
        ]}
      />
      {asks && there > 0 && (
        <Section title={texts.ask} sentence={texts.askLead(there)}>
          <CheckedForm form={keyExportForm.options[0]} answer={asked} className="max-w-xl space-y-5">
            {(field, busy) => (
              <>
                <input type="hidden" name="move" value="ask" />
                <NumberField {...field('quantity')} label={texts.quantity} hint={texts.quantityHint} />
                <TextField
                  {...field('recipient')}
                  label={texts.recipient}
                  hint={texts.recipientHint}
                  width="full"
                  spellCheck={false}
                />
                <TextArea {...field('reason')} label={texts.reason} rows={2} maxLength={500} />
                <Button look="primary" busy={busy}>
                  {texts.submit}
                </Button>
              </>
            )}
          </CheckedForm>
        </Section>
      )}
    </>
  )
}
