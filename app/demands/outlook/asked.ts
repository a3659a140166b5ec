/** By what the outlook is asked for in its URL. */
export const askedBy = (params: URLSearchParams) =>
  params.get('by') === 'class' ? ('class' as const) : ('product' as const)
