/** Per 软件编号: how many are installed by each of the three ledgers. */
export type Sums = { one: Record<string, number>; two: Record<string, number>; three: Record<string, number> }

/**
 * Σ 安装数 of ledger 1 = rows of ledger 2 = installs − uninstalls of ledger 3, for every software number (compliance.md
 * §6). Answers the numbers where they differ; a difference is a mistake of the program and no ledger leaves the house.
 */
export function disagreements({ one, two, three }: Sums): string[] {
  const numbers = new Set([one, two, three].flatMap((sums) => Object.keys(sums)))
  return [...numbers]
    .filter((no) => new Set([one, two, three].map((sums) => sums[no] ?? 0)).size > 1)
    .toSorted()
}
