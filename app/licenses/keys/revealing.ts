export const revealReasons = ['install', 'reinstall', 'inspection', 'handover'] as const
export type RevealReason = (typeof revealReasons)[number]

const freshMinutes = 5

/** Why this person may not see a key now: the second factor must have been shown within five minutes. */
export function whyNotReveal(stepUpAt: Date | null, now: Date) {
  if (!stepUpAt || now.getTime() - stepUpAt.getTime() >= freshMinutes * 60_000) return 'step-up-needed'
  return null
}

const quietFrom = 21
const quietUntil = 7

/** Whether a key is asked for at night (21:00–07:00 in Shanghai), which the approver then hears of. */
export function isAtNight(now: Date) {
  const hour = (now.getUTCHours() + 8) % 24
  return hour >= quietFrom || hour < quietUntil
}
