import * as z from 'zod'

/** What an author's browser shows of an envelope that cannot be opened: the frame that it kept. */
export const showForm = z.object({
  asked: z.uuid(),
  frame: z
    .string('frame-differs')
    .max(2_900_000, 'frame-differs')
    .regex(/^[A-Za-z0-9+/]+={0,2}$/, 'frame-differs'),
})
