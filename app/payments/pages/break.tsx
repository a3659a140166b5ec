import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { Button } from '~/design/button'
import { Columns } from '~/design/columns'
import { Facts } from '~/design/facts'
import { LinkButton } from '~/design/link-button'
import { Money } from '~/design/money'
import { Moment } from '~/design/moment'
import { PageHead } from '~/design/page-head'
import { Section } from '~/design/section'
import { TextArea } from '~/design/text-area'
import { mayEnter } from '~/people/access'
import { History } from '~/people/parts/history'
import { listHistory } from '~/people/queries.server'
import { answerOf } from '~/web/answer'
import { CheckedForm } from '~/web/checked-form'
import { enter, found } from '~/web/enter.server'
import { page } from '~/web/page'
import { withForm } from '~/web/with-form.server'
import { explainForm } from '../form'
import { placeOfBreak } from '../parts/break-subject'
import { usePaymentsTexts } from '../parts/texts'
import { explainBreak, listBreaks } from '../reconciliation/breaks.server'

export const handle = page({ access: 'payment.oversee', title: 'payments.break' })

export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, params } = await enter(args, handle)
  const [difference] = await listBreaks(db, { id: params.breakId! })
  const history = await listHistory(db, params.breakId!)
  return { difference: found(difference), history, books: mayEnter('payment.book', actor) }
}

export async function action(args: ActionFunctionArgs) {
  const entered = await enter(args, { ...handle, access: 'payment.book' })
  const { actor, params } = entered
  return withForm(entered, explainForm, async (tx, { explanation }) => {
    await explainBreak(tx, actor, params.breakId!, explanation)
    return redirect(`/office/breaks/${params.breakId}?done=break-explained`)
  })
}

export default function Break() {
  const { difference, history, books } = useLoaderData<typeof loader>()
  const answer = answerOf(useActionData<typeof action>())
  const texts = usePaymentsTexts().breaks
  const {
    kind,
    subject,
    name,
    state,
    expected,
    found: is,
    openedAt,
    closedAt,
    explanation,
    owner,
  } = difference
  const currency = difference.currency ?? 'CNY'
  const place = placeOfBreak(difference)
  return (
    <>
      <PageHead
        trail={[{ label: texts.title, to: '/office/breaks' }]}
        title={texts.kinds[kind] ?? kind}
        sentence={texts.meanings[kind]}
        primary={place && <LinkButton to={place}>{texts.look}</LinkButton>}
      />
      <Columns
        side={
          <Section title={texts.facts}>
            <Facts
              items={[
                { label: texts.state, value: texts.states[state] },
                { label: texts.subject, value: <span className="break-all">{name ?? subject}</span> },
                ...(expected === null
                  ? []
                  : [{ label: texts.expected, value: <Money fen={expected} currency={currency} /> }]),
                ...(is === null
                  ? []
                  : [{ label: texts.found, value: <Money fen={is} currency={currency} /> }]),
                ...(expected === null || is === null
                  ? []
                  : [
                      {
                        label: texts.difference,
                        value: (
                          <Money fen={is - expected} currency={currency} className="text-lg font-medium" />
                        ),
                      },
                    ]),
                { label: texts.opened, value: <Moment at={openedAt} /> },
                ...(closedAt ? [{ label: texts.closed, value: <Moment at={closedAt} /> }] : []),
              ]}
            />
          </Section>
        }
      >
        {explanation && (
          <Section title={texts.explanation}>
            <p className="whitespace-pre-line">{explanation}</p>
            {owner && <p className="mt-1 text-sm text-ink-soft">{owner}</p>}
          </Section>
        )}
        {state === 'open' && books && (
          <Section title={texts.explain} sentence={texts.explainLead}>
            <CheckedForm form={explainForm} answer={answer} className="max-w-xl space-y-4">
              {(field, busy) => (
                <>
                  <TextArea {...field('explanation')} label={texts.explanation} rows={4} />
                  <Button look="primary" busy={busy}>
                    {texts.submit}
                  </Button>
                </>
              )}
            </CheckedForm>
          </Section>
        )}
        <History events={history} />
      </Columns>
    </>
  )
}
