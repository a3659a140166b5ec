/** What was said of a deed: `accepted`, or the code of its refusal. */
export const answerTo = (work: Promise<unknown>) =>
  work.then(
    () => 'accepted',
    (error: { code?: string }) => error.code,
  )
