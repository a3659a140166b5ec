import { sellerKinds } from './form'

export const standings = ['signed', 'offered', 'none'] as const

/** `?q=`, `?kind=`, `?district=`, `?letter=` and `?found=1` as the query takes them. */
export function asked(params: URLSearchParams) {
  return {
    q: params.get('q')?.trim() || undefined,
    kind: sellerKinds.find((one) => one === params.get('kind')),
    district: /^\d{6}$/.test(params.get('district') ?? '') ? params.get('district')! : undefined,
    letter: standings.find((one) => one === params.get('letter')),
    found: params.get('found') === '1',
  }
}
export type Asked = ReturnType<typeof asked>
