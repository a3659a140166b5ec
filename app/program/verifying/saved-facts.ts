import type { Locale } from '~/kernel/locale'
import type { Trusted } from './finding'

/** What a saved page knows: by which keys it judges, whose they are, and when it was taken. */
export type SavedFacts = { trusted: Trusted; origin: string; on: string; locale: Locale }

/** The element of the saved page that holds them, and the one in which it comes alive. */
export const factsId = 'facts'
export const hostId = 'checker'
