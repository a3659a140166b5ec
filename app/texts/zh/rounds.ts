import { roundsDrafts } from './rounds-drafts'
import { roundsPages } from './rounds-pages'
import { roundsPayment } from './rounds-payment'
import { roundsPledges } from './rounds-pledges'
import { roundsWords } from './rounds-words'

export { roundsRefusals } from './rounds-refusals'

/** All that the room says, by noun. */
export const rounds = {
  ...roundsWords,
  ...roundsPages,
  ...roundsDrafts,
  ...roundsPayment,
  ...roundsPledges,
}
