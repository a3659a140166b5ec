import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { Button } from '~/design/button'
import { Day } from '~/design/day'
import { Empty } from '~/design/empty'
import { Notice } from '~/design/notice'
import { PageHead } from '~/design/page-head'
import { Section } from '~/design/section'
import { Table } from '~/design/table'
import { TextLink } from '~/design/text-link'
import { mayEnter } from '~/people/access'
import * as z from 'zod'
import { answerOf } from '~/web/answer'
import { AnswerSummary } from '~/web/checked-form'
import { enter } from '~/web/enter.server'
import { MoveForm } from '~/web/move-form'
import { page } from '~/web/page'
import { withForm } from '~/web/with-form.server'
import { takeStatement } from '../commands.server'
import { DisclosureTable } from '../parts/disclosure-table'
import { useDisclosureTexts } from '../parts/texts'
import { findStanding, listDisclosures, listStatements } from '../queries.server'
import { whyNotState } from '../stating'

export const handle = page({ access: 'disclosure.own', title: 'program.disclosures' })

const statementForm = z.object({ move: z.literal('take') })

export async function loader(args: LoaderFunctionArgs) {
  const { actor, db } = await enter(args, handle)
  const standing = await findStanding(db, actor)
  return {
    rows: await listDisclosures(db, {}, actor.organizationId),
    statements: await listStatements(db, actor),
    why: whyNotState(standing),
    takes: mayEnter('statement.take', actor),
  }
}

export async function action(args: ActionFunctionArgs) {
  const entered = await enter(args, { ...handle, access: 'statement.take' })
  return withForm(entered, statementForm, async (tx) => {
    await takeStatement(tx, entered.actor)
    return redirect('/disclosures?done=statement-issued')
  })
}

export default function OwnDisclosures() {
  const { rows, statements, why, takes } = useLoaderData<typeof loader>()
  const answer = answerOf(useActionData<typeof action>())
  const texts = useDisclosureTexts()
  const reasons: Record<string, string> = texts.why
  return (
    <>
      <PageHead
        title={texts.ownTitle}
        sentence={texts.ownLead}
        primary={
          takes &&
          why === null && (
            <MoveForm move="take" answer={answer}>
              <Button look="primary">{texts.take}</Button>
            </MoveForm>
          )
        }
      />
      {answer && <AnswerSummary answer={answer} />}
      <Section title={texts.statements} count={statements.length} sentence={texts.statementsLead}>
        {why && why !== 'not-pre-ipo' && (
          <div className="mb-4">
            <Notice meaning="attention" title={texts.noStatement}>
              {reasons[why]} <TextLink to="/compliance">{texts.toCompliance}</TextLink>
            </Notice>
          </div>
        )}
        <Table
          caption={texts.statements}
          rows={statements}
          rowKey={({ id }) => id}
          empty={
            <Empty
              icon="document"
              title={texts.statementsNone}
              why={why === 'not-pre-ipo' ? texts.why['not-pre-ipo'] : texts.statementsNoneWhy}
            />
          }
          columns={[
            {
              key: 'no',
              head: texts.paper.no,
              cell: ({ id, no }) => (
                <TextLink to={`/statements/${id}/pdf`} reloadDocument>
                  <code>{no}</code>
                </TextLink>
              ),
            },
            { key: 'on', head: texts.paper.onDay, type: 'date', cell: ({ onDay }) => <Day on={onDay} /> },
            {
              key: 'until',
              head: texts.paper.validUntil,
              type: 'date',
              cell: ({ validUntil }) => <Day on={validUntil} />,
            },
          ]}
        />
      </Section>
      <Section title={texts.title} count={rows.length}>
        <DisclosureTable
          rows={rows}
          desk={false}
          empty={<Empty icon="document" title={texts.ownNone} why={texts.ownNoneWhy} />}
        />
      </Section>
    </>
  )
}
