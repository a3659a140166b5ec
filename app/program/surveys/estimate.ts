/** What the enterprises that were asked need in all, were the others like those that answered. */
export function estimate(stated: number, answered: number, asked: number): number {
  return answered === 0 ? 0 : Math.round((stated * asked) / answered)
}

export const fewest = 5

/** Whether what a survey found suffices to suggest a wish: it is over, and enough enterprises need it. */
export function whyNotSuggest(
  state: string,
  needing: number | null,
): 'survey-running' | 'too-few-needs' | null {
  if (state !== 'closed') return 'survey-running'
  return needing === null || needing < fewest ? 'too-few-needs' : null
}
