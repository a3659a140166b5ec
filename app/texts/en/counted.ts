/** `counted(1, 'license')` is “1 license”, `counted('1,200', 'license')` “1,200 licenses”; the plural where it is not the singular with an s. */
export const counted = (n: number | bigint | string | undefined, one: string, many = `${one}s`) =>
  `${n} ${String(n) === '1' ? one : many}`
