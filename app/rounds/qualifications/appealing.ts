/** Why an officer may not rule on an appeal: nobody judges over the own suspension. Null when one may. */
export const whyNotRule = (suspendedBy: string | null, personId: string) =>
  suspendedBy === personId ? ('own-suspension' as const) : null
