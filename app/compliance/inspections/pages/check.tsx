import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { LinkButton } from '~/design/link-button'
import { PageHead } from '~/design/page-head'
import { answerOf } from '~/web/answer'
import { enter, found } from '~/web/enter.server'
import { page } from '~/web/page'
import { withForm } from '~/web/with-form.server'
import { useInspectionTexts } from '../../parts/texts'
import { keepCheck } from '../checking.server'
import { checkForm } from '../form'
import { JudgeForm } from '../parts/judge-form'
import { LedgerAndSpot } from '../parts/ledger-and-spot'
import { openSheet } from '../sheet.server'
import { readTaken } from '../spot.server'

export const handle = page({
  access: 'inspection.check',
  title: 'compliance.inspection-check',
  files: true,
})

export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, params } = await enter(args, handle)
  return found(await openSheet(db, actor, params.inspectionId!, params.checkId!))
}

export async function action(args: ActionFunctionArgs) {
  const entered = await enter(args, handle)
  const { inspectionId = '', checkId = '' } = entered.params
  return withForm(
    entered,
    checkForm,
    async (tx, values) => {
      await keepCheck(tx, entered.actor, inspectionId, checkId, values, entered.now)
      return redirect(`/inspections/${inspectionId}/computers/${checkId}?done=check-${values.move}`)
    },
    readTaken,
  )
}

export default function CheckSheet() {
  const { its, check, listing, proposals, next } = useLoaderData<typeof loader>()
  const answer = answerOf(useActionData<typeof action>())
  const all = useInspectionTexts()
  const texts = all.check
  return (
    <>
      <PageHead
        trail={[
          { label: all.list.title, to: '/inspections' },
          { label: its.no, to: `/inspections/${its.id}` },
        ]}
        title={texts.title(check.computerNo)}
        sentence={[check.name, check.department].filter(Boolean).join(' · ') || texts.lead}
      />
      <div className="grid gap-x-10 lg:grid-cols-2">
        <LedgerAndSpot key={`${check.id} ${listing.spotAt}`} listing={listing} answer={answer} />
        <JudgeForm
          key={sheetOf(check, proposals)}
          categories={its.categories}
          verdicts={check.verdicts}
          proposals={proposals}
          answer={answer}
        />
      </div>
      <p className="mt-6">
        {next ? (
          <LinkButton to={`/inspections/${its.id}/computers/${next}`} icon="arrow-right">
            {texts.next}
          </LinkButton>
        ) : (
          <LinkButton to={`/inspections/${its.id}`}>{texts.back}</LinkButton>
        )}
      </p>
    </>
  )
}

/** Its fields begin anew on another computer, with other proposals, and once a photo is kept: it would be kept twice. */
const sheetOf = (
  { id, verdicts }: { id: string; verdicts: readonly { evidenceIds: readonly string[] }[] },
  proposals: object,
) => JSON.stringify([id, proposals, verdicts.flatMap(({ evidenceIds }) => evidenceIds)])
