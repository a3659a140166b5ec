import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { Section } from '~/design/section'
import { TextLink } from '~/design/text-link'
import { mayEnter } from '~/people/access'
import { enter, found } from '~/web/enter.server'
import { page } from '~/web/page'
import { TermsTable } from '../parts/terms-table'
import { useRoundsTexts } from '../parts/texts'
import { findRound } from '../queries.server'

export const handle = page({ access: 'anyone', title: 'rounds.terms', inside: true })

export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, params } = await enter(args, handle)
  const { id, title, terms, termsVersion, criteriaVersion } = found(
    await findRound(db, actor, params.roundId!),
  )
  return { id, title, terms, version: termsVersion, criteriaVersion, bids: mayEnter('bid.read', actor) }
}

export default function RoundTermsPage() {
  const { id, terms, version, criteriaVersion, bids } = useLoaderData<typeof loader>()
  const texts = useRoundsTexts().terms
  return (
    <>
      <TermsTable terms={terms} version={version} />
      {criteriaVersion !== null && (
        <Section title={texts.qualification}>
          <p>
            {texts.criteriaVersion(String(criteriaVersion))}{' '}
            {bids && <TextLink to={`/qualification?round=${id}`}>{texts.ownChecklist}</TextLink>}
          </p>
        </Section>
      )}
    </>
  )
}
