import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { Facts } from '~/design/facts'
import { Moment } from '~/design/moment'
import { useNamed } from '~/design/named'
import { Notice } from '~/design/notice'
import { PageHead } from '~/design/page-head'
import { Section } from '~/design/section'
import { answerOf } from '~/web/answer'
import { ConfirmMove } from '~/web/confirm-move'
import { MoveReason } from '~/web/move-reason'
import { enter, found } from '~/web/enter.server'
import { page } from '~/web/page'
import { withForm } from '~/web/with-form.server'
import { admitCase, readAdmission, rejectCase, returnCase } from '../intake/admit.server'
import { admissionForm } from '../intake/form'
import { filingsAtMost, isReviewed } from '../intake/reviewing'
import { Objections } from '../parts/objections'
import { useMediationTexts } from '../parts/texts'

export const handle = page({ access: 'case.register', title: 'mediation.admission' })

export async function loader(args: LoaderFunctionArgs) {
  const { db, params, now } = await enter(args, handle)
  return { ...found(await readAdmission(db, params.caseId!)), now }
}

export async function action(args: ActionFunctionArgs) {
  const entered = await enter(args, handle)
  const { actor, params } = entered
  return withForm(entered, admissionForm, async (tx, values) => {
    const { its } = found(await readAdmission(tx, params.caseId!))
    if (values.move === 'admit') await admitCase(tx, actor, its.id)
    else if (values.move === 'return') await returnCase(tx, its.id, values.reason)
    else await rejectCase(tx, its.id, values.reason)
    return redirect(
      values.move === 'return'
        ? '/registry?done=case-returned'
        : `/cases/${its.id}?done=${doneOf[values.move]}`,
    )
  })
}

const doneOf = { admit: 'admitted', reject: 'case-rejected' }

export default function Admission() {
  const { its, objections, ready, filings, now } = useLoaderData<typeof loader>()
  const answer = answerOf(useActionData<typeof action>())
  const all = useMediationTexts()
  const named = useNamed()
  const texts = all.admission
  const reason = (move: string) => (
    <MoveReason move={move} answer={answer} label={texts.reason} hint={texts.reasonHint} maxLength={1000} />
  )
  const yes = (is: boolean) => (is ? texts.yes : texts.no)
  return (
    <>
      <PageHead
        trail={[
          { label: all.registry.title, to: '/registry' },
          { label: its.number, to: `/cases/${its.id}` },
        ]}
        title={`${texts.title} · ${its.number}`}
        sentence={texts.lead}
      />
      <Section title={texts.checks}>
        <Facts
          layout="row"
          items={[
            { label: all.overview.claimant, value: named(its.claimantName, its.claimantNameEn) },
            { label: all.overview.respondent, value: named(its.respondentName, its.respondentNameEn) },
            { label: all.overview.type, value: all.types[its.type] },
            { label: texts.age, value: its.filedAt && <Moment at={its.filedAt} now={now} /> },
            { label: texts.objections, value: String(ready.objections) },
            { label: texts.reachable, value: yes(ready.isReachable) },
            { label: texts.filings, value: String(filings) },
          ]}
        />
        {isReviewed(filings) && (
          <div className="mt-4">
            <Notice meaning="attention" title={texts.review}>
              {texts.reviewWhat(String(filingsAtMost))}
            </Notice>
          </div>
        )}
      </Section>
      <Objections objections={objections} currency={its.currency} unlinked />
      <div className="mt-8 flex flex-wrap gap-2">
        <ConfirmMove
          move="admit"
          verb={texts.admit}
          title={`${texts.admit} · ${its.number}`}
          consequences={[...texts.admitWhat]}
          undo={{ possible: false, words: texts.admitUndo }}
          answer={answer}
        />
        <ConfirmMove
          move="return"
          verb={texts.return}
          look="secondary"
          title={`${texts.return} · ${its.number}`}
          consequences={[...texts.returnWhat]}
          undo={{ possible: true, words: texts.returnUndo }}
          answer={answer}
        >
          {reason('return')}
        </ConfirmMove>
        <ConfirmMove
          move="reject"
          verb={texts.reject}
          look="danger"
          title={`${texts.reject} · ${its.number}`}
          consequences={[...texts.rejectWhat]}
          undo={{ possible: true, words: texts.rejectUndo }}
          answer={answer}
        >
          {reason('reject')}
        </ConfirmMove>
      </div>
    </>
  )
}
