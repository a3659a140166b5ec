import { authorizationLifecycle } from '../lifecycle'

/** What the office's list of letters is asked for by its URL. */
export function askedLetters(params: URLSearchParams) {
  return {
    state: authorizationLifecycle.states.find((one) => one === params.get('state')),
    publisher: params.get('publisher') || undefined,
  }
}
