import { keepCopy as keep, useKeptCopy as useKept } from '~/rounds/parts/kept-copy'
import { readCopy } from '../own-copy'

type Envelope = { kind: string; commitment: string }

const nameOf = (envelopes: readonly Envelope[]) =>
  `bid ${envelopes.find(({ kind }) => kind === 'price')?.commitment}`

/** Keeps the copy of a bid in this tab. */
export const keepCopy = (text: string, envelopes: readonly Envelope[]) => keep(nameOf(envelopes), text)

/** What this tab remembers of a bid. */
export const useKeptCopy = (envelopes: readonly Envelope[]) =>
  useKept(nameOf(envelopes), (text) => readCopy(text, envelopes))
