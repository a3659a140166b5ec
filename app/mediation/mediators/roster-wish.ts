/** The conditions in the address of the roster. */
export const rosterWishOf = ({ searchParams }: URL) => ({
  body: searchParams.get('body') || undefined,
  field: searchParams.get('field') || undefined,
  language: searchParams.get('language') || undefined,
})
