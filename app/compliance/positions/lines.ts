type Line = {
  edition: string | null
  editionEn: string | null
  installed: number
  covered: number
  entitled: number
  undetermined: number
}

/** The lines of a position summed by edition: a right to one edition may cover several of its releases. */
export function byEdition(lines: readonly Line[]): Line[] {
  return [...Map.groupBy(lines, ({ edition }) => edition)].map(([edition, own]) => {
    const { editionEn } = own[0]!
    const sum = (key: 'installed' | 'covered' | 'entitled' | 'undetermined') =>
      own.reduce((total, line) => total + line[key], 0)
    return {
      edition,
      editionEn,
      installed: sum('installed'),
      covered: sum('covered'),
      entitled: sum('entitled'),
      undetermined: sum('undetermined'),
    }
  })
}
