import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { Hash } from '~/design/hash'
import { PageHead } from '~/design/page-head'
import { answerOf } from '~/web/answer'
import { ConfirmMove } from '~/web/confirm-move'
import { enter, found } from '~/web/enter.server'
import { page } from '~/web/page'
import { withForm } from '~/web/with-form.server'
import { TermsTable } from '../parts/terms'
import { useMediationTexts } from '../parts/texts'
import { signatureForm } from '../settlements/form'
import { readSigning } from '../settlements/reading.server'
import { signSettlement } from '../settlements/signing.server'

export const handle = page({ access: 'seat', title: 'mediation.settlement', stepUp: true })

export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, params } = await enter(args, handle)
  return found(await readSigning(db, actor, params.caseId!))
}

export async function action(args: ActionFunctionArgs) {
  const entered = await enter(args, handle)
  const { actor, params } = entered
  return withForm(entered, signatureForm, async (tx, { hash }) => {
    const { its } = found(await readSigning(tx, actor, params.caseId!))
    await signSettlement(tx, actor, its.id, hash)
    return redirect(`/cases/${its.id}/settlement?done=signed`)
  })
}

/** Everything that becomes binding, once more and with its digest, before the signature. */
export default function Signature() {
  const { its, newest } = useLoaderData<typeof loader>()
  const answer = answerOf(useActionData<typeof action>())
  const { settlement: texts } = useMediationTexts()
  return (
    <>
      <PageHead
        trail={[
          { label: its.number, to: `/cases/${its.id}` },
          { label: texts.title, to: `/cases/${its.id}/settlement` },
        ]}
        title={texts.sign}
        sentence={texts.lead}
      />
      <p className="mb-4 flex flex-wrap items-center gap-x-3">
        <span className="text-sm text-ink-soft">{texts.hash}</span>
        <Hash value={newest.hash} />
      </p>
      <TermsTable terms={{ items: newest.items, note: '' }} currency={its.currency} />
      <p className="mt-5 mb-6 max-w-prose whitespace-pre-wrap">{newest.text}</p>
      <ConfirmMove
        move="sign"
        verb={texts.sign}
        title={texts.signTitle}
        consequences={[texts.signHash(newest.hash.slice(0, 16)), texts.signWhat]}
        undo={{ possible: false, words: texts.signUndo }}
        answer={answer}
      >
        <input type="hidden" name="hash" value={newest.hash} />
      </ConfirmMove>
    </>
  )
}
