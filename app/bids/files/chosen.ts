import { mediaTypeOf } from '~/kernel/media-type'
import { type EntryTerms, entryForm } from '../entry'
import { fileLimits, whyNotFiles } from './file-item'

export type ChosenFile = { name: string; bytes: Uint8Array }

/** The field of the files: what begins with an underscore no form takes for a value, so they are sealed and never kept. */
export const filesField = '_files'

/** The files that were chosen in the form of a bid. */
export const chosenFiles = (posted: FormData): Promise<ChosenFile[]> =>
  Promise.all(
    posted
      .getAll(filesField)
      .filter((file): file is File => file instanceof File && (file.name !== '' || file.size > 0))
      .map(async (file) => ({
        name: file.name.normalize('NFC').slice(-fileLimits.name),
        // What is too large anyway is not read whole.
        bytes: new Uint8Array(await file.slice(0, fileLimits.bytes + 1).arrayBuffer()),
      })),
  )

/** The form of a bid together with the files that were chosen beside it; codes of `whyNotFiles` at their field. */
export const entryWithFiles = (terms: EntryTerms, chosen: readonly ChosenFile[]) =>
  entryForm(terms).superRefine((_, context) => {
    const why = whyNotFiles(chosen, mediaTypeOf)
    if (why) context.addIssue({ code: 'custom', path: [filesField], message: why })
  })
