/** As which file the copy of a pledge's sealed conditions is saved. */
export const conditionsFile = ({ roundNumber, lotCode }: { roundNumber: string; lotCode: string }) =>
  `muster-pledge-${roundNumber}-${lotCode}.json`
