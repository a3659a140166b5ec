const control = /[\p{Cc}\\]/u

/** A path of this site to go on to; anything else leads home. */
export const safePath = (wished: string | null | undefined): string =>
  wished && wished.startsWith('/') && !wished.startsWith('//') && !control.test(wished) ? wished : '/home'
