import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import * as z from 'zod'
import { Button } from '~/design/button'
import { Chip } from '~/design/chip'
import { Empty } from '~/design/empty'
import { useFormat } from '~/design/format'
import { LinkButton } from '~/design/link-button'
import { Notice } from '~/design/notice'
import { PageHead } from '~/design/page-head'
import { Section } from '~/design/section'
import { Table } from '~/design/table'
import { TextField } from '~/design/text-field'
import { record } from '~/kernel/events.server'
import { refuseIf } from '~/kernel/refusal'
import { answerOf } from '~/web/answer'
import { CheckedForm } from '~/web/checked-form'
import { noSessionHeader } from '~/web/cookie.server'
import { door } from '~/web/database.server'
import { enter } from '~/web/enter.server'
import { MoveForm } from '~/web/move-form'
import { page } from '~/web/page'
import { withForm } from '~/web/with-form.server'
import { changePassword } from '../commands.server'
import { freshRecoveryCodes } from '../factors.server'
import { changePasswordForm } from '../form'
import { isPassword } from '../password.server'
import { usePeopleTexts } from '../parts/texts'
import { countRecoveryCodes, listFactors, listSessions } from '../queries.server'
import { endSessionsOf } from '../session.server'

export const handle = page({ access: 'seat', title: 'people.security' })

const form = z.discriminatedUnion('move', [
  changePasswordForm.extend({ move: z.literal('password') }),
  z.object({ move: z.literal('end'), session: z.string().regex(/^[0-9a-f]{64}$/) }),
  z.object({ move: z.literal('end-all') }),
  z.object({ move: z.literal('codes') }),
])

export async function loader(args: LoaderFunctionArgs) {
  const { actor, db } = await enter(args, handle)
  return {
    factors: await listFactors(db, actor),
    codes: await countRecoveryCodes(db, actor),
    sessions: await listSessions(db, actor),
    present: actor.sessionId,
  }
}

export async function action(args: ActionFunctionArgs) {
  const entered = await enter(args, handle)
  const { actor } = entered
  return withForm(entered, form, async (tx, values) => {
    if (values.move === 'password') {
      const kept = await tx
        .selectFrom('passwords')
        .select('hash')
        .where('personId', '=', actor.personId)
        .executeTakeFirst()
      refuseIf((await isPassword(values.current, kept?.hash ?? null)) ? null : 'wrong-password', {
        field: 'current',
      })
      await changePassword(tx, actor, values.password)
      return redirect('/account/security?done=password')
    }
    if (values.move === 'codes') {
      const fresh = await freshRecoveryCodes(tx, actor.personId)
      await record(tx, 'factor.added', actor.personId, { codes: fresh.length })
      return { fresh }
    }
    if (values.move === 'end-all') {
      await endSessionsOf(door(entered.requestId), actor.personId)
      return redirect('/', { headers: { 'set-cookie': noSessionHeader() } })
    }
    await tx
      .deleteFrom('sessions')
      .where('idHash', '=', Buffer.from(values.session, 'hex'))
      .where('personId', '=', actor.personId)
      .execute()
    return redirect('/account/security?done=ended')
  })
}

export default function Security() {
  const { factors, codes, sessions, present } = useLoaderData<typeof loader>()
  const data = useActionData<typeof action>()
  const answer = answerOf(data)
  const fresh = data && 'fresh' in data ? (data.fresh as string[]) : null
  const all = usePeopleTexts()
  const texts = all.security
  const format = useFormat()
  return (
    <>
      <PageHead title={texts.title} sentence={texts.lead} />
      <div className="space-y-10">
        <Section title={texts.factors}>
          {factors.length === 0 ? (
            <Empty
              title={texts.factorOff}
              why={all.factor.setUpLead}
              icon="lock"
              action={
                <LinkButton to="/account/factor" look="primary">
                  {texts.factorAdd}
                </LinkButton>
              }
            />
          ) : (
            <div className="space-y-3">
              {factors.map(({ id, confirmedAt }) => (
                <p key={id}>{texts.factorOn(format.date(confirmedAt!))}</p>
              ))}
              <div className="flex items-center gap-4">
                {texts.codesLeft(codes)}
                <MoveForm move="codes">
                  <Button size="small">{texts.codesNew}</Button>
                </MoveForm>
              </div>
              {fresh && (
                <Notice meaning="attention" title={all.factor.codes}>
                  <p>{all.factor.codesLead}</p>
                  <ul className="figure mt-2 grid grid-cols-2 gap-2 font-mono">
                    {fresh.map((code) => (
                      <li key={code}>{code}</li>
                    ))}
                  </ul>
                </Notice>
              )}
            </div>
          )}
        </Section>
        <Section title={texts.password}>
          <CheckedForm form={changePasswordForm} answer={answer} className="max-w-md space-y-5">
            {(field, busy) => (
              <>
                <input type="hidden" name="move" value="password" />
                <TextField
                  {...field('current')}
                  type="password"
                  label={texts.current}
                  autoComplete="current-password"
                />
                <TextField
                  {...field('password')}
                  type="password"
                  label={texts.fresh}
                  hint={all.register.passwordHint}
                  autoComplete="new-password"
                />
                <Button busy={busy}>{texts.change}</Button>
              </>
            )}
          </CheckedForm>
        </Section>
        <Section
          title={texts.sessions}
          count={sessions.length}
          actions={
            <MoveForm move="end-all">
              <Button look="danger" size="small">
                {texts.endAll}
              </Button>
            </MoveForm>
          }
        >
          <Table
            caption={texts.sessions}
            rows={sessions}
            rowKey={({ id }) => id}
            empty={null}
            columns={[
              {
                key: 'agent',
                head: texts.device,
                cell: ({ agent, id }) => (
                  <>
                    {(agent ?? '').slice(0, 60)}{' '}
                    {id === present && <Chip meaning="info">{texts.thisOne}</Chip>}
                  </>
                ),
              },
              { key: 'ip', head: texts.address, cell: ({ ip }) => ip },
              {
                key: 'started',
                head: texts.started,
                type: 'date',
                cell: ({ startedAt }) => format.dateTime(startedAt),
              },
              { key: 'seen', head: texts.seen, type: 'date', cell: ({ seenAt }) => format.dateTime(seenAt) },
              {
                key: 'end',
                head: texts.end,
                cell: ({ id }) =>
                  id !== present && (
                    <MoveForm move="end" hidden={{ session: id }}>
                      <Button size="small">{texts.end}</Button>
                    </MoveForm>
                  ),
              },
            ]}
          />
        </Section>
      </div>
    </>
  )
}
