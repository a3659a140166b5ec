type Gathered = { organizations: number; quantity: bigint; largest: bigint }
type Threshold = { thresholdOrgs: number; thresholdQuantity: number }

/** Enough enterprises stand behind the wish, with enough units, for the officer to ask for their intention. */
export function isThresholdMet(gathered: Gathered, threshold: Threshold): boolean {
  return (
    gathered.organizations >= threshold.thresholdOrgs &&
    gathered.quantity >= BigInt(threshold.thresholdQuantity)
  )
}

const enoughPercent = 60n

/** The confirmed quantity carries a round: at least 60 % of what the wish had gathered. */
export function carriesRound(confirmed: bigint, wished: bigint): boolean {
  return confirmed > 0n && confirmed * 100n >= wished * enoughPercent
}

/** Defaults of a wish until the office sets others for a class. */
export const usualThreshold = { thresholdOrgs: 5, thresholdQuantity: 100 }
