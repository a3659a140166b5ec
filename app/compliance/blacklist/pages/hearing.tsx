import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { Button } from '~/design/button'
import { Columns } from '~/design/columns'
import { Deadline } from '~/design/deadline'
import { FormSummary } from '~/design/form-summary'
import { PageHead } from '~/design/page-head'
import { Section } from '~/design/section'
import { TextArea } from '~/design/text-area'
import { is } from '~/people/actor'
import { answerOf } from '~/web/answer'
import { CheckedForm } from '~/web/checked-form'
import { enter, found } from '~/web/enter.server'
import { MoveForm } from '~/web/move-form'
import { page } from '~/web/page'
import { withForm } from '~/web/with-form.server'
import { useBlacklistTexts } from '../../parts/texts'
import { askCorrection, answerNotice, askRemoval, speakers } from '../commands.server'
import { hearingForm } from '../form'
import { AskCorrection } from '../parts/ask-correction'
import { EntryChip } from '../parts/entry-chip'
import { EntryFacts } from '../parts/entry-facts'
import { Guards } from '../parts/guards'
import { findOwnEntry } from '../queries.server'

export const handle = page({ access: 'blacklist.hear', title: 'compliance.blacklist-hearing' })

export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, params, now } = await enter(args, handle)
  const its = found(await findOwnEntry(db, actor, params.entryId!))
  return { its, now, speaks: is(actor, ...speakers) }
}

export async function action(args: ActionFunctionArgs) {
  const entered = await enter(args, handle)
  const { actor, params, now } = entered
  return withForm(entered, hearingForm, async (tx, values) => {
    if (values.move === 'answer') await answerNotice(tx, actor, params.entryId!, values.answer, now)
    else if (values.move === 'ask_removal') await askRemoval(tx, actor, params.entryId!, now)
    else await askCorrection(tx, actor, params.entryId!, values.asked, now)
    return redirect(`/blacklist/entries/${params.entryId}?done=${done[values.move]}`)
  })
}

const done = { answer: 'answered', ask_removal: 'removal-asked', ask_correction: 'correction-asked' } as const

export default function Hearing() {
  const { its, now, speaks } = useLoaderData<typeof loader>()
  const answer = answerOf(useActionData<typeof action>())
  const texts = useBlacklistTexts()
  const all = texts.hearing
  const open = its.state === 'noticed' && its.answerDue !== null && now < its.answerDue
  return (
    <>
      <PageHead
        title={its.state === 'noticed' ? all.title : all.entry}
        state={<EntryChip state={its.state} />}
        sentence={all.sentence[its.state as 'noticed']}
      />
      <Columns
        side={
          <Section title={texts.entry.decision}>
            <EntryFacts its={its} />
            {its.fileId && (
              <p className="mt-3">
                <a className="text-accent underline" href={`/files/${its.fileId}`}>
                  {texts.desk.file}
                </a>
              </p>
            )}
          </Section>
        }
      >
        {its.answerDue && its.state === 'noticed' && (
          <p className="mb-4">
            {texts.desk.answerBy} <Deadline at={its.answerDue} now={now} met={its.answeredAt !== null} />
          </p>
        )}
        {open && speaks ? (
          <CheckedForm
            form={hearingForm}
            answer={answer}
            defaults={{ answer: its.answer ?? '' }}
            className="max-w-xl space-y-4"
          >
            {(field, busy) => (
              <>
                <input type="hidden" name="move" value="answer" />
                <TextArea
                  {...field('answer')}
                  label={all.answer}
                  hint={all.answerHint}
                  rows={8}
                  width="full"
                />
                <Button look="primary" busy={busy}>
                  {all.submit}
                </Button>
              </>
            )}
          </CheckedForm>
        ) : (
          its.answer && (
            <Section title={all.answer}>
              <p className="max-w-prose whitespace-pre-line">{its.answer}</p>
            </Section>
          )
        )}
        {its.state === 'listed' && (
          <Section title={all.wayOff} sentence={all.wayOffSentence}>
            <FormSummary
              problems={[]}
              refusal={
                answer?.refusal && answer.values.move === 'ask_removal'
                  ? { what: answer.refusal.sentence }
                  : null
              }
            />
            <Guards
              lines={[
                { holds: its.rectified, label: texts.entry.guards.rectified },
                { holds: its.bought, label: texts.entry.guards.bought },
              ]}
            />
            {its.removalAskedAt ? (
              <p className="mt-3 text-ink-soft">{all.asked}</p>
            ) : (
              speaks && (
                <MoveForm move="ask_removal" answer={answer} className="mt-3">
                  <Button look="primary" disabled={!its.rectified || !its.bought}>
                    {all.askRemoval}
                  </Button>
                </MoveForm>
              )
            )}
          </Section>
        )}
        {its.state === 'listed' && <AskCorrection its={its} speaks={speaks} now={now} answer={answer} />}
      </Columns>
    </>
  )
}
