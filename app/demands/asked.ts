import { type DemandLineState, demandLineLifecycle } from './lifecycle'

/** What a list of needs is asked for by its URL. */
export function askedLines(params: URLSearchParams) {
  const which = params.get('which') as DemandLineState
  return {
    state: demandLineLifecycle.states.includes(which) ? which : undefined,
    after: params.get('after') || undefined,
  }
}
