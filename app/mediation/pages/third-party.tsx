import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { Chip } from '~/design/chip'
import { Columns } from '~/design/columns'
import { Facts } from '~/design/facts'
import { Hash } from '~/design/hash'
import { LinkButton } from '~/design/link-button'
import { Moment } from '~/design/moment'
import { PageHead } from '~/design/page-head'
import { Section } from '~/design/section'
import { answerOf } from '~/web/answer'
import { ConfirmMove } from '~/web/confirm-move'
import { enter, found } from '~/web/enter.server'
import { page } from '~/web/page'
import { withForm } from '~/web/with-form.server'
import { OwnPart } from '../parts/own-part'
import { TermsTable } from '../parts/terms'
import { useMediationTexts } from '../parts/texts'
import { payerForm } from '../settlements/form'
import { readOwnPart } from '../settlements/extract.server'
import { readPayerPaper, refuseAsPayer, signAsPayer } from '../settlements/payers.server'

export const handle = page({ access: 'seat', title: 'mediation.settlement', stepUp: true })

export async function loader(args: LoaderFunctionArgs) {
  const { db, params } = await enter(args, handle)
  const paper = found(await readPayerPaper(db, params.caseId!))
  return { ...paper, ...(await readOwnPart(db, paper)) }
}

export async function action(args: ActionFunctionArgs) {
  const entered = await enter(args, handle)
  const { actor, params } = entered
  return withForm(entered, payerForm, async (tx, deed) => {
    found(await readPayerPaper(tx, params.caseId!))
    if (deed.move === 'sign') await signAsPayer(tx, actor, params.caseId!, deed.hash)
    else await refuseAsPayer(tx, params.caseId!)
    return redirect(
      `/cases/${params.caseId}/third-party?done=${deed.move === 'sign' ? 'signed' : 'payer-refused'}`,
    )
  })
}

/** What a third party that pays by a settlement signs: the whole text with its digest, and nothing else of the case. */
export default function ThirdParty() {
  const { caseId, body, text, hash, version, state, signedAt, refusedAt, ...own } =
    useLoaderData<typeof loader>()
  const answer = answerOf(useActionData<typeof action>())
  const all = useMediationTexts()
  const { settlement: texts, payer } = all
  const open = !signedAt && !refusedAt
  const isSigned = state === 'signed'
  return (
    <>
      <PageHead
        title={`${isSigned ? payer.titleSigned : payer.title} · ${body.case}`}
        state={
          signedAt ? (
            <Chip meaning="ok">{payer.signed}</Chip>
          ) : (
            <Chip meaning={open ? 'attention' : 'quiet'}>{open ? texts.notSigned : payer.refused}</Chip>
          )
        }
        sentence={open ? payer.lead : isSigned ? payer.leadSigned : payer.leadDone}
        primary={
          isSigned ? (
            <LinkButton to={`/cases/${caseId}/third-party.pdf`} reloadDocument look="primary" icon="download">
              {payer.pdf}
            </LinkButton>
          ) : (
            open && (
              <ConfirmMove
                move="sign"
                verb={texts.sign}
                title={texts.signTitle}
                consequences={[texts.signHash(hash.slice(0, 16)), payer.signWhat]}
                undo={{ possible: false, words: texts.signUndo }}
                answer={answer}
              >
                <input type="hidden" name="hash" value={hash} />
              </ConfirmMove>
            )
          )
        }
      />
      <Columns
        side={
          <Facts
            items={[
              { label: all.roles.claimant, value: body.claimant.name },
              { label: all.roles.respondent, value: body.respondent.name },
              { label: payer.body, value: body.body },
              { label: payer.payers, value: (body.payers ?? []).map(({ name }) => name).join(all.listComma) },
              { label: texts.text, value: texts.version(String(version)) },
              { label: texts.hash, value: <Hash value={hash} /> },
              ...(signedAt ? [{ label: payer.signed, value: <Moment at={signedAt} /> }] : []),
            ]}
          />
        }
      >
        {isSigned && <OwnPart {...own} />}
        <Section title={payer.whole} sentence={payer.wholeLead}>
          <TermsTable terms={{ items: body.items, note: '' }} currency={body.currency} />
          <p className="mt-5 mb-6 max-w-prose whitespace-pre-wrap">{text}</p>
        </Section>
        {open && (
          <ConfirmMove
            move="refuse"
            verb={texts.refuse}
            look="secondary"
            title={texts.refuseTitle}
            consequences={[...texts.refuseWhat]}
            undo={{ possible: true, words: texts.refuseUndo }}
            answer={answer}
          />
        )}
      </Columns>
    </>
  )
}
