import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { listEditions } from '~/catalog/queries.server'
import { Button } from '~/design/button'
import { useNamed } from '~/design/named'
import { PageHead } from '~/design/page-head'
import { SelectField } from '~/design/select-field'
import { TextArea } from '~/design/text-area'
import { useVocabulary } from '~/texts/vocabulary'
import { answerOf } from '~/web/answer'
import { CheckedForm } from '~/web/checked-form'
import { enter } from '~/web/enter.server'
import { page } from '~/web/page'
import { withForm } from '~/web/with-form.server'
import { propose } from '../commands.server'
import { proposalForm } from '../form'
import { CriteriaList } from '../parts/criteria-list'
import { useListingTexts } from '../parts/texts'

export const handle = page({ access: 'listing.propose', title: 'program.proposal-new' })

export async function loader(args: LoaderFunctionArgs) {
  const { db, url } = await enter(args, handle)
  const editions = await listEditions(db)
  return {
    editions: editions.filter(({ household }) => !household),
    asked: url.searchParams.get('edition') ?? '',
  }
}

export async function action(args: ActionFunctionArgs) {
  const entered = await enter(args, handle)
  return withForm(entered, proposalForm, async (tx, values) => {
    const id = await propose(tx, entered.actor, values, entered.now)
    return redirect(`/recommended/proposals/${id}?done=listing-proposed`)
  })
}

export default function NewProposal() {
  const { editions, asked } = useLoaderData<typeof loader>()
  const answer = answerOf(useActionData<typeof action>())
  const texts = useListingTexts()
  const words = useVocabulary()
  const named = useNamed()
  return (
    <>
      <PageHead
        trail={[{ label: texts.proposals, to: '/recommended/proposals' }]}
        title={texts.propose}
        sentence={texts.proposeLead}
      />
      <CriteriaList />
      <CheckedForm
        form={proposalForm}
        answer={answer}
        defaults={{ editionId: asked }}
        className="max-w-2xl space-y-5"
      >
        {(field, busy) => (
          <>
            <SelectField
              {...field('editionId')}
              label={texts.edition}
              empty
              options={Object.entries(Object.groupBy(editions, ({ category }) => category)).map(
                ([category, some]) => ({
                  label: words.categories[category as keyof typeof words.categories],
                  options: some.map((edition) => ({
                    value: edition.id,
                    label: `${named(edition.productZh, edition.productEn)} ${named(edition.nameZh, edition.nameEn)}`,
                  })),
                }),
              )}
            />
            <TextArea {...field('reason')} label={texts.reason} hint={texts.reasonHint} rows={6} />
            <Button look="primary" busy={busy}>
              {texts.proposeNow}
            </Button>
          </>
        )}
      </CheckedForm>
    </>
  )
}
