import * as z from 'zod'

const isMany = (files: unknown): files is Iterable<unknown> =>
  typeof files === 'object' && files !== null && Symbol.iterator in files
const chosen = (file: unknown): file is File => file instanceof File && file.size > 0

/** One file or many; the browser sends an empty one when none was chosen. */
export const uploadForm = z.object({
  files: z
    .unknown()
    .optional()
    .transform((files) => [...(isMany(files) ? files : [files])].filter(chosen))
    .refine((files) => files.length > 0, 'file-missing')
    .refine((files) => files.length <= 200, 'too-many-files'),
})

const list = z.object({
  id: z.uuid(),
  no: z.string().trim().max(120, 'too-long').optional().default(''),
})

/** Which computer each list is: its number in the register, new or known; an empty one is left out. */
export const mappingForm = z.object({
  move: z.literal('map'),
  lists: z
    .array(list)
    .optional()
    .default([])
    .transform((lists) => lists.map(({ id, no }) => ({ inventoryId: id, no: no || null }))),
})

export const importForm = z.union([mappingForm, z.object({ move: z.literal('discard') })])

export type MappedList = z.output<typeof mappingForm>['lists'][number]
