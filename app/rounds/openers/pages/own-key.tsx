import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { Code } from '~/design/code'
import { Columns } from '~/design/columns'
import { Facts } from '~/design/facts'
import { Fold } from '~/design/fold'
import { Moment } from '~/design/moment'
import { PageHead } from '~/design/page-head'
import { Scripted } from '~/design/scripted'
import { Section } from '~/design/section'
import { answerOf } from '~/web/answer'
import { AnswerSummary } from '~/web/checked-form'
import { enter, found } from '~/web/enter.server'
import { page } from '~/web/page'
import { findScripts } from '~/web/scripts.server'
import { ServedScripts } from '~/web/served-scripts'
import { withForm } from '~/web/with-form.server'
import { useRoundTitle } from '../../parts/round-title'
import { keepRecipient, proveKey } from '../commands.server'
import { keyForm } from '../form'
import { MakeKey, ProveKey } from '../parts/own-key'
import { useOpenerTexts } from '../parts/texts'
import { findOwnKey } from '../queries.server'

export const handle = page({ access: 'opening.attend', title: 'rounds.opener-key', seals: true })
export { clientLoader } from '~/web/own-document'

export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, params } = await enter(args, handle)
  const { rehearsal, ...own } = found(await findOwnKey(db, actor, params.roundId!))
  return { own, rehearsal: rehearsal?.toString('base64') ?? null, scripts: await findScripts(db) }
}

export async function action(args: ActionFunctionArgs) {
  const entered = await enter(args, handle)
  const roundId = entered.params.roundId!
  return withForm(entered, keyForm, async (tx, values) => {
    if (values.move === 'make') await keepRecipient(tx, entered.actor, roundId, values.recipient)
    else await proveKey(tx, entered.actor, roundId, values.secret)
    return redirect(
      `/rounds/${roundId}/opener-key?done=${values.move === 'make' ? 'key-made' : 'key-proven'}`,
    )
  })
}

export default function OwnKey() {
  const { own, rehearsal, scripts } = useLoaderData<typeof loader>()
  const answer = answerOf(useActionData<typeof action>())
  const texts = useOpenerTexts().key
  const titleOf = useRoundTitle()
  const fileName = `muster-opener-${own.number}-${own.no}.age`
  const standing = !own.makes ? 'fixed' : own.readyAt ? 'ready' : own.recipient ? 'made' : 'none'
  return (
    <>
      <PageHead title={texts.title} sentence={texts.sentence[standing]} />
      <Columns
        side={
          <>
            <Facts
              items={[
                { label: texts.round, value: `${own.number} ${titleOf(own)}` },
                { label: texts.no, value: texts.noOf(String(own.no)) },
                ...(own.openingAt ? [{ label: texts.opens, value: <Moment at={own.openingAt} /> }] : []),
              ]}
            />
            <Section title={texts.keep}>
              <ul className="list-disc space-y-1 pl-5 text-sm text-ink-soft">
                {texts.keepLines.map((line) => (
                  <li key={line}>{line}</li>
                ))}
              </ul>
            </Section>
          </>
        }
      >
        <AnswerSummary answer={answer} />
        <Scripted without={texts.scripts}>
          {own.recipient && (
            <Section title={texts.recipient}>
              <Code block>{own.recipient}</Code>
              <p className="mt-2 text-sm text-ink-soft">
                {texts.standard} <code>age-keygen -y</code>
              </p>
            </Section>
          )}
          {standing === 'none' && (
            <Section title={texts.make}>
              <MakeKey fileName={fileName} again={false} />
            </Section>
          )}
          {standing === 'made' && (
            <Section title={texts.prove}>
              <ProveKey rehearsal={rehearsal!} recipient={own.recipient!} />
            </Section>
          )}
          {(standing === 'made' || standing === 'ready') && (
            <Fold label={texts.makeAgain} when>
              <MakeKey fileName={fileName} again />
            </Fold>
          )}
        </Scripted>
        <ServedScripts scripts={scripts} />
      </Columns>
    </>
  )
}
