import { uuidForm } from '~/kernel/fields'
import { caseTypes, type CaseType } from './intake/grounds'

export type Listing = {
  stage?: 'open' | 'closed' | undefined
  type?: CaseType | undefined
  q?: string | undefined
  after?: string | undefined
}

/** What a list's address asks for; what it does not know it leaves out. */
export function listingOf(params: URLSearchParams): Listing {
  const stage = params.get('stage')
  const type = caseTypes.find((one) => one === params.get('type'))
  const after = params.get('after')
  return {
    stage: stage === 'open' || stage === 'closed' ? stage : undefined,
    type,
    q: params.get('q')?.trim().slice(0, 80) || undefined,
    after: after && uuidForm.test(after) ? after : undefined,
  }
}
